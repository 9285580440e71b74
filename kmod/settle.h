/* SPDX-License-Identifier: GPL-2.0 */
/*
 * settle.h - following a system call to its end
 *
 * A call is noticed where the seccomp filter is entered, a module call without
 * a filter at its check for CAP_SYS_MODULE, and settled when the task returns
 * to user space or exits: there the result, the file and the layer that decided
 * are all known.
 */
#ifndef CAPPROBE_SETTLE_H
#define CAPPROBE_SETTLE_H

#include "check.h"

/* Calls that can be followed at the same time. */
#define CAPPROBE_SETTLES	512

/**
 * capprobe_settle_init() - make ready to follow calls
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_settle_init(void);

/**
 * capprobe_settle_enable() - follow calls from now on
 *
 * Only once nothing can make the module's init fail any more: a followed call
 * holds the module, and a module that fails to init is freed all the same.
 */
void capprobe_settle_enable(void);

/**
 * capprobe_settle_exit() - undo capprobe_settle_init()
 *
 * Context: process context, may sleep; nothing is hooked any more.
 */
void capprobe_settle_exit(void);

/**
 * capprobe_settle_check() - the current task is checked for CAP_SYS_MODULE
 * @target: the user namespace that is asked about
 * @reason: the outcome
 *
 * Context: any, preemption off.
 */
void capprobe_settle_check(const struct user_namespace *target, enum capprobe_reason reason);

/**
 * capprobe_settle_trace() - the current task is about to stop for a tracer that
 *	the filter asks about its call
 *
 * Context: process context; what is to be done on the way to user space is done
 * next, and the module is let go with that.
 * Return: whether capprobe_settle_traced() must be called after the stop.
 */
bool capprobe_settle_trace(void);

/**
 * capprobe_settle_traced() - the current task goes on with its call
 *
 * Context: process context.
 */
void capprobe_settle_traced(void);

/**
 * capprobe_settle_supervise() - the current task is about to wait for the
 *	supervisor that the filter asks about its call; it does not hold the
 *	module meanwhile
 *
 * Context: process context, preemption off.
 * Return: whether capprobe_settle_supervised() must be called after the wait.
 */
bool capprobe_settle_supervise(void);

/**
 * capprobe_settle_supervised() - the current task has an answer, or was
 *	interrupted
 *
 * Context: process context.
 */
void capprobe_settle_supervised(void);

/**
 * capprobe_settle_exits() - the current task is about to stop for a tracer as
 *	it exits
 *
 * Context: process context.
 */
void capprobe_settle_exits(void);

/**
 * capprobe_settle_loads() - whether the current task is in a module call that
 *	its capability check has granted or refused
 *
 * Context: any; in an interrupt it is in none.
 */
bool capprobe_settle_loads(void);

/**
 * capprobe_settle_asked() - the security modules are asked about the module
 * @file: that is loaded, or NULL where that is not told
 *
 * Context: process context.
 * Return: whether the current task is in a module call.
 */
bool capprobe_settle_asked(struct file *file);

/**
 * capprobe_settle_refused() - the module call that the current task is in has
 *	been refused
 * @reason: why
 * @error: what the call will return, if that was why; a negative errno
 *
 * Context: process context; capprobe_settle_loads().
 */
void capprobe_settle_refused(enum capprobe_reason reason, int error);

/**
 * struct capprobe_holder - a call that is under way and holds the module
 * @pid: the process, as the host numbers it
 * @arch: AUDIT_ARCH_*
 * @syscall: its number, in the ABI of @arch
 * @comm: the name of the thread, terminated
 */
struct capprobe_holder {
	u32	pid;
	u32	arch;
	s32	syscall;
	char	comm[CAPPROBE_COMM_LEN];
};

/**
 * capprobe_settle_holders() - the calls that keep the module from being
 *	unloaded
 * @holders: where to
 * @max: how many of them at the most
 *
 * Context: any.
 * Return: how many there are.
 */
u32 capprobe_settle_holders(struct capprobe_holder *holders, u32 max);

#endif /* CAPPROBE_SETTLE_H */
