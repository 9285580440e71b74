/* SPDX-License-Identifier: GPL-2.0 */
/*
 * syscall_track.h - tracking a system call to its end
 *
 * Tracking starts at the entry of the seccomp filter or, for a module call
 * without a filter, at its check for CAP_SYS_MODULE. It ends when the task
 * returns to user space or exits: by then the return value, the file and the
 * layer that decided are all known.
 */
#ifndef CAPPROBE_SYSCALL_TRACK_H
#define CAPPROBE_SYSCALL_TRACK_H

#include <linux/fs.h>

#include "check_types.h"

/**
 * capprobe_track_init() - prepare for tracking calls
 * @lsm_unseen: see capprobe_lsm_unseen()
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_track_init(bool lsm_unseen);

/**
 * capprobe_track_enable() - track calls from now on
 *
 * Must come last in module init: a tracked call holds a reference to the module,
 * which does not keep a module from being freed when its init fails.
 */
void capprobe_track_enable(void);

/**
 * capprobe_track_exit() - undo capprobe_track_init()
 *
 * Context: process context, may sleep; all hooks are detached.
 */
void capprobe_track_exit(void);

/**
 * capprobe_track_filtered() - a call that is in the table enters the current
 *	task's seccomp filter
 *
 * Context: process context, on entry to a system call.
 */
void capprobe_track_filtered(void);

/**
 * capprobe_track_entered() - the current task enters the function of a call that
 *	is in the table
 *
 * Context: process context, preemption off.
 */
void capprobe_track_entered(void);

/**
 * capprobe_track_check() - a check for CAP_SYS_MODULE is made
 * @target: user namespace the capability is asked for in
 * @reason: outcome of the check
 *
 * Context: any, preemption off.
 */
void capprobe_track_check(const struct user_namespace *target, enum capprobe_reason reason);

/**
 * capprobe_track_ptrace_stop() - the current task is about to stop for its
 *	tracer, to which its filter has left the call
 *
 * Before it stops the task runs its pending task work, ours included, which drops
 * the reference to the module.
 *
 * Context: process context.
 * Return: whether capprobe_track_ptrace_resume() must be called after the stop.
 */
bool capprobe_track_ptrace_stop(void);

/**
 * capprobe_track_ptrace_resume() - the current task has been resumed
 *
 * Context: process context.
 */
void capprobe_track_ptrace_resume(void);

/**
 * capprobe_track_notify_wait() - the current task is about to wait for a
 *	supervisor (SECCOMP_RET_USER_NOTIF)
 *
 * It holds no reference to the module while it waits.
 *
 * Context: process context, preemption off.
 * Return: whether capprobe_track_notify_done() must be called after the wait.
 */
bool capprobe_track_notify_wait(void);

/**
 * capprobe_track_notify_done() - the supervisor has answered, or a signal has
 *	interrupted the wait
 *
 * Context: process context.
 */
void capprobe_track_notify_done(void);

/**
 * capprobe_track_ptrace_exit() - the current task is exiting and about to stop
 *	for its tracer
 *
 * Context: process context.
 */
void capprobe_track_ptrace_exit(void);

/**
 * capprobe_track_in_module_call() - whether the current task is in a module call
 *	that has got as far as its capability check
 *
 * Context: any; false in interrupts.
 */
bool capprobe_track_in_module_call(void);

/**
 * capprobe_track_module_asked() - the security modules are being asked about a
 *	module
 * @file: file that is being loaded, or NULL if the hook does not get it
 *
 * Context: process context.
 * Return: whether the current task is in a module call.
 */
bool capprobe_track_module_asked(struct file *file);

/**
 * capprobe_track_module_refused() - the current task's module call has been
 *	refused
 * @reason: why
 * @error: negative errno that the call will return if that is the cause
 *
 * Context: process context; capprobe_track_in_module_call() is true.
 */
void capprobe_track_module_refused(enum capprobe_reason reason, int error);

#endif /* CAPPROBE_SYSCALL_TRACK_H */
