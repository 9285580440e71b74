/* SPDX-License-Identifier: GPL-2.0 */
/*
 * verdict.h - the capability walk, with the reason for its result
 */
#ifndef CAPPROBE_VERDICT_H
#define CAPPROBE_VERDICT_H

#include <linux/cred.h>
#include <linux/user_namespace.h>

#include "capprobe.h"

/**
 * capprobe_verdict() - predict what cap_capable() returns, and why
 * @cred: credentials that are checked
 * @target: user namespace the capability is asked for in
 * @cap: capability number; must be valid
 *
 * Does the same walk as cap_capable() in security/commoncap.c on the same inputs.
 * These are immutable while the caller of cap_capable() holds them, so the result
 * on entry is the same as the one on return.
 *
 * If several sets lack the capability the outermost one is reported: the bounding
 * set limits what can become permitted, and the permitted set what can become
 * effective. A capability that is already permitted does not depend on the
 * bounding set.
 *
 * Context: any.
 * Return: CAPPROBE_EFFECTIVE or CAPPROBE_OWNER if granted, otherwise
 * CAPPROBE_NOT_EFFECTIVE, CAPPROBE_NOT_PERMITTED, CAPPROBE_NOT_BOUNDING or
 * CAPPROBE_USERNS.
 */
static __always_inline enum capprobe_reason
capprobe_verdict(const struct cred *cred, const struct user_namespace *target, int cap)
{
	const struct user_namespace *ns = target;

	/* Terminates: each turn goes up one level, and level 0 has no parent. */
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
 * capprobe_granted() - whether a reason stands for a grant
 * @reason: return value of capprobe_verdict()
 */
static __always_inline bool capprobe_granted(enum capprobe_reason reason)
{
	return reason == CAPPROBE_EFFECTIVE || reason == CAPPROBE_OWNER;
}

#endif /* CAPPROBE_VERDICT_H */
