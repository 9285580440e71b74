/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unit_grant.h - which settings give a systemd unit a capability
 */
#ifndef UNIT_GRANT_H
#define UNIT_GRANT_H

#include "layer/refusal.h"

#define UNIT_GRANTS_MAX	7	/* settings */
#define UNIT_GRANT_MAX	384	/* bytes, including the NUL; fits the calls of CAP_SYS_ADMIN */

/**
 * unit_grants() - list the settings that give a unit what it is refused
 * @refusal: the refusal, of a unit
 * @settings: result, as in "ProtectKernelModules=no", for a drop-in that is read after the
 *	unit's own files
 *
 * Whatever the unit's settings are, these give it the capability and the calls, and take
 * nothing away. If the unit's settings are unknown, they may grant more than it lacks.
 *
 * Return: number of settings; 0 if the unit is not what is in the way.
 */
size_t unit_grants(const struct refusal *refusal,
		   char settings[UNIT_GRANTS_MAX][UNIT_GRANT_MAX]);

#endif /* UNIT_GRANT_H */
