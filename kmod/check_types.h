/* SPDX-License-Identifier: GPL-2.0 */
/*
 * check_types.h - a capability check and its outcome, as passed around
 */
#ifndef CAPPROBE_CHECK_TYPES_H
#define CAPPROBE_CHECK_TYPES_H

#include <linux/cgroup.h>
#include <linux/cred.h>

#include "capprobe.h"

/* Only the first reasons can be the outcome of a check; the rest are for system calls. */
#define CAPPROBE_CHECK_REASONS	(CAPPROBE_LSM + 1)

/**
 * union capprobe_head - the eight bytes of a record that say what it is about
 * @type: enum capprobe_type
 * @cap: capability number
 * @reason: enum capprobe_reason
 * @cap_reason: see struct capprobe_record
 * @flags: CAPPROBE_NOAUDIT etc.
 * @text_len: see struct capprobe_record
 * @word: all of the above; what the hot path works on, see capprobe_check_head()
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
 * @cap: capability number
 * @reason: outcome of the check
 * @flags: CAPPROBE_NOAUDIT etc.
 *
 * The head is also half of the key of a series. Made in a register, and not field
 * by field, because the latter takes 35 more instructions (counted in make bench
 * is 155 instead of 120).
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
 * capprobe_head_refused() - whether a head is that of a refusal
 * @head: head of a check's record
 *
 * The same as !capprobe_granted(head.reason), without extracting the field: that
 * takes two more instructions (counted in make bench).
 */
static __always_inline bool capprobe_head_refused(union capprobe_head head)
{
	return head.word & (u64)(u8)~CAPPROBE_OWNER << 16;
}

/**
 * struct capprobe_check - a capability check and its outcome
 * @cred: credentials that were checked
 * @target: user namespace the capability was asked for in
 * @cgroup: cgroup the check is accounted to, see capprobe_task_cgroup()
 * @head: capability, outcome and flags
 */
struct capprobe_check {
	const struct cred	*cred;
	struct user_namespace	*target;
	struct cgroup		*cgroup;
	union capprobe_head	head;
};

#endif /* CAPPROBE_CHECK_TYPES_H */
