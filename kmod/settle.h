/* SPDX-License-Identifier: GPL-2.0 */
/*
 * settle.h - following a system call to its end
 *
 * A call is noticed where the seccomp filter is entered, a module call also at
 * its check for CAP_SYS_MODULE, and settled by a task_work that runs when the
 * task returns to user space or exits: there the result, the file and the
 * layer that decided are all known.
 */
#ifndef CAPPROBE_SETTLE_H
#define CAPPROBE_SETTLE_H

#include "check.h"

/**
 * capprobe_settle_enable() - follow calls from now on
 *
 * Only once nothing can make the module's init fail any more: a followed call
 * holds the module, and a module that fails to init is freed all the same.
 */
void capprobe_settle_enable(void);

/**
 * capprobe_settle_check() - the current task is checked for CAP_SYS_MODULE
 * @target: the user namespace that is asked about
 * @reason: the outcome
 *
 * Context: any, preemption off.
 */
void capprobe_settle_check(const struct user_namespace *target, enum capprobe_reason reason);

/**
 * capprobe_settle_stop() - the current task is about to stop for a tracer that
 *	the filter asks about its call
 *
 * Context: process context; what is next of the task's works is run.
 * Return: whether capprobe_settle_go_on() must be called after the stop.
 */
bool capprobe_settle_stop(void);

/**
 * capprobe_settle_go_on() - the current task goes on with its call
 *
 * Context: process context.
 */
void capprobe_settle_go_on(void);

/**
 * capprobe_settle_loads() - whether the current task is in a module call that
 *	its capability check has granted or refused
 *
 * Context: any; in an interrupt it is in none.
 */
bool capprobe_settle_loads(void);

/**
 * capprobe_settle_asked() - the security modules are asked about the module
 *
 * Context: process context.
 * Return: whether the current task is in a module call.
 */
bool capprobe_settle_asked(void);

/**
 * capprobe_settle_refused() - the module call that the current task is in has
 *	been refused
 * @reason: why
 * @error: what the call will return, if that was why; a negative errno
 *
 * Context: process context; capprobe_settle_loads().
 */
void capprobe_settle_refused(enum capprobe_reason reason, int error);

#endif /* CAPPROBE_SETTLE_H */
