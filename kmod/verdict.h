/* SPDX-License-Identifier: GPL-2.0 */
/*
 * verdict.h - the capability walk, with the reason for its answer
 */
#ifndef CAPPROBE_VERDICT_H
#define CAPPROBE_VERDICT_H

#include <linux/cred.h>
#include <linux/user_namespace.h>

#include "capprobe.h"

/**
 * capprobe_verdict() - what cap_capable() answers, and why
 * @cred: the credentials that are checked
 * @target: the user namespace that is asked about
 * @cap: a valid capability
 *
 * The same walk as cap_capable() in security/commoncap.c, over the same
 * inputs: they are immutable while the caller of cap_capable() holds them, so
 * the answer on entry is the answer that the function gives.
 *
 * A set that lacks the capability is named from the outside in: the bounding
 * set limits what can become permitted, the permitted set what can become
 * effective. A capability that is still permitted needs no bounding set.
 *
 * Context: any.
 * Return: CAPPROBE_EFFECTIVE or CAPPROBE_OWNER where it is granted, else
 * CAPPROBE_NOT_EFFECTIVE, CAPPROBE_NOT_PERMITTED, CAPPROBE_NOT_BOUNDING or
 * CAPPROBE_USERNS.
 */
static __always_inline enum capprobe_reason
capprobe_verdict(const struct cred *cred, const struct user_namespace *target, int cap)
{
	const struct user_namespace *ns = target;

	/* Ends: each turn goes one level up, and level 0 has no parent. */
	while (unlikely(ns != cred->user_ns)) {
		if (ns->level <= cred->user_ns->level)
			return CAPPROBE_USERNS;
		if (ns->parent == cred->user_ns && uid_eq(ns->owner, cred->euid))
			return CAPPROBE_OWNER;
		ns = ns->parent;
	}
	if (likely(compat_cap_mask(cred->cap_effective) & BIT_ULL(cap)))
		return CAPPROBE_EFFECTIVE;
	if (compat_cap_mask(cred->cap_permitted) & BIT_ULL(cap))
		return CAPPROBE_NOT_EFFECTIVE;
	if (compat_cap_mask(cred->cap_bset) & BIT_ULL(cap))
		return CAPPROBE_NOT_PERMITTED;
	return CAPPROBE_NOT_BOUNDING;
}

/**
 * capprobe_granted() - whether a reason is one for granting
 * @reason: what capprobe_verdict() returned
 */
static __always_inline bool capprobe_granted(enum capprobe_reason reason)
{
	BUILD_BUG_ON(CAPPROBE_EFFECTIVE != 0 || CAPPROBE_OWNER != 1);
	return !(reason & ~1);
}

#endif /* CAPPROBE_VERDICT_H */
