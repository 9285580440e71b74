// SPDX-License-Identifier: GPL-2.0
/*
 * check.c - what happens on each capability check
 *
 * This is the hot path. Nothing here allocates, sleeps or takes a lock that
 * sleeps on PREEMPT_RT.
 */
#include <linux/security.h>

#include "check.h"
#include "hook.h"
#include "lsm.h"
#include "series.h"
#include "session.h"
#include "settle.h"
#include "verdict.h"

static u16 check_flags(const struct cred *cred, unsigned int opts)
{
	u16 flags = 0;

	if (opts & CAP_OPT_NOAUDIT)
		flags |= CAPPROBE_NOAUDIT;
	if (opts & CAP_OPT_INSETID)
		flags |= CAPPROBE_INSETID;
	if (unlikely(cred != rcu_access_pointer(current->real_cred)))
		flags |= CAPPROBE_OVERRIDDEN;
	if (unlikely(!in_task()))
		flags |= CAPPROBE_INTERRUPT;
	return flags;
}

notrace bool capprobe_check_wanted(int cap)
{
	return likely(cap_valid(cap)) &&
	       (capprobe_series_enabled() || capprobe_sessions_want(cap) || cap == CAP_SYS_MODULE);
}

static __always_inline void final(const struct cred *cred, struct user_namespace *target, int cap,
				  unsigned int opts, enum capprobe_reason reason)
{
	struct capprobe_check check;

	preempt_disable_notrace();
	check.cred = cred;
	check.target = target;
	check.cap = cap;
	check.flags = check_flags(cred, opts);
	check.reason = reason;
	check.cgroup = capprobe_task_cgroup();

	capprobe_series_check(&check);
	capprobe_sessions_check(&check);
	if (unlikely(cap == CAP_SYS_MODULE))
		capprobe_settle_check(&check);
	preempt_enable_notrace();
}

notrace void capprobe_check_final(const struct cred *cred, struct user_namespace *target, int cap,
				  unsigned int opts, enum capprobe_reason reason)
{
	final(cred, target, cap, opts, reason);
}

notrace void capprobe_on_check(const struct cred *cred, struct user_namespace *target, int cap,
			       unsigned int opts, unsigned long caller)
{
	enum capprobe_reason reason;

	if (!capprobe_check_wanted(cap))
		return;
	reason = capprobe_verdict(cred, target, cap);
	if (capprobe_granted(reason) && capprobe_lsm_decides(caller))
		return;
	final(cred, target, cap, opts, reason);
}
