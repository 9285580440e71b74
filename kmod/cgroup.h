/* SPDX-License-Identifier: GPL-2.0 */
/*
 * cgroup.h - the cgroups that were seen: id, path, and whether they are gone
 *
 * A container is often gone before a reader can look, so the path is kept from
 * the first sighting on, until room is needed.
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
 * struct capprobe_cgroup - a cgroup that was seen, or that one is below
 * @link: in the hash table
 * @list: of the unused, of the unresolved or of what is being folded
 * @id: cgroup_id()
 * @cgroup: held until the path is known, then NULL
 * @path: in its hierarchy; NULL until it is known, empty if it cannot
 *	be
 * @quota: what it and those below it have of the tables; nothing of that of
 *	cgroups while the entry is unused
 * @active: when anything in it was last counted, jiffies
 * @seen: by itself, and not only one below it
 * @gone: it was removed
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

/* The root of the hierarchy that containers are told apart by. */
extern struct cgroup_root *capprobe_cgroup_root;

/* It is not the default hierarchy. */
DECLARE_STATIC_KEY_FALSE(capprobe_cgroup_legacy);

/**
 * capprobe_current_cgroup() - the cgroup of the current task
 *
 * Context: preemption off. The css_set and what hangs on it are freed after a
 * grace period of RCU, which waits for such a region too since 5.0.
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
 * capprobe_task_cgroup() - the cgroup that a check is counted for
 *
 * The current task's; the root's for what an interrupt asks, which is not the
 * interrupted task's doing.
 *
 * Context: preemption off.
 */
static inline struct cgroup *capprobe_task_cgroup(void)
{
	return in_task() ? capprobe_current_cgroup() : &capprobe_cgroup_root->cgrp;
}

/**
 * capprobe_cgroup_init() - allocate the table and watch for removals
 * @max: how many cgroups it holds
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_cgroup_init(u32 max);

/**
 * capprobe_cgroup_exit() - undo that, and end what is under way for the tables
 *
 * Context: process context, may sleep; nobody else calls in any more.
 */
void capprobe_cgroup_exit(void);

/**
 * capprobe_cgroup_seen() - the entry of a cgroup, made at the first sighting
 * @cgroup: the cgroup, held by the caller
 *
 * Its path is found out later, where that may sleep. That there is no room for
 * it is found out without a lock.
 *
 * Context: any but NMI, preemption off.
 * Return: the entry, good while preemption is off; NULL where the table is
 * full, or a subtree that it is in has its share.
 */
struct capprobe_cgroup *capprobe_cgroup_seen(struct cgroup *cgroup);

/**
 * capprobe_cgroup_resolve() - find the paths of the cgroups seen since
 *
 * Each is offered to the sessions as a record.
 *
 * Context: process context, sleeps, under capprobe_tables_lock().
 */
void capprobe_cgroup_resolve(void);

/**
 * capprobe_cgroup_most() - of the subtrees of one, that which has most
 * @within: the one; NULL is everything
 * @table: of which table
 *
 * Context: process context, one caller at a time.
 * Return: the subtree; NULL where there is none.
 */
struct capprobe_quota *capprobe_cgroup_most(const struct capprobe_quota *within,
					    enum capprobe_table table);

/**
 * capprobe_cgroup_full() - the subtrees that somebody was turned away from
 * @index: where to look, moved on; 0 at first
 * @table: of which table
 *
 * Context: process context, one caller at a time.
 * Return: the next, not marked any more; NULL where there is none.
 */
struct capprobe_quota *capprobe_cgroup_full(u32 *index, enum capprobe_table table);

/**
 * enum capprobe_spare - which cgroups can be spared
 * @CAPPROBE_SPARE_GONE: those that were removed
 * @CAPPROBE_SPARE_IDLE: those in which nothing was counted for long
 * @CAPPROBE_SPARE_ANY: all
 */
enum capprobe_spare {
	CAPPROBE_SPARE_GONE,
	CAPPROBE_SPARE_IDLE,
	CAPPROBE_SPARE_ANY,
};

/**
 * capprobe_cgroup_take() - take cgroups out of the table
 * @taken: a list to which they are added, marked @folding
 * @within: of this subtree; NULL is everything
 * @spare: which
 *
 * As many as are worth the grace periods that follow, about in the order in
 * which they came into the table.
 *
 * Context: process context, one caller at a time.
 */
void capprobe_cgroup_take(struct list_head *taken, const struct capprobe_quota *within,
			  enum capprobe_spare spare);

/**
 * capprobe_cgroup_release() - free what capprobe_cgroup_take() took
 * @taken: the list; empty afterwards
 *
 * Context: process context, under capprobe_tables_lock(), a grace period after
 * the taking.
 */
void capprobe_cgroup_release(struct list_head *taken);

/**
 * capprobe_cgroup_at() - walk the table
 * @index: from 0 to capprobe_cgroup_max() - 1
 *
 * Context: process context, under capprobe_tables_lock().
 * Return: the entry, or NULL where none is there or its path is not known yet.
 */
const struct capprobe_cgroup *capprobe_cgroup_at(u32 index);

/**
 * capprobe_cgroup_find() - a cgroup by its id
 * @id: the id
 *
 * Context: process context, under capprobe_tables_lock().
 * Return: the entry, or NULL where none is there or its path is not known yet.
 */
const struct capprobe_cgroup *capprobe_cgroup_find(u64 id);

/**
 * capprobe_cgroup_max() - how many cgroups the table holds
 */
u32 capprobe_cgroup_max(void);

/**
 * capprobe_cgroup_used() - how many it holds now
 */
u32 capprobe_cgroup_used(void);

/**
 * capprobe_cgroup_bytes() - memory that the table and its paths hold
 */
size_t capprobe_cgroup_bytes(void);

#endif /* CAPPROBE_CGROUP_H */
