/* SPDX-License-Identifier: GPL-2.0 */
/*
 * quota.h - how much of the tables a subtree of cgroups may use
 *
 * Users that have a cgroup subtree delegated to them could fill the tables, so
 * that nobody else's cgroups could be told apart. So a subtree may use up to four
 * times what is left: four fifths of a table if it is the only one. What is left
 * to a subtree is shared by its children in the same way. This is the dynamic
 * threshold of Choudhury and Hahne (1998), by which switches share buffers. It
 * favours those who come first; reclaim.c takes from them for the others.
 */
#ifndef CAPPROBE_QUOTA_H
#define CAPPROBE_QUOTA_H

#include <linux/types.h>

/* Depth to which subtrees are told apart. Deeper ones count as the one above. */
#define CAPPROBE_QUOTA_LEVELS	8

enum capprobe_table {
	CAPPROBE_TABLE_CGROUPS,
	CAPPROBE_TABLE_SERIES,
	CAPPROBE_TABLE_COUNT
};

/**
 * struct capprobe_quota - use of the tables by a subtree
 * @parent: the subtree that contains this one, NULL on the first level
 * @used: entries used in each table, written under that table's lock
 * @full: somebody was turned away because this subtree has used up its share
 */
struct capprobe_quota {
	struct capprobe_quota	*parent;
	u32			used[CAPPROBE_TABLE_COUNT];
	bool			full[CAPPROBE_TABLE_COUNT];
};

/**
 * capprobe_quota_limit() - check whether a subtree may use more of a table
 * @quota: the subtree
 * @table: the table
 * @left: number of free entries in @table
 *
 * Context: any; the result is stable only under the table's lock.
 * Return: the subtree that has used up its share, which is @quota or contains it;
 * NULL if there is none.
 */
struct capprobe_quota *capprobe_quota_limit(struct capprobe_quota *quota,
					    enum capprobe_table table, u32 left);

/**
 * capprobe_quota_add() - account entries to a subtree and those that contain it
 * @quota: the subtree
 * @table: the table
 * @count: number of entries, negative when they are freed
 *
 * Context: under the table's lock.
 */
void capprobe_quota_add(struct capprobe_quota *quota, enum capprobe_table table, int count);

/**
 * capprobe_quota_within() - whether a subtree is part of another
 * @quota: the subtree
 * @other: the other one, NULL for the whole table
 *
 * Context: any, while the entry of @quota cannot be freed.
 */
bool capprobe_quota_within(const struct capprobe_quota *quota,
			   const struct capprobe_quota *other);

#endif /* CAPPROBE_QUOTA_H */
