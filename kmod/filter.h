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

/* Terminates at the root; cgroup.max.depth limits how far that is. */
static inline bool capprobe_cgroup_listed(const u64 *ids, u32 count, struct cgroup *cgroup)
{
	u32 i;

	for (; cgroup; cgroup = cgroup_parent(cgroup)) {
		for (i = 0; i < count; i++) {
			if (ids[i] == compat_cgroup_id(cgroup))
				return true;
		}
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
