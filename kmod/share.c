// SPDX-License-Identifier: GPL-2.0
/*
 * share.c - sharing what is left of a ring that is running full
 */
#include <linux/cred.h>
#include <linux/hash.h>
#include <linux/user_namespace.h>

#include "share.h"

/* A cgroup may take slots while it has less than a quarter of what is free. */
#define CGROUP_PART	4
/* And all cgroups of a user while they have less than half of it. */
#define USER_PART	2

static enum capprobe_share_class share_class(enum capprobe_type type)
{
	switch (type) {
	case CAPPROBE_TYPE_CHECK:
		return CAPPROBE_SHARE_CHECKS;
	case CAPPROBE_TYPE_MODULE:
		return CAPPROBE_SHARE_MODULES;
	default:
		return CAPPROBE_SHARE_CALLS;
	}
}

u64 capprobe_share_user(void)
{
	const struct cred *cred = current_real_cred();
	const struct user_namespace *ns = cred->user_ns;

	if (ns == &init_user_ns)
		return __kuid_val(cred->uid);
	/* Terminates: the kernel limits nesting to 33 levels. */
	while (ns->parent != &init_user_ns)
		ns = ns->parent;
	return __kuid_val(ns->owner) ?: 1ULL << 32 | ns->ns.inum;
}

u32 capprobe_share_limit(enum capprobe_type type, u32 size)
{
	switch (share_class(type)) {
	case CAPPROBE_SHARE_CHECKS:
		return size / 8 * 7;
	case CAPPROBE_SHARE_CALLS:
		return size / 16 * 15;
	default:
		return size;
	}
}

static struct capprobe_share *find_share(struct capprobe_share *shares, u64 id, u32 turn)
{
	struct capprobe_share *share = &shares[hash_64(id, CAPPROBE_SHARE_BITS)];

	if (share->turn != turn) {
		share->turn = turn;
		share->taken = 0;
	}
	return share;
}

bool capprobe_share_take(struct capprobe_shares *shares, u64 seed,
			 const struct capprobe_origin *origin, u32 turn, u32 free, u32 slots)
{
	enum capprobe_share_class class = share_class(origin->type);
	struct capprobe_share *cgroup, *user;

	cgroup = find_share(shares->cgroups[class], origin->cgroup ^ seed, turn);
	user = find_share(shares->users[class], origin->user ^ seed, turn);
	if (cgroup->taken * CGROUP_PART >= free ||
	    (origin->user && user->taken * USER_PART >= free))
		return false;
	cgroup->taken += slots;
	user->taken += slots;
	return true;
}
