/* SPDX-License-Identifier: GPL-2.0 */
/*
 * hook.h - how the module gets to see cap_capable() and the seccomp filter
 */
#ifndef CAPPROBE_HOOK_H
#define CAPPROBE_HOOK_H

#include <linux/cred.h>
#include <linux/sched/task_stack.h>

#include <asm/syscall.h>

#include "followed.h"

/**
 * struct capprobe_backend - a way to get to see them
 * @name: for people
 * @attach: start to call capprobe_on_check() and capprobe_on_seccomp(); 0 or a
 *	negative errno, said in the log; process context, may sleep
 * @detach: stop that; process context, may sleep
 * @missed: entries of the two functions that it did not get to see
 */
struct capprobe_backend {
	const char	*name;
	int		(*attach)(void);
	void		(*detach)(void);
	unsigned long	(*missed)(void);
};

/* An ftrace callback on the entry of the function: the cheapest by far. */
extern const struct capprobe_backend capprobe_ftrace;

/* A kprobe on the entry: everywhere, also without ftrace. */
extern const struct capprobe_backend capprobe_kprobe;

/**
 * capprobe_hook_attach() - start to call capprobe_on_check() and
 *	capprobe_on_seccomp()
 *
 * By the back end that the module parameter hook names; auto is ftrace, where
 * the kernel has it with arguments and lets it be used, else kprobe.
 *
 * Context: process context, may sleep.
 * Return: 0, -EINVAL for a back end that there is not, or what the kernel
 * refused the hook with.
 */
int capprobe_hook_attach(void);

/**
 * capprobe_hook_detach() - stop that, for good
 *
 * When it returns no task is in the module's code on behalf of a hook.
 *
 * Context: process context, may sleep.
 */
void capprobe_hook_detach(void);

/**
 * capprobe_hook_name() - the back end in use, for people
 */
const char *capprobe_hook_name(void);

/**
 * capprobe_hook_missed() - entries that it did not get to see
 */
unsigned long capprobe_hook_missed(void);

/**
 * capprobe_on_check() - called on entry to cap_capable(), for a capability that
 *	somebody wants, with its arguments
 * @cred: the credentials that are checked
 * @target: the user namespace that is asked about
 * @cap: the capability
 * @opts: CAP_OPT_*
 * @caller: where it returns to
 *
 * Context: any that a capability check can come from.
 */
void capprobe_on_check(const struct cred *cred, struct user_namespace *target, int cap,
		       unsigned int opts, unsigned long caller);

/**
 * capprobe_on_followed() - called on entry to the seccomp filter, for a call
 *	that is followed
 *
 * Context: process context, at the entry of a system call.
 */
void capprobe_on_followed(void);

/**
 * capprobe_on_seccomp() - called on entry to the seccomp filter
 *
 * Context: process context, at the entry of a system call.
 */
static __always_inline void capprobe_on_seccomp(void)
{
	int nr = syscall_get_nr(current, task_pt_regs(current));

	if (unlikely(capprobe_current_abi() == CAPPROBE_I386)) {
		if (capprobe_is_followed(CAPPROBE_I386, nr))
			capprobe_on_followed();
	} else if (capprobe_is_followed(CAPPROBE_NATIVE, nr)) {
		capprobe_on_followed();
	}
}

#endif /* CAPPROBE_HOOK_H */
