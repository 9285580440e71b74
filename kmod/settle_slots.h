/* SPDX-License-Identifier: GPL-2.0 */
/*
 * settle_slots.h - room for the calls that are followed at the same time
 */
#ifndef CAPPROBE_SETTLE_SLOTS_H
#define CAPPROBE_SETTLE_SLOTS_H

#include <linux/fs.h>
#include <linux/moduleparam.h>

#include "capprobe.h"
#include "followed.h"
#include "settle.h"
#include "user_return.h"

/**
 * struct capprobe_settle - a call that is followed
 * @end: when it ends
 * @user: whose share of the room it takes, see capprobe_settle_claim()
 * @cgroup: and in which cgroup, an id
 * @pid: the process that makes it
 * @comm: the name of the thread that does
 * @arch: AUDIT_ARCH_*
 * @call: which call
 * @nr: its number, in the ABI of the task
 * @file: what finit_module() loads
 * @inode: and its inode, to compare with
 * @name: what delete_module() unloads, not terminated
 * @name_len: how much of that there is, or a negative errno
 * @checked: when its capability check was, ns
 * @ended: when it was settled, ns
 * @passed: it got past the filter: a module call to its capability check, any
 *	other into its function
 * @stopped: the task is about to stop, in the middle of the call
 * @delegated: the filter left it to a tracer or to a supervisor
 * @supervised: to a supervisor
 * @undecided: the task was killed before its tracer let it go on
 * @dying: the filter ends the thread
 * @asked: the security modules were asked about the module
 * @cap_reason: what the capability check answered
 * @refusal: why the module was refused afterwards
 * @refusal_error: with which error
 *
 * Others than the task itself look at @user, @cgroup, @pid, @comm, @arch, @nr,
 * @inode, @ended, @asked, @refusal and @refusal_error, at any time.
 */
struct capprobe_settle {
	struct capprobe_user_return	end;
	u64				user;
	u64				cgroup;
	u32				pid;
	char				comm[CAPPROBE_COMM_LEN];
	u32				arch;
	const struct capprobe_followed	*call;
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
 * capprobe_settle_slots_init() - make the slots ready
 * @func: is called at the end of each call
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_settle_slots_init(void (*func)(struct capprobe_user_return *end));

/**
 * capprobe_settle_slots_exit() - undo that, and forget calls that still wait
 *
 * Context: process context, may sleep; nobody calls in any more.
 */
void capprobe_settle_slots_exit(void);

/**
 * capprobe_settle_claim() - a slot for a call of the current task
 * @call: which
 *
 * Module calls have slots of their own. Of either kind no cgroup gets more
 * than its share, nor any user but root, wherever it is; who may load modules
 * is not limited in that. A user namespace is its owner's, or where that is
 * root a user of its own: to change the user id within makes nobody another.
 *
 * Context: process context, preemption off.
 * Return: the slot, or NULL where there is none.
 */
struct capprobe_settle *capprobe_settle_claim(const struct capprobe_followed *call);

/**
 * capprobe_settle_free() - give a slot back
 * @settle: the current task's, not armed
 *
 * What it holds stays as it is for a while.
 *
 * Context: process context.
 */
void capprobe_settle_free(struct capprobe_settle *settle);

/**
 * capprobe_settle_prepare() - have a slot ready to be armed again
 * @settle: the current task's
 *
 * Where that fails a worker tries it.
 *
 * Context: process context, may sleep.
 */
void capprobe_settle_prepare(struct capprobe_settle *settle);

/**
 * capprobe_settle_current() - the slot of the call that the current task is in
 *
 * Context: any.
 * Return: the slot, or NULL where the call is not followed.
 */
struct capprobe_settle *capprobe_settle_current(void);

/**
 * capprobe_settle_loader() - the call that loaded the module which another call
 *	wanted to load
 * @settle: that other call, the current task's
 *
 * Context: process context.
 * Return: the call; @settle itself where it is not known to be another.
 */
const struct capprobe_settle *capprobe_settle_loader(const struct capprobe_settle *settle);

#endif /* CAPPROBE_SETTLE_SLOTS_H */
