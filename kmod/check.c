// SPDX-License-Identifier: GPL-2.0
/*
 * check.c - what happens on each capability check
 *
 * This is the hot path, together with series.h and, for checks that a session
 * wants, session.c, ring.h and record.h. Nothing here allocates memory, sleeps,
 * or takes a lock that sleeps on PREEMPT_RT.
 */
#include <linux/jump_label.h>
#include <linux/log2.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/security.h>

#include "ask.h"
#include "cgroup.h"
#include "check.h"
#include "series.h"
#include "session.h"
#include "syscall_track.h"
#include "verdict.h"
#include "wanted.h"

/* See capprobe_check_defer(). */
static DEFINE_STATIC_KEY_FALSE(deferring);
static unsigned long deferred_start;
static unsigned long deferred_size;

void capprobe_check_defer(unsigned long start, unsigned long size)
{
	deferred_start = start;
	deferred_size = size;
	static_branch_enable(&deferring);
}

void capprobe_check_defer_end(void)
{
	static_branch_disable(&deferring);
}

static __always_inline bool is_deferred(unsigned long caller)
{
	return static_branch_unlikely(&deferring) && caller - deferred_start < deferred_size;
}

static u16 check_flags(const struct cred *cred, unsigned int opts)
{
	u16 flags = 0;

	if (opts & CAP_OPT_NOAUDIT)
		flags |= CAPPROBE_NOAUDIT;
	if (opts & CAP_OPT_INSETID)
		flags |= CAPPROBE_INSETID;
	if (cred != rcu_access_pointer(current->real_cred))
		flags |= CAPPROBE_OVERRIDDEN;
	if (!in_task())
		flags |= CAPPROBE_INTERRUPT;
	return flags;
}

/* Passes a check on to sessions and tracked calls, and enables preemption again. */
static noinline void deliver_check(const struct cred *cred, struct user_namespace *target,
				   struct cgroup *cgroup, union capprobe_head head)
{
	const struct capprobe_check check = {
		.cred = cred,
		.target = target,
		.cgroup = cgroup,
		.head = head,
	};

	capprobe_sessions_check(&check);
	if (head.cap == CAP_SYS_MODULE)
		capprobe_track_check(target, head.reason);
	preempt_enable_notrace();
}

static noinline void count_and_deliver_check(const struct cred *cred,
					     struct user_namespace *target,
					     struct cgroup *cgroup, union capprobe_head head)
{
	capprobe_series_count(head, cgroup);
	deliver_check(cred, target, cgroup, head);
}

/* Handles every kind of check: from interrupts, with overridden credentials, any opts. */
static noinline void finish_special_check(const struct cred *cred, struct user_namespace *target,
					  int cap, unsigned int opts, enum capprobe_reason reason)
{
	if (unlikely(capprobe_asks())) {
		capprobe_ask_seen();
		return;
	}
	preempt_disable_notrace();
	count_and_deliver_check(cred, target, capprobe_task_cgroup(),
				capprobe_check_head(cap, reason, check_flags(cred, opts)));
}

/*
 * The common case makes no calls, and everything else is a tail call: the
 * compiler then needs no stack frame here and saves no registers.
 */
static __always_inline void finish_check(const struct cred *cred, struct user_namespace *target,
					 int cap, unsigned int opts, enum capprobe_reason reason)
{
	union capprobe_head head;
	struct cgroup *cgroup;

	if (unlikely(opts & ~CAP_OPT_NOAUDIT) || unlikely(!in_task()) ||
	    unlikely(cred != rcu_access_pointer(current->real_cred))) {
		finish_special_check(cred, target, cap, opts, reason);
		return;
	}
	/*
	 * Only CAP_OPT_NOAUDIT can be left in opts, so the flag is that bit in another
	 * place. Testing it takes two more instructions (counted in make bench).
	 */
	head = capprobe_check_head(cap, reason, 0);
	head.word |= (u64)opts << 32 >> ilog2(CAP_OPT_NOAUDIT);
	BUILD_BUG_ON(CAPPROBE_NOAUDIT != 1);

	preempt_disable_notrace();
	cgroup = capprobe_current_cgroup();
	if (capprobe_series_enabled() && !capprobe_series_count_fast(head, cgroup)) {
		count_and_deliver_check(cred, target, cgroup, head);
		return;
	}
	if (unlikely(READ_ONCE(capprobe_delivered[reason]) & BIT_ULL(cap))) {
		deliver_check(cred, target, cgroup, head);
		return;
	}
	preempt_enable_notrace();
}

void capprobe_check_final(const struct cred *cred, struct user_namespace *target, int cap,
			  unsigned int opts, enum capprobe_reason reason)
{
	finish_check(cred, target, cap, opts, reason);
}

void capprobe_check_entry(const struct cred *cred, struct user_namespace *target, int cap,
			  unsigned int opts, unsigned long caller)
{
	enum capprobe_reason reason = capprobe_verdict(cred, target, cap);

	if (capprobe_granted(reason) && is_deferred(caller))
		return;
	finish_check(cred, target, cap, opts, reason);
}
