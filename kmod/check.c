// SPDX-License-Identifier: GPL-2.0
/*
 * check.c - what happens on each capability check
 *
 * This is the hot path, with series.h, and for what a session wants session.c,
 * ring.h and record.h. Nothing here allocates, sleeps or takes a lock that sleeps on
 * PREEMPT_RT.
 */
#include <linux/log2.h>
#include <linux/security.h>

#include "ask.h"
#include "check.h"
#include "hook.h"
#include "lsm.h"
#include "series.h"
#include "session.h"
#include "settle.h"
#include "verdict.h"

u64 capprobe_wanted;

/* Those of them that a session or a followed call wants, by the reason. */
static u64 delivered[CAPPROBE_CHECK_REASONS];

void capprobe_check_want(const u64 sessions[CAPPROBE_CHECK_REASONS])
{
	u64 wanted = capprobe_series_enabled() ? U64_MAX : 0;
	int reason;

	for (reason = 0; reason < CAPPROBE_CHECK_REASONS; reason++) {
		WRITE_ONCE(delivered[reason], sessions[reason] | BIT_ULL(CAP_SYS_MODULE));
		wanted |= delivered[reason];
	}
	WRITE_ONCE(capprobe_wanted, wanted);
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

/* To the sessions, and the call that it belongs to. Preemption goes on again. */
static noinline void deliver(const struct cred *cred, struct user_namespace *target,
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
		capprobe_settle_check(target, head.reason);
	preempt_enable_notrace();
}

static noinline void count_and_deliver(const struct cred *cred, struct user_namespace *target,
				       struct cgroup *cgroup, union capprobe_head head)
{
	capprobe_series_count(head, cgroup);
	deliver(cred, target, cgroup, head);
}

/* Any check: in an interrupt, with overridden credentials or CAP_OPT_INSETID. */
static noinline void final_special(const struct cred *cred, struct user_namespace *target, int cap,
				   unsigned int opts, enum capprobe_reason reason)
{
	if (unlikely(capprobe_asks())) {
		capprobe_ask_seen();
		return;
	}
	preempt_disable_notrace();
	count_and_deliver(cred, target, capprobe_task_cgroup(),
			  capprobe_check_head(cap, reason, check_flags(cred, opts)));
}

/*
 * Calls nothing on the way: what is not easy is done by functions that take
 * over for good. So this one needs no stack, and saves no registers.
 */
static __always_inline void final(const struct cred *cred, struct user_namespace *target, int cap,
				  unsigned int opts, enum capprobe_reason reason)
{
	union capprobe_head head;
	struct cgroup *cgroup;

	if (unlikely(opts & ~CAP_OPT_NOAUDIT) || unlikely(!in_task()) ||
	    unlikely(cred != rcu_access_pointer(current->real_cred))) {
		final_special(cred, target, cap, opts, reason);
		return;
	}
	/* All that opts can hold here is CAP_OPT_NOAUDIT. */
	head = capprobe_check_head(cap, reason, 0);
	head.word |= (u64)opts << 32 >> ilog2(CAP_OPT_NOAUDIT);
	BUILD_BUG_ON(CAPPROBE_NOAUDIT != 1);

	preempt_disable_notrace();
	cgroup = capprobe_current_cgroup();
	if (capprobe_series_enabled() && !capprobe_series_count_fast(head, cgroup)) {
		count_and_deliver(cred, target, cgroup, head);
		return;
	}
	if (unlikely(READ_ONCE(delivered[reason]) & BIT_ULL(cap))) {
		deliver(cred, target, cgroup, head);
		return;
	}
	preempt_enable_notrace();
}

void capprobe_check_final(const struct cred *cred, struct user_namespace *target, int cap,
			  unsigned int opts, enum capprobe_reason reason)
{
	final(cred, target, cap, opts, reason);
}

void capprobe_on_check(const struct cred *cred, struct user_namespace *target, int cap,
		       unsigned int opts, unsigned long caller)
{
	enum capprobe_reason reason = capprobe_verdict(cred, target, cap);

	if (capprobe_granted(reason) && capprobe_lsm_decides(caller))
		return;
	final(cred, target, cap, opts, reason);
}
