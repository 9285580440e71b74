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
 * union capprobe_head - the eight bytes of a record that tell what it is
 * @type: enum capprobe_type
 * @cap: the capability
 * @reason: enum capprobe_reason
 * @cap_reason: see struct capprobe_record
 * @flags: CAPPROBE_NOAUDIT and its like
 * @text_len: see struct capprobe_record
 * @word: all of it: a check's is made in registers
 */
union capprobe_head {
	struct {
		u8	type;
		u8	cap;
		u8	reason;
		u8	cap_reason;
		u16	flags;
		u16	text_len;
	};
	u64	word;
};

/**
 * capprobe_check_head() - the head of a check's record
 * @cap: the capability
 * @reason: the outcome
 * @flags: CAPPROBE_NOAUDIT and its like
 */
static __always_inline union capprobe_head
capprobe_check_head(unsigned int cap, enum capprobe_reason reason, unsigned int flags)
{
	union capprobe_head head;

	BUILD_BUG_ON(CAPPROBE_TYPE_CHECK || IS_ENABLED(CONFIG_CPU_BIG_ENDIAN));
	head.word = cap << 8 | reason * 0x01010000U | (u64)flags << 32;
	return head;
}

/**
 * capprobe_head_refused() - whether a head tells of a refusal
 * @head: of a check
 *
 * See capprobe_granted(), which is this without a look at the whole word.
 */
static __always_inline bool capprobe_head_refused(union capprobe_head head)
{
	return head.word & (u64)(u8)~CAPPROBE_OWNER << 16;
}

/**
 * struct capprobe_check - a check with its verdict
 * @cred: the credentials that were checked
 * @target: the user namespace that was asked about
 * @cgroup: whose check it is, see capprobe_task_cgroup()
 * @head: what it is
 */
struct capprobe_check {
	const struct cred	*cred;
	struct user_namespace	*target;
	struct cgroup		*cgroup;
	union capprobe_head	head;
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

/* The reasons that a check can have; those behind them are for calls. */
#define CAPPROBE_CHECK_REASONS	(CAPPROBE_LSM + 1)

/* The capabilities whose checks anybody wants. */
extern u64 capprobe_wanted;

/**
 * capprobe_check_want() - say which capabilities' checks are wanted
 * @sessions: those that the sessions want, by the check's reason
 *
 * The series want all of them, module calls CAP_SYS_MODULE.
 *
 * Context: any.
 */
void capprobe_check_want(const u64 sessions[CAPPROBE_CHECK_REASONS]);

/**
 * capprobe_check_wanted() - whether anybody wants checks for a capability
 * @cap: the capability, as it came
 *
 * Context: any.
 */
static __always_inline bool capprobe_check_wanted(int cap)
{
	return likely(cap_valid(cap)) && READ_ONCE(capprobe_wanted) & BIT_ULL(cap);
}

#endif /* CAPPROBE_CHECK_H */
