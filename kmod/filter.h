/* SPDX-License-Identifier: GPL-2.0 */
/*
 * filter.h - whether a session wants a record
 */
#ifndef CAPPROBE_FILTER_H
#define CAPPROBE_FILTER_H

#include <linux/bits.h>
#include <linux/cgroup.h>
#include <linux/nospec.h>

#include "verdict.h"

static inline bool capprobe_count_valid(u32 *count)
{
	if (*count > CAPPROBE_FILTER_IDS)
		return false;
	*count = array_index_nospec(*count, CAPPROBE_FILTER_IDS + 1);
	return true;
}

/**
 * capprobe_filter_valid() - validate a filter from user space
 * @filter: the filter; if it is valid, its counts are within bounds even under
 *	speculation
 *
 * Context: any.
 */
static inline bool capprobe_filter_valid(struct capprobe_filter *filter)
{
	return !(filter->flags & ~CAPPROBE_FILTER_FLAGS) && !filter->reserved &&
	       capprobe_count_valid(&filter->pid_count) &&
	       capprobe_count_valid(&filter->uid_count) &&
	       capprobe_count_valid(&filter->cgroup_count);
}

/**
 * capprobe_filter_wanted() - capabilities whose checks a filter wants
 * @filter: a valid filter
 * @reason: outcome of the checks
 * @noaudit: 1 for checks made with CAP_OPT_NOAUDIT, otherwise 0
 *
 * Context: any.
 * Return: a mask of capabilities.
 */
static inline u64 capprobe_filter_wanted(const struct capprobe_filter *filter,
					 enum capprobe_reason reason, int noaudit)
{
	if (noaudit && !(filter->flags & CAPPROBE_FILTER_NOAUDIT))
		return 0;
	if (!(filter->reasons & BIT(reason)))
		return 0;
	return capprobe_granted(reason) ? filter->granted : filter->denied;
}

static inline bool capprobe_id_listed(const u32 *ids, u32 count, u32 id)
{
	while (count--) {
		if (ids[count] == id)
			return true;
	}
	return false;
}

/* Levels below the root at which a filter's cgroups can be. */
#define CAPPROBE_FILTER_LEVELS	64

static inline bool capprobe_cgroup_id_listed(const u64 *ids, u32 count, u64 id)
{
	while (count--) {
		if (ids[count] == id)
			return true;
	}
	return false;
}

/*
 * Whether a cgroup or one of its ancestors is listed. Starts at the root:
 * whoever can create cgroups below a listed one can nest them without a limit,
 * which must neither take long nor hide them.
 */
static inline bool capprobe_cgroup_listed(const u64 *ids, u32 count, const struct cgroup *cgroup)
{
	int levels = min(cgroup->level + 1, CAPPROBE_FILTER_LEVELS), level;

	for (level = 0; level < levels; level++) {
		if (capprobe_cgroup_id_listed(ids, count,
					      compat_cgroup_ancestor_id(cgroup, level)))
			return true;
	}
	return false;
}

/**
 * capprobe_filter_passes() - whether the lists in a filter let a process pass
 * @filter: a valid filter
 * @pid: the process
 * @uid: its real user id
 * @cgroup: its cgroup
 *
 * Context: any.
 */
static inline bool capprobe_filter_passes(const struct capprobe_filter *filter, u32 pid, u32 uid,
					  struct cgroup *cgroup)
{
	if (filter->pid_count && !capprobe_id_listed(filter->pids, filter->pid_count, pid))
		return false;
	if (filter->uid_count && !capprobe_id_listed(filter->uids, filter->uid_count, uid))
		return false;
	return !filter->cgroup_count ||
	       capprobe_cgroup_listed(filter->cgroups, filter->cgroup_count, cgroup);
}

#endif /* CAPPROBE_FILTER_H */
