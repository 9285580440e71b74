// SPDX-License-Identifier: GPL-2.0
/*
 * syscall_slots.c - slots for the system calls that are being tracked
 *
 * Anybody can make a call that never ends, with a supervisor or a file system
 * that does not answer. So nobody gets more than a share of the slots.
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/user_namespace.h>
#include <linux/workqueue.h>

#include <asm/syscall.h>

#include "cgroup.h"
#include "syscall_slots.h"
#include "verdict.h"

/* Slots for module calls, which come first, and for all other calls. */
#define SLOTS_OF_KIND	(CAPPROBE_TRACKED_MAX / 2)

/* It takes at least four users and four cgroups to use up all slots of a kind. */
#define SHARE		(SLOTS_OF_KIND / 4)

static struct capprobe_tracked slots[CAPPROBE_TRACKED_MAX];

/* The task that has claimed a slot, NULL if it is free. Never dereferenced. */
static struct task_struct *owners[CAPPROBE_TRACKED_MAX];

/* Number of claimed slots. */
static atomic_t claimed;

/*
 * Where to start looking for a free slot. Slots are used in turn, so that freed
 * ones keep their contents for some time.
 */
static atomic_t next_slot;

static void prepare_in_worker(struct work_struct *work);

static DECLARE_DELAYED_WORK(prepare_work, prepare_in_worker);

static int prepare_all_slots(void)
{
	int i, err;

	for (i = 0; i < CAPPROBE_TRACKED_MAX; i++) {
		err = capprobe_user_return_prepare(&slots[i].end);
		if (err)
			return err;
	}
	return 0;
}

static void prepare_in_worker(struct work_struct *work)
{
	if (prepare_all_slots())
		schedule_delayed_work(&prepare_work, HZ);
}

int capprobe_slots_init(void (*func)(struct capprobe_user_return *end))
{
	int i, err;

	for (i = 0; i < CAPPROBE_TRACKED_MAX; i++)
		slots[i].end.func = func;
	err = prepare_all_slots();
	if (err)
		capprobe_slots_exit();
	return err;
}

void capprobe_slots_exit(void)
{
	int i;

	cancel_delayed_work_sync(&prepare_work);
	for (i = 0; i < CAPPROBE_TRACKED_MAX; i++) {
		capprobe_user_return_drop(&slots[i].end);
		/* The owner still waits for a tracer or a supervisor. */
		if (owners[i] && slots[i].file)
			fput(slots[i].file);
	}
}

/* The user whose share counts, see capprobe_slot_claim(); 0 is not limited. */
static u64 limited_user(const struct cred *cred)
{
	const struct user_namespace *ns = cred->user_ns;

	if (!ns->level)
		return __kuid_val(cred->uid);
	while (ns->level > 1)
		ns = ns->parent;
	return __kuid_val(ns->owner) ?: (u64)ns->ns.inum << 32;
}

/* Tasks that may load modules have other ways to blind this one. */
static bool is_unlimited(const struct capprobe_call *call)
{
	return capprobe_is_module_call(call) &&
	       capprobe_granted(capprobe_verdict(current_cred(), &init_user_ns, call->cap));
}

static bool has_share_left(unsigned int first, u64 user, u64 cgroup)
{
	unsigned int by_user = 0, by_cgroup = 0, i;

	for (i = first; i < first + SLOTS_OF_KIND; i++) {
		/* A free slot counts against the share until it can be used again. */
		if (!READ_ONCE(owners[i]) && READ_ONCE(slots[i].end.spare))
			continue;
		by_user += user && READ_ONCE(slots[i].user) == user;
		by_cgroup += READ_ONCE(slots[i].cgroup) == cgroup;
	}
	return by_user < SHARE && by_cgroup < SHARE;
}

static struct capprobe_tracked *claim_free_slot(unsigned int first)
{
	unsigned int start = atomic_inc_return(&next_slot), n;

	for (n = 0; n < SLOTS_OF_KIND; n++) {
		unsigned int i = first + (start + n) % SLOTS_OF_KIND;

		if (!READ_ONCE(owners[i]) && READ_ONCE(slots[i].end.spare) &&
		    !cmpxchg(&owners[i], NULL, current)) {
			atomic_inc(&claimed);
			return &slots[i];
		}
	}
	return NULL;
}

struct capprobe_tracked *capprobe_slot_claim(const struct capprobe_call *call)
{
	u64 cgroup = compat_cgroup_id(capprobe_current_cgroup());
	unsigned int first = capprobe_is_module_call(call) ? 0 : SLOTS_OF_KIND;
	u64 user = limited_user(current_cred());
	struct capprobe_tracked *tracked;

	if (!is_unlimited(call) && !has_share_left(first, user, cgroup))
		return NULL;
	tracked = claim_free_slot(first);
	if (!tracked)
		return NULL;
	WRITE_ONCE(tracked->user, user);
	WRITE_ONCE(tracked->cgroup, cgroup);
	tracked->pid = current->tgid;
	memcpy(tracked->comm, current->comm, sizeof(tracked->comm));
	tracked->arch = syscall_get_arch(current);
	return tracked;
}

void capprobe_slot_free(struct capprobe_tracked *tracked)
{
	WRITE_ONCE(tracked->ended, ktime_get_mono_fast_ns());
	/* Orders @ended before the slot can be claimed, and for capprobe_slot_loader(). */
	smp_store_release(&owners[tracked - slots], NULL);
	atomic_dec(&claimed);
}

void capprobe_slot_prepare(struct capprobe_tracked *tracked)
{
	/* The task's cgroup may be out of memory; the worker's has no limit. */
	if (capprobe_user_return_prepare(&tracked->end))
		schedule_delayed_work(&prepare_work, 0);
}

/* Needs no lock: only the current task sets and clears owners[] to and from itself. */
struct capprobe_tracked *capprobe_slot_current(void)
{
	int i;

	if (!atomic_read(&claimed))
		return NULL;
	for (i = 0; i < CAPPROBE_TRACKED_MAX; i++) {
		if (READ_ONCE(owners[i]) == current)
			return &slots[i];
	}
	return NULL;
}

/*
 * Since 6.5, of several calls that load the same file at the same time only one
 * does, and the others wait and return its result (idempotent_init_module()).
 * So that call has not ended before the others' capability check.
 */
const struct capprobe_tracked *capprobe_slot_loader(const struct capprobe_tracked *tracked)
{
	int i;

	if (tracked->asked || !tracked->inode)
		return tracked;
	for (i = 0; i < SLOTS_OF_KIND; i++) {
		const struct capprobe_tracked *other = &slots[i];

		if (!READ_ONCE(other->asked) || READ_ONCE(other->inode) != tracked->inode)
			continue;
		/* Pairs with capprobe_slot_free(): if it is free, @ended is valid. */
		if (smp_load_acquire(&owners[i]) || READ_ONCE(other->ended) >= tracked->checked)
			return other;
	}
	return tracked;
}

u32 capprobe_slots_holders(struct capprobe_holder *holders, u32 max)
{
	u32 count = 0, i;

	for (i = 0; i < CAPPROBE_TRACKED_MAX && count < max; i++) {
		const struct capprobe_tracked *tracked = &slots[i];

		if (!READ_ONCE(tracked->end.pins))
			continue;
		holders[count].pid = READ_ONCE(tracked->pid);
		holders[count].arch = READ_ONCE(tracked->arch);
		holders[count].syscall = READ_ONCE(tracked->nr);
		/* Terminated even if it changes while it is copied: its last byte is always 0. */
		memcpy(holders[count++].comm, tracked->comm, sizeof(tracked->comm));
	}
	return count;
}
