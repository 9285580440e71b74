/* SPDX-License-Identifier: GPL-2.0 */
/*
 * quota.h - how much of the tables a subtree of cgroups may take
 *
 * Who may make cgroups in a subtree of their own could fill the tables, and
 * nobody else would be told apart any more. So a subtree may take up to four
 * times what is left: four fifths of a table where it is the only one. What it
 * may still take is shared by what is in it in the same way. This is the dynamic
 * threshold of Choudhury and Hahne (1998), which switches share their buffers
 * by. Who came first has more than those who come later: tables.c takes from
 * the one for the others.
 */
#ifndef CAPPROBE_QUOTA_H
#define CAPPROBE_QUOTA_H

#include <linux/types.h>

/* How deep subtrees are told apart. What is deeper belongs to the deepest. */
#define CAPPROBE_QUOTA_LEVELS	8

enum capprobe_table {
	CAPPROBE_TABLE_CGROUPS,
	CAPPROBE_TABLE_SERIES,
	CAPPROBE_TABLE_COUNT
};

/**
 * struct capprobe_quota - what a subtree has
 * @parent: of the subtree that it is in; NULL on the first level
 * @used: of each table, under that table's lock
 * @full: somebody was turned away because this subtree has its share
 */
struct capprobe_quota {
	struct capprobe_quota	*parent;
	u32			used[CAPPROBE_TABLE_COUNT];
	bool			full[CAPPROBE_TABLE_COUNT];
};

/**
 * capprobe_quota_limit() - what keeps a subtree from taking more
 * @quota: of the subtree
 * @table: of which table
 * @left: how much of that is left
 *
 * Context: any; what it says may have changed, but under the table's lock.
 * Return: the subtree that has its share, this one or one that it is in; NULL
 * where there is none.
 */
struct capprobe_quota *capprobe_quota_limit(struct capprobe_quota *quota,
					    enum capprobe_table table, u32 left);

/**
 * capprobe_quota_add() - count what a subtree has
 * @quota: of the subtree
 * @table: of which table
 * @count: how much more, or less
 *
 * Context: under the table's lock.
 */
void capprobe_quota_add(struct capprobe_quota *quota, enum capprobe_table table, int count);

/**
 * capprobe_quota_within() - whether a subtree is in another
 * @quota: the one
 * @other: the other; NULL is everything
 *
 * Context: any, while the entry that @quota is in stays.
 */
bool capprobe_quota_within(const struct capprobe_quota *quota,
			   const struct capprobe_quota *other);

#endif /* CAPPROBE_QUOTA_H */
