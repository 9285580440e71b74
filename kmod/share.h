/* SPDX-License-Identifier: GPL-2.0 */
/*
 * share.h - who gets how much of a ring that runs full
 *
 * Three quarters of a ring are for whoever comes first, and cost nothing. Of
 * what is left a container may only take while it has taken less than a part of
 * what is still free: so a flood leaves most of it to the others, and many
 * floods at once still leave some (the dynamic thresholds of Choudhury and
 * Hahne, 1998, which switches share their buffers by). What was taken is
 * forgotten each time the reader has read half a ring.
 *
 * Checks leave the last eighth to everything else, and what is not a module call
 * the last half of that to module calls; each of the three is shared by itself.
 *
 * A container is its cgroup. But who may make cgroups has as many as he likes,
 * so what all of a user's take together is bounded too.
 */
#ifndef CAPPROBE_SHARE_H
#define CAPPROBE_SHARE_H

#include <linux/types.h>

#include "capprobe.h"

#define CAPPROBE_SHARE_BITS	7

enum capprobe_share_class {
	CAPPROBE_SHARE_CHECKS,
	CAPPROBE_SHARE_CALLS,
	CAPPROBE_SHARE_MODULES,
	CAPPROBE_SHARE_CLASSES
};

/**
 * struct capprobe_share - what was taken, by all whose ids fall together
 * @turn: when
 * @taken: how many slots in that turn
 */
struct capprobe_share {
	u32	turn;
	u32	taken;
};

/**
 * struct capprobe_shares - the shares of one ring
 * @cgroups: of cgroups, for each class
 * @users: of users
 *
 * Touched by the ring's own CPU only, with interrupts off.
 */
struct capprobe_shares {
	struct capprobe_share	cgroups[CAPPROBE_SHARE_CLASSES][1 << CAPPROBE_SHARE_BITS];
	struct capprobe_share	users[CAPPROBE_SHARE_CLASSES][1 << CAPPROBE_SHARE_BITS];
};

/**
 * struct capprobe_origin - whose a record is
 * @type: enum capprobe_type
 * @cgroup: id of its cgroup; 0 for what is nobody's
 * @user: who can make cgroups there; 0 for the host's root
 */
struct capprobe_origin {
	enum capprobe_type	type;
	u64			cgroup;
	u64			user;
};

/**
 * capprobe_share_user() - the user behind the current task
 *
 * Of a task in the initial user namespace its real user id. Else the owner of
 * the outermost namespace that it is in, and where that is root, who gives each
 * container one, that namespace.
 *
 * Context: any.
 * Return: an id for struct capprobe_origin.
 */
u64 capprobe_share_user(void);

/**
 * capprobe_share_limit() - how far a ring may be filled with records of a type
 * @type: the type
 * @size: slots of the ring
 *
 * Context: any.
 */
u32 capprobe_share_limit(enum capprobe_type type, u32 size);

/**
 * capprobe_share_take() - take slots of a ring that is more than three quarters full
 * @shares: those of the ring
 * @seed: makes it unknown whose ids fall together
 * @origin: who wants them
 * @turn: how often half a ring was read
 * @free: slots up to the limit for this type, 1 or more
 * @slots: how many are wanted
 *
 * Context: interrupts off.
 * Return: false where @origin has had its share.
 */
bool capprobe_share_take(struct capprobe_shares *shares, u64 seed,
			 const struct capprobe_origin *origin, u32 turn, u32 free, u32 slots);

#endif /* CAPPROBE_SHARE_H */
