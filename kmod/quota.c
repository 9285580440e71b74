// SPDX-License-Identifier: GPL-2.0
/*
 * quota.c - how much of the tables a subtree of cgroups may use
 */
#include <linux/compiler.h>

#include "quota.h"

/* A subtree may use this many times what is left. */
#define TIMES	4

struct capprobe_quota *capprobe_quota_limit(struct capprobe_quota *quota,
					    enum capprobe_table table, u32 left)
{
	struct capprobe_quota *way[CAPPROBE_QUOTA_LEVELS];
	s64 room = left;
	int n = 0;

	for (; quota && n < CAPPROBE_QUOTA_LEVELS; quota = quota->parent)
		way[n++] = quota;
	while (n--) {
		room = TIMES * room - READ_ONCE(way[n]->used[table]);
		if (room <= 0)
			return way[n];
	}
	return NULL;
}

void capprobe_quota_add(struct capprobe_quota *quota, enum capprobe_table table, int count)
{
	for (; quota; quota = quota->parent)
		WRITE_ONCE(quota->used[table], quota->used[table] + count);
}

bool capprobe_quota_within(const struct capprobe_quota *quota, const struct capprobe_quota *other)
{
	while (quota && quota != other)
		quota = quota->parent;
	return quota == other;
}
