/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unit_grant.h - which settings give a unit of systemd's a capability
 */
#ifndef UNIT_GRANT_H
#define UNIT_GRANT_H

#include "layer/refusal.h"

#define UNIT_GRANTS_MAX	7	/* settings */
#define UNIT_GRANT_MAX	384	/* bytes of one, terminated: the calls of CAP_SYS_ADMIN */

/**
 * unit_grants() - the settings that give a unit what it is refused
 * @refusal: the refusal; of a unit
 * @settings: where to, as in "ProtectKernelModules=no"; each after what the unit
 *	has, as in a drop-in
 *
 * Whatever the unit has, these together give it the capability and the calls, and
 * take nothing from it. Where the unit is not known they may give it more.
 *
 * Return: how many; 0 where it is not the unit that is in the way.
 */
size_t unit_grants(const struct refusal *refusal,
		   char settings[UNIT_GRANTS_MAX][UNIT_GRANT_MAX]);

#endif /* UNIT_GRANT_H */
