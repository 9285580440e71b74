/* SPDX-License-Identifier: GPL-2.0 */
/*
 * share.h - sharing what is left of a ring that is running full
 *
 * Three quarters of a ring are first come, first served, at no cost. Of the rest
 * a cgroup may take slots as long as it has taken less than a certain part of
 * what is still free. So a flood leaves most of it to others, and even many
 * floods at once leave some (the dynamic thresholds of Choudhury and Hahne, 1998,
 * by which switches share buffers). Accounts are reset each time the reader has
 * read half a ring.
 *
 * The last eighth is closed to checks, and the last sixteenth to everything but
 * module calls. Each of these three classes is accounted separately.
 *
 * Users that may create cgroups can have as many as they like. So there is also a
 * limit on what all cgroups of a user take together.
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
 * struct capprobe_share - account of all cgroups or users with the same hash
 * @turn: turn that @taken is valid for
 * @taken: number of slots taken in that turn
 */
struct capprobe_share {
	u32	turn;
	u32	taken;
};

/**
 * struct capprobe_shares - accounts of one ring
 * @cgroups: accounts of cgroups, by class
 * @users: accounts of users, by class
 *
 * Accessed by the ring's own CPU only, with interrupts off.
 */
struct capprobe_shares {
	struct capprobe_share	cgroups[CAPPROBE_SHARE_CLASSES][1 << CAPPROBE_SHARE_BITS];
	struct capprobe_share	users[CAPPROBE_SHARE_CLASSES][1 << CAPPROBE_SHARE_BITS];
};

/**
 * struct capprobe_origin - where a record comes from
 * @type: enum capprobe_type
 * @cgroup: id of its cgroup, 0 if it has none
 * @user: see capprobe_share_user(); 0 for root, which has no limit as a user
 */
struct capprobe_origin {
	enum capprobe_type	type;
	u64			cgroup;
	u64			user;
};

/**
 * capprobe_share_user() - user that the current task is accounted to
 *
 * In the initial user namespace, its real user id. Otherwise the owner of the
 * outermost user namespace below the initial one or, if root owns that, the
 * namespace itself: root gives each container one.
 *
 * Context: any.
 * Return: an id for struct capprobe_origin.
 */
u64 capprobe_share_user(void);

/**
 * capprobe_share_limit() - number of slots of a ring open to a type of record
 * @type: the type
 * @size: size of the ring in slots
 *
 * Context: any.
 */
u32 capprobe_share_limit(enum capprobe_type type, u32 size);

/**
 * capprobe_share_take() - take slots of a ring that is over three quarters full
 * @shares: accounts of the ring
 * @seed: makes collisions unpredictable
 * @origin: origin of the record
 * @turn: number of times that half a ring was read
 * @free: free slots up to the limit for this type, 1 or more
 * @slots: number of slots to take
 *
 * Context: interrupts off.
 * Return: false if @origin has used up its share.
 */
bool capprobe_share_take(struct capprobe_shares *shares, u64 seed,
			 const struct capprobe_origin *origin, u32 turn, u32 free, u32 slots);

#endif /* CAPPROBE_SHARE_H */
