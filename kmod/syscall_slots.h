/* SPDX-License-Identifier: GPL-2.0 */
/*
 * syscall_slots.h - slots for the system calls that are being tracked
 */
#ifndef CAPPROBE_SYSCALL_SLOTS_H
#define CAPPROBE_SYSCALL_SLOTS_H

#include <linux/fs.h>
#include <linux/moduleparam.h>

#include "capprobe.h"
#include "syscall_table.h"
#include "user_return.h"

/* Calls that can be tracked at the same time. */
#define CAPPROBE_TRACKED_MAX	512

/**
 * struct capprobe_tracked - a system call that is being tracked
 * @end: calls back when the call ends
 * @user: user whose share the slot counts against, see capprobe_slot_claim()
 * @cgroup: id of the cgroup whose share it counts against
 * @pid: process that makes the call
 * @comm: name of the thread
 * @arch: AUDIT_ARCH_*
 * @call: which call it is
 * @nr: its number, in the ABI of the task
 * @file: the file that finit_module() loads, or NULL
 * @inode: inode of @file, to be compared only
 * @name: the module that delete_module() unloads, not terminated
 * @name_len: length of @name, or a negative errno
 * @checked: time of the capability check, ns
 * @ended: time the slot was freed, ns
 * @passed: the filter has let the call pass: a module call has got to its
 *	capability check, any other call into its function
 * @stopped: the task is in a ptrace stop in the middle of the call
 * @delegated: the filter has left the call to a tracer or a supervisor
 * @supervised: it has left it to a supervisor
 * @undecided: a fatal signal was pending when the task left its tracer's stop
 * @dying: the filter kills the thread
 * @asked: the security modules have been asked about the module
 * @cap_reason: outcome of the capability check
 * @refusal: why the module was refused after that
 * @refusal_error: negative errno of that refusal
 *
 * Other tasks may read @user, @cgroup, @pid, @comm, @arch, @nr, @inode, @ended,
 * @asked, @refusal and @refusal_error at any time. Everything else belongs to
 * the task that makes the call.
 */
struct capprobe_tracked {
	struct capprobe_user_return	end;
	u64				user;
	u64				cgroup;
	u32				pid;
	char				comm[CAPPROBE_COMM_LEN];
	u32				arch;
	const struct capprobe_call	*call;
	int				nr;
	struct file			*file;
	const struct inode		*inode;
	char				name[MODULE_NAME_LEN];
	long				name_len;
	u64				checked;
	u64				ended;
	bool				passed;
	bool				stopped;
	bool				delegated;
	bool				supervised;
	bool				undecided;
	bool				dying;
	bool				asked;
	u8				cap_reason;
	u8				refusal;
	int				refusal_error;
};

/**
 * capprobe_slots_init() - prepare the slots
 * @func: called at the end of each tracked call, see struct capprobe_user_return
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_slots_init(void (*func)(struct capprobe_user_return *end));

/**
 * capprobe_slots_exit() - undo capprobe_slots_init()
 *
 * Calls that still wait for a tracer or a supervisor are forgotten.
 *
 * Context: process context, may sleep; all hooks are detached.
 */
void capprobe_slots_exit(void);

/**
 * capprobe_slot_claim() - claim a slot for a call of the current task
 * @call: the call
 *
 * Module calls and other calls have separate slots. Of each kind a cgroup gets
 * no more than its share, and neither does a user other than root. Module calls
 * of tasks that may load modules have no such limit. Tasks in a user namespace
 * count against the owner of that namespace or, if root owns it, against the
 * namespace itself: so changing one's user id inside does not help.
 *
 * Context: process context, preemption off.
 * Return: the slot, or NULL if there is none left.
 */
struct capprobe_tracked *capprobe_slot_claim(const struct capprobe_call *call);

/**
 * capprobe_slot_free() - free the current task's slot
 * @tracked: the slot, not armed
 *
 * Its contents stay readable for capprobe_slot_loader() until it is reused.
 *
 * Context: process context.
 */
void capprobe_slot_free(struct capprobe_tracked *tracked);

/**
 * capprobe_slot_prepare() - make it possible to arm a slot again
 * @tracked: the current task's slot
 *
 * If that fails a worker tries again.
 *
 * Context: process context, may sleep.
 */
void capprobe_slot_prepare(struct capprobe_tracked *tracked);

/**
 * capprobe_slot_current() - slot of the current task's system call
 *
 * Context: any.
 * Return: the slot, or NULL if the call is not tracked.
 */
struct capprobe_tracked *capprobe_slot_current(void);

/**
 * capprobe_slot_loader() - find the call that has loaded the module which
 *	another call was to load at the same time
 * @tracked: that other call, of the current task
 *
 * Context: process context.
 * Return: the loading call, or @tracked itself.
 */
const struct capprobe_tracked *capprobe_slot_loader(const struct capprobe_tracked *tracked);

/**
 * struct capprobe_holder - a call in progress that holds the module
 * @pid: process, in the initial pid namespace
 * @arch: AUDIT_ARCH_*
 * @syscall: system call number, in the ABI of @arch
 * @comm: name of the thread, terminated
 */
struct capprobe_holder {
	u32	pid;
	u32	arch;
	s32	syscall;
	char	comm[CAPPROBE_COMM_LEN];
};

/**
 * capprobe_slots_holders() - list calls that keep the module from being unloaded
 * @holders: filled in
 * @max: size of @holders
 *
 * Context: any.
 * Return: number of entries filled in.
 */
u32 capprobe_slots_holders(struct capprobe_holder *holders, u32 max);

#endif /* CAPPROBE_SYSCALL_SLOTS_H */
