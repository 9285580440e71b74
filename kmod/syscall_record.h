/* SPDX-License-Identifier: GPL-2.0 */
/*
 * syscall_record.h - counting and recording the outcome of system calls
 */
#ifndef CAPPROBE_SYSCALL_RECORD_H
#define CAPPROBE_SYSCALL_RECORD_H

#include "syscall_slots.h"

/**
 * capprobe_syscall_record_init() - say what cannot be seen
 * @lsm_unseen: see capprobe_lsm_unseen()
 *
 * Context: module init.
 */
void capprobe_syscall_record_init(bool lsm_unseen);

/**
 * capprobe_syscall_record() - count and record a tracked call that has ended
 * @tracked: the current task's slot
 *
 * Calls that are about to be restarted are ignored, and so are calls other than
 * module calls that no filter has refused.
 *
 * Context: process context, may sleep; the task's registers are as the call has
 * left them.
 */
void capprobe_syscall_record(const struct capprobe_tracked *tracked);

/**
 * capprobe_syscall_unfollowed() - count and record a call that cannot be tracked
 * @call: the call
 * @nr: its number, in the ABI of the current task
 *
 * Records what is known on entry to the call.
 *
 * Context: process context, does not sleep.
 */
void capprobe_syscall_unfollowed(const struct capprobe_call *call, int nr);

#endif /* CAPPROBE_SYSCALL_RECORD_H */
