/* SPDX-License-Identifier: GPL-2.0 */
/*
 * hook.h - hooks on the entry of cap_capable() and of the seccomp filter
 */
#ifndef CAPPROBE_HOOK_H
#define CAPPROBE_HOOK_H

#include <linux/sched/task_stack.h>

#include <asm/syscall.h>

#include "syscall_table.h"
#include "syscall_track.h"

/**
 * struct capprobe_backend - a way to hook the two functions
 * @name: name for the module parameter and for status
 * @attach: start to call capprobe_check_entry() and capprobe_hook_seccomp();
 *	returns 0 or a negative errno, which it has logged; process context, may
 *	sleep
 * @detach: stop that; process context, may sleep
 * @missed: returns how many calls of the two functions it has missed
 */
struct capprobe_backend {
	const char	*name;
	int		(*attach)(void);
	void		(*detach)(void);
	unsigned long	(*missed)(void);
};

/* ftrace callbacks: by far the cheapest. */
extern const struct capprobe_backend capprobe_ftrace;

/* kprobes: available everywhere, even without ftrace. */
extern const struct capprobe_backend capprobe_kprobe;

/**
 * capprobe_hook_attach() - hook the two functions
 *
 * Uses the back end that the module parameter hook names. With hook=auto that is
 * ftrace, if the kernel passes arguments to its callbacks and lets us register
 * one, and kprobe otherwise.
 *
 * Context: process context, may sleep.
 * Return: 0, -EINVAL for an unknown back end, or the error of the last one tried.
 */
int capprobe_hook_attach(void);

/**
 * capprobe_hook_detach() - remove the hooks
 *
 * On return no task is running the module's code on behalf of a hook.
 *
 * Context: process context, may sleep.
 */
void capprobe_hook_detach(void);

/**
 * capprobe_hook_name() - name of the back end in use
 */
const char *capprobe_hook_name(void);

/**
 * capprobe_hook_seccomp() - __secure_computing() has been entered
 *
 * Context: process context, on entry to a system call.
 */
static __always_inline void capprobe_hook_seccomp(void)
{
	int nr = syscall_get_nr(current, task_pt_regs(current));

	if (unlikely(capprobe_current_abi() == CAPPROBE_I386)) {
		if (capprobe_call_maybe(CAPPROBE_I386, nr))
			capprobe_track_filtered();
	} else if (capprobe_call_maybe(CAPPROBE_NATIVE, nr)) {
		capprobe_track_filtered();
	}
}

#endif /* CAPPROBE_HOOK_H */
