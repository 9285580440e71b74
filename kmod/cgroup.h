/* SPDX-License-Identifier: GPL-2.0 */
/*
 * cgroup.h - table of the cgroups that checks were seen from
 *
 * A container is often gone before a reader can look it up. So the path of a
 * cgroup is kept from the first check on, until its entry is needed for another.
 */
#ifndef CAPPROBE_CGROUP_H
#define CAPPROBE_CGROUP_H

#include <linux/cgroup.h>
#include <linux/jump_label.h>
#include <linux/list.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include "quota.h"

#define CAPPROBE_CGROUPS_LIMIT	262144

/**
 * struct capprobe_cgroup - a cgroup that a check was seen from, or an ancestor
 *	of one
 * @link: node in the hash table
 * @list: node in the list of unused, unresolved or taken entries
 * @id: cgroup_id()
 * @cgroup: the cgroup, with a reference, until the path is known; then NULL
 * @path: path in its hierarchy; NULL until it is known, empty if it cannot be
 *	determined
 * @quota: use of the tables by it and its descendants; an unused entry has no
 *	cgroups in it
 * @active: jiffies when something was last counted in it
 * @seen: a check was seen from it, and not only from a descendant
 * @gone: it has been removed
 * @folding: its series are being folded
 */
struct capprobe_cgroup {
	struct hlist_node	link;
	struct list_head	list;
	u64			id;
	struct cgroup		*cgroup;
	const char		*path;
	struct capprobe_quota	quota;
	unsigned long		active;
	bool			seen;
	bool			gone;
	bool			folding;
};

/* Root of the hierarchy that is used to tell containers apart. */
extern struct cgroup_root *capprobe_cgroup_root;

/* Enabled if that is not the default hierarchy. */
DECLARE_STATIC_KEY_FALSE(capprobe_cgroup_legacy);

/**
 * capprobe_current_cgroup() - cgroup of the current task
 *
 * Context: preemption off: the css_set and its cgroups are freed after an RCU
 * grace period, which since 5.0 waits for such regions too.
 */
static __always_inline struct cgroup *capprobe_current_cgroup(void)
{
	struct css_set *set = rcu_dereference_sched(current->cgroups);

#if IS_ENABLED(CONFIG_CGROUP_PIDS)
	if (static_branch_unlikely(&capprobe_cgroup_legacy))
		return set->subsys[pids_cgrp_id]->cgroup;
#endif
	return set->dfl_cgrp;
}

/**
 * capprobe_task_cgroup() - cgroup that a check is accounted to
 *
 * That of the current task, or the root for checks made in an interrupt, which
 * the interrupted task has nothing to do with.
 *
 * Context: preemption off.
 */
static inline struct cgroup *capprobe_task_cgroup(void)
{
	return in_task() ? capprobe_current_cgroup() : &capprobe_cgroup_root->cgrp;
}

/**
 * capprobe_cgroup_init() - allocate the table and watch for removals
 * @max: size of the table
 * @announce: called for each cgroup once its path is known; process context,
 *	under capprobe_tables_mutex
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_cgroup_init(u32 max, void (*announce)(u64 id, const char *path));

/**
 * capprobe_cgroup_exit() - stop the worker of the tables and free the table
 *
 * Context: process context, may sleep; the hooks are detached.
 */
void capprobe_cgroup_exit(void);

/**
 * capprobe_cgroup_seen() - find or create the entry of a cgroup
 * @cgroup: the cgroup
 *
 * The worker looks up the path of new entries later. Takes no lock if there is
 * no room for one.
 *
 * Context: any but NMI, preemption off.
 * Return: the entry, valid while preemption is off; NULL if the table is full or
 * a subtree that contains @cgroup has used up its share.
 */
struct capprobe_cgroup *capprobe_cgroup_seen(struct cgroup *cgroup);

/**
 * capprobe_cgroup_resolve() - look up the paths of new entries
 *
 * Announces each of them.
 *
 * Context: process context, sleeps; takes capprobe_tables_mutex.
 */
void capprobe_cgroup_resolve(void);

/**
 * capprobe_cgroup_most() - find the child that uses most of a table
 * @within: subtree whose children to look at, NULL for the first level
 * @table: the table
 *
 * Context: process context, one caller at a time.
 * Return: the child, or NULL if there is none.
 */
struct capprobe_quota *capprobe_cgroup_most(const struct capprobe_quota *within,
					    enum capprobe_table table);

/**
 * capprobe_cgroup_full() - iterate over subtrees that somebody was turned away
 *	from
 * @index: iterator, 0 at first
 * @table: the table
 *
 * Context: process context, one caller at a time.
 * Return: the next subtree, with its mark cleared, or NULL at the end.
 */
struct capprobe_quota *capprobe_cgroup_full(u32 *index, enum capprobe_table table);

/**
 * enum capprobe_spare - which cgroups are expendable
 * @CAPPROBE_SPARE_GONE: those that have been removed
 * @CAPPROBE_SPARE_IDLE: also those in which nothing was counted for some time
 * @CAPPROBE_SPARE_ANY: all
 */
enum capprobe_spare {
	CAPPROBE_SPARE_GONE,
	CAPPROBE_SPARE_IDLE,
	CAPPROBE_SPARE_ANY,
};

/**
 * capprobe_cgroup_take() - remove expendable cgroups from the hash table
 * @taken: list that they are added to, marked as folding
 * @within: subtree to take them from, NULL for any
 * @spare: which ones are expendable
 *
 * Takes as many as are worth waiting for two grace periods, roughly in the order
 * in which they were added.
 *
 * Context: process context, one caller at a time.
 */
void capprobe_cgroup_take(struct list_head *taken, const struct capprobe_quota *within,
			  enum capprobe_spare spare);

/**
 * capprobe_cgroup_release() - free the entries that capprobe_cgroup_take() took
 * @taken: the list; empty on return
 *
 * Context: process context, under capprobe_tables_mutex, at least a grace period
 * after they were taken.
 */
void capprobe_cgroup_release(struct list_head *taken);

/**
 * capprobe_cgroup_at() - get an entry by its position
 * @index: 0 to capprobe_cgroup_max() - 1
 *
 * Context: process context, under capprobe_tables_mutex.
 * Return: the entry, or NULL if it is unused or its path is not known yet.
 */
const struct capprobe_cgroup *capprobe_cgroup_at(u32 index);

/**
 * capprobe_cgroup_find() - look up a cgroup by its id
 * @id: the id
 *
 * Context: process context, under capprobe_tables_mutex.
 * Return: the entry, or NULL if there is none or its path is not known yet.
 */
const struct capprobe_cgroup *capprobe_cgroup_find(u64 id);

/**
 * capprobe_cgroup_max() - size of the table
 */
u32 capprobe_cgroup_max(void);

/**
 * capprobe_cgroup_used() - number of entries in use
 */
u32 capprobe_cgroup_used(void);

/**
 * capprobe_cgroup_bytes() - memory used by the table and its paths
 */
size_t capprobe_cgroup_bytes(void);

#endif /* CAPPROBE_CGROUP_H */
