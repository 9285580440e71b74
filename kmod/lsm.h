/* SPDX-License-Identifier: GPL-2.0 */
/*
 * lsm.h - what the other security modules say of a check that the capability
 * walk grants
 *
 * That is known only when security_capable() returns, and a probe of a return
 * costs more than all the rest: so it is a switch of its own.
 */
#ifndef CAPPROBE_LSM_H
#define CAPPROBE_LSM_H

#include <linux/jump_label.h>
#include <linux/types.h>

DECLARE_STATIC_KEY_FALSE(capprobe_lsm_on);

/* Where the code of security_capable() is. */
extern unsigned long capprobe_lsm_start;
extern unsigned long capprobe_lsm_size;

/* With lsm=off: one is active that can refuse a capability. */
extern bool capprobe_lsm_unseen;

/**
 * capprobe_lsm_decides() - whether a check that is granted is not final yet
 * @caller: where cap_capable() returns to
 *
 * Some callers, cap_vm_enough_memory() for one, ask cap_capable() alone.
 *
 * Context: any.
 */
static __always_inline bool capprobe_lsm_decides(unsigned long caller)
{
	return static_branch_unlikely(&capprobe_lsm_on) &&
	       caller - capprobe_lsm_start < capprobe_lsm_size;
}

/**
 * capprobe_lsm_attach() - look at the end of security_capable(), if the module
 *	parameter lsm says so; auto does where a security module is active that
 *	can refuse a capability
 *
 * Context: process context of a task with CAP_SYS_MODULE, before the hooks are
 * attached.
 * Return: 0, -EINVAL for a parameter that cannot be, or what the kernel refused
 * the probe with.
 */
int capprobe_lsm_attach(void);

/**
 * capprobe_lsm_detach() - stop that
 *
 * Context: process context, may sleep; the hooks are detached.
 */
void capprobe_lsm_detach(void);

/**
 * capprobe_lsm_seen() - whether refusals by other security modules are seen
 */
bool capprobe_lsm_seen(void);

/**
 * capprobe_lsm_missed() - checks whose end it did not get to see
 */
unsigned long capprobe_lsm_missed(void);

#endif /* CAPPROBE_LSM_H */
