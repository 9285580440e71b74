/* SPDX-License-Identifier: GPL-2.0 */
/*
 * check.h - what happens on each capability check
 */
#ifndef CAPPROBE_CHECK_H
#define CAPPROBE_CHECK_H

#include "check_types.h"

/**
 * capprobe_check_entry() - cap_capable() has been entered
 * @cred: credentials to be checked
 * @target: user namespace the capability is asked for in
 * @cap: capability number; must be valid
 * @opts: CAP_OPT_*
 * @caller: return address of cap_capable()
 *
 * Works out the outcome, counts it and passes it on, unless capprobe_check_defer()
 * applies. Called by the hooks for capabilities that are capprobe_cap_wanted().
 *
 * Context: any that a capability check can be made in.
 */
void capprobe_check_entry(const struct cred *cred, struct user_namespace *target, int cap,
			  unsigned int opts, unsigned long caller);

/**
 * capprobe_check_final() - the outcome of a check is known
 * @cred: credentials that were checked
 * @target: user namespace the capability was asked for in
 * @cap: capability number; must be valid
 * @opts: CAP_OPT_*
 * @reason: outcome of the check
 *
 * Counts the check, and passes it on to the sessions that want it and to the
 * tracked system call it was made in.
 *
 * Context: any that a capability check can be made in.
 */
void capprobe_check_final(const struct cred *cred, struct user_namespace *target, int cap,
			  unsigned int opts, enum capprobe_reason reason);

/**
 * capprobe_check_defer() - do not report grants that are made for a function:
 *	capprobe_check_final() will
 * @start: address of the function that must have called cap_capable()
 * @size: size of its code, in bytes
 *
 * Some callers, such as cap_vm_enough_memory(), call cap_capable() directly: it
 * has the last word for them.
 *
 * Context: process context, may sleep; before the hooks are attached.
 */
void capprobe_check_defer(unsigned long start, unsigned long size);

/**
 * capprobe_check_defer_end() - undo capprobe_check_defer()
 *
 * Context: process context, may sleep.
 */
void capprobe_check_defer_end(void);

#endif /* CAPPROBE_CHECK_H */
