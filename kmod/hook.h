/* SPDX-License-Identifier: GPL-2.0 */
/*
 * hook.h - how the module gets to see cap_capable() and the seccomp filter
 */
#ifndef CAPPROBE_HOOK_H
#define CAPPROBE_HOOK_H

#include <linux/cred.h>

/**
 * capprobe_hook_attach() - start to call capprobe_on_check() and
 *	capprobe_on_seccomp()
 *
 * Context: process context, may sleep.
 * Return: 0, or what the kernel refused the hook with.
 */
int capprobe_hook_attach(void);

/**
 * capprobe_hook_detach() - stop that, for good
 *
 * When it returns no task is in the module's code on behalf of a hook, nor in
 * the last instructions of a settled call: see capprobe_settle_init().
 *
 * Context: process context, sleeps for a grace period of RCU-tasks.
 */
void capprobe_hook_detach(void);

/**
 * capprobe_hook_name() - the back end in use, for people
 */
const char *capprobe_hook_name(void);

/**
 * capprobe_on_check() - called on entry to cap_capable(), with its arguments
 * @cred: the credentials that are checked
 * @target: the user namespace that is asked about
 * @cap: the capability
 * @opts: CAP_OPT_*
 *
 * Context: any that a capability check can come from.
 */
void capprobe_on_check(const struct cred *cred, struct user_namespace *target, int cap,
		       unsigned int opts);

/**
 * capprobe_on_seccomp() - called on entry to the seccomp filter
 *
 * Context: process context, at the entry of a system call.
 */
void capprobe_on_seccomp(void);

#endif /* CAPPROBE_HOOK_H */
