// SPDX-License-Identifier: GPL-2.0
/*
 * settle_slots.c - room for the calls that are followed at the same time
 *
 * A call can be made to wait without end, by a supervisor that does not answer
 * or a file system that does not, and anybody can make one wait. So there are
 * shares.
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/user_namespace.h>
#include <linux/workqueue.h>

#include <asm/syscall.h>

#include "cgroup.h"
#include "settle_slots.h"
#include "verdict.h"

/* Of each kind: module calls first, then all others. */
#define KIND	(CAPPROBE_SETTLES / 2)

/* At least four must get together to take all of a kind. */
#define SHARE	(KIND / 4)

static struct capprobe_settle settles[CAPPROBE_SETTLES];

/* Whose each of them is; NULL where it is free. */
static struct task_struct *owners[CAPPROBE_SETTLES];

/* How many are not. */
static atomic_t under_way;

/* Where to look for the next: one that has ended stays as it is for a while. */
static atomic_t next;

static void prepare_all(struct work_struct *work);

static DECLARE_DELAYED_WORK(prepare_work, prepare_all);

static int prepare_each(void)
{
	int i, err;

	for (i = 0; i < CAPPROBE_SETTLES; i++) {
		err = capprobe_user_return_prepare(&settles[i].end);
		if (err)
			return err;
	}
	return 0;
}

static void prepare_all(struct work_struct *work)
{
	if (prepare_each())
		schedule_delayed_work(&prepare_work, HZ);
}

int capprobe_settle_slots_init(void (*func)(struct capprobe_user_return *end))
{
	int i, err;

	for (i = 0; i < CAPPROBE_SETTLES; i++)
		settles[i].end.func = func;
	err = prepare_each();
	if (err)
		capprobe_settle_slots_exit();
	return err;
}

void capprobe_settle_slots_exit(void)
{
	int i;

	cancel_delayed_work_sync(&prepare_work);
	for (i = 0; i < CAPPROBE_SETTLES; i++) {
		capprobe_user_return_drop(&settles[i].end);
		/* Of a call that still waits for a tracer or a supervisor. */
		if (owners[i] && settles[i].file)
			fput(settles[i].file);
	}
}

/* See capprobe_settle_claim(); 0 has no limit. */
static u64 paying_user(const struct cred *cred)
{
	const struct user_namespace *ns = cred->user_ns;

	if (!ns->level)
		return __kuid_val(cred->uid);
	while (ns->level > 1)
		ns = ns->parent;
	return __kuid_val(ns->owner) ?: (u64)ns->ns.inum << 32;
}

/* Who may load modules has other ways to blind this one. */
static bool is_unlimited(const struct capprobe_followed *call)
{
	return capprobe_is_module_call(call) &&
	       capprobe_granted(capprobe_verdict(current_cred(), &init_user_ns, call->cap));
}

static bool has_share_left(unsigned int first, u64 user, u64 cgroup)
{
	unsigned int by_user = 0, by_cgroup = 0, i;

	for (i = first; i < first + KIND; i++) {
		/* Until it can be used again it is still a part of the share. */
		if (!READ_ONCE(owners[i]) && READ_ONCE(settles[i].end.spare))
			continue;
		by_user += user && READ_ONCE(settles[i].user) == user;
		by_cgroup += READ_ONCE(settles[i].cgroup) == cgroup;
	}
	return by_user < SHARE && by_cgroup < SHARE;
}

static struct capprobe_settle *claim_any(unsigned int first)
{
	unsigned int start = atomic_inc_return(&next), n;

	for (n = 0; n < KIND; n++) {
		unsigned int i = first + (start + n) % KIND;

		if (!READ_ONCE(owners[i]) && READ_ONCE(settles[i].end.spare) &&
		    !cmpxchg(&owners[i], NULL, current)) {
			atomic_inc(&under_way);
			return &settles[i];
		}
	}
	return NULL;
}

struct capprobe_settle *capprobe_settle_claim(const struct capprobe_followed *call)
{
	u64 cgroup = compat_cgroup_id(capprobe_current_cgroup());
	unsigned int first = capprobe_is_module_call(call) ? 0 : KIND;
	u64 user = paying_user(current_cred());
	struct capprobe_settle *settle;

	if (!is_unlimited(call) && !has_share_left(first, user, cgroup))
		return NULL;
	settle = claim_any(first);
	if (!settle)
		return NULL;
	WRITE_ONCE(settle->user, user);
	WRITE_ONCE(settle->cgroup, cgroup);
	settle->pid = current->tgid;
	memcpy(settle->comm, current->comm, sizeof(settle->comm));
	settle->arch = syscall_get_arch(current);
	return settle;
}

void capprobe_settle_free(struct capprobe_settle *settle)
{
	WRITE_ONCE(settle->ended, ktime_get_mono_fast_ns());
	/* The rest of it before somebody else can claim it. */
	smp_store_release(&owners[settle - settles], NULL);
	atomic_dec(&under_way);
}

void capprobe_settle_prepare(struct capprobe_settle *settle)
{
	/* The task's cgroup may have no memory left, the worker's has no limit. */
	if (capprobe_user_return_prepare(&settle->end))
		schedule_delayed_work(&prepare_work, 0);
}

/* Nobody else sets or clears what is the current task's. */
struct capprobe_settle *capprobe_settle_current(void)
{
	int i;

	if (!atomic_read(&under_way))
		return NULL;
	for (i = 0; i < CAPPROBE_SETTLES; i++) {
		if (READ_ONCE(owners[i]) == current)
			return &settles[i];
	}
	return NULL;
}

/*
 * Since 6.5, of calls that load the same file at the same time one does, and the
 * others return what it does: idempotent_init_module(). So the loader's call
 * ends after theirs have begun.
 */
const struct capprobe_settle *capprobe_settle_loader(const struct capprobe_settle *settle)
{
	int i;

	if (settle->asked || !settle->inode)
		return settle;
	for (i = 0; i < KIND; i++) {
		const struct capprobe_settle *other = &settles[i];

		if (!READ_ONCE(other->asked) || READ_ONCE(other->inode) != settle->inode)
			continue;
		/* Pairs with capprobe_settle_free(): when it ended is known once it has. */
		if (smp_load_acquire(&owners[i]) || READ_ONCE(other->ended) >= settle->checked)
			return other;
	}
	return settle;
}

u32 capprobe_settle_holders(struct capprobe_holder *holders, u32 max)
{
	u32 count = 0, i;

	for (i = 0; i < CAPPROBE_SETTLES && count < max; i++) {
		const struct capprobe_settle *settle = &settles[i];

		if (!READ_ONCE(settle->end.pins))
			continue;
		holders[count].pid = READ_ONCE(settle->pid);
		holders[count].arch = READ_ONCE(settle->arch);
		holders[count].syscall = READ_ONCE(settle->nr);
		/* A name that changes meanwhile is still terminated: its last byte never does. */
		memcpy(holders[count++].comm, settle->comm, sizeof(settle->comm));
	}
	return count;
}
