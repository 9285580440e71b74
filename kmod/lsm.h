/* SPDX-License-Identifier: GPL-2.0 */
/*
 * lsm.h - refusals by other security modules
 *
 * Whether another security module refuses what the capability walk grants is
 * known only when security_capable() returns. A return probe costs more than
 * everything else together, so it can be switched off.
 */
#ifndef CAPPROBE_LSM_H
#define CAPPROBE_LSM_H

#include <linux/types.h>

/**
 * capprobe_lsm_attach() - probe the return of security_capable(), as the module
 *	parameter lsm asks for
 *
 * With lsm=auto, only if a security module is active that can refuse
 * capabilities.
 *
 * Context: process context of a task with CAP_SYS_MODULE, may sleep; before the
 * hooks are attached.
 * Return: 0, -EINVAL for an invalid parameter, or the error of the probe's
 * registration.
 */
int capprobe_lsm_attach(void);

/**
 * capprobe_lsm_detach() - undo capprobe_lsm_attach()
 *
 * Context: process context, may sleep; the hooks are detached.
 */
void capprobe_lsm_detach(void);

/**
 * capprobe_lsm_seen() - whether refusals by other security modules are seen
 */
bool capprobe_lsm_seen(void);

/**
 * capprobe_lsm_unseen() - whether a security module is active that can refuse
 *	capabilities, and lsm=off hides that
 */
bool capprobe_lsm_unseen(void);

#endif /* CAPPROBE_LSM_H */
