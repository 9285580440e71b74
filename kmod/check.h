/* SPDX-License-Identifier: GPL-2.0 */
/*
 * check.h - one capability check, as the hook sees it
 */
#ifndef CAPPROBE_CHECK_H
#define CAPPROBE_CHECK_H

#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include "capprobe.h"
#include "cgroup.h"

/**
 * struct capprobe_check - a check with its verdict
 * @cred: the credentials that were checked
 * @target: the user namespace that was asked about
 * @cgroup: whose check it is, see capprobe_task_cgroup()
 * @flags: CAPPROBE_NOAUDIT and its like
 * @cap: the capability
 * @reason: enum capprobe_reason
 */
struct capprobe_check {
	const struct cred	*cred;
	struct user_namespace	*target;
	struct cgroup		*cgroup;
	u16			flags;
	u8			cap;
	u8			reason;
};

/**
 * capprobe_check_final() - a check whose outcome is known: count it, and give
 *	it to the readers and to the call that it belongs to
 * @cred: the credentials that were checked
 * @target: the user namespace that was asked about
 * @cap: a valid capability
 * @opts: CAP_OPT_*
 * @reason: the outcome
 *
 * Context: any that a capability check can come from.
 */
void capprobe_check_final(const struct cred *cred, struct user_namespace *target, int cap,
			  unsigned int opts, enum capprobe_reason reason);

/**
 * capprobe_check_wanted() - whether anybody wants checks for a capability
 * @cap: the capability, as it came
 *
 * Context: any.
 */
bool capprobe_check_wanted(int cap);

#endif /* CAPPROBE_CHECK_H */
