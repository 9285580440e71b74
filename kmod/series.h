/* SPDX-License-Identifier: GPL-2.0 */
/*
 * series.h - exact counts of checks and module calls by cgroup and outcome
 *
 * Kept whether or not anyone reads, in bounded memory. A series of a cgroup
 * that is gone is folded into the one of the same outcome for cgroup 0 when
 * room is needed, so that the sum over all cgroups stays exact for ever.
 */
#ifndef CAPPROBE_SERIES_H
#define CAPPROBE_SERIES_H

#include <linux/jump_label.h>

#include "check.h"

#define CAPPROBE_SERIES_LIMIT	1048576

DECLARE_STATIC_KEY_FALSE(capprobe_series_on);

/**
 * capprobe_series_enabled() - whether anything is counted
 *
 * Context: any.
 */
static inline bool capprobe_series_enabled(void)
{
	return static_branch_likely(&capprobe_series_on);
}

/**
 * capprobe_series_init() - allocate the series and start to count
 * @max: how many series there can be; 0 counts nothing
 *
 * Context: process context, may sleep.
 * Return: 0 or -ENOMEM.
 */
int capprobe_series_init(u32 max);

/**
 * capprobe_series_exit() - free them
 *
 * Context: process context; nobody else calls in any more.
 */
void capprobe_series_exit(void);

/**
 * capprobe_series_check() - count a check
 * @check: the check
 *
 * Context: any, preemption off.
 */
void capprobe_series_check(const struct capprobe_check *check);

/**
 * capprobe_series_record() - count a record that is no check
 * @record: the record of a call
 * @cgroup: whose it is, held by the caller
 *
 * Context: process context.
 */
void capprobe_series_record(const struct capprobe_record *record, struct cgroup *cgroup);

/**
 * capprobe_series_take() - take the series of cgroups that are being folded
 *	out of the table
 *
 * Context: process context, under capprobe_tables_lock().
 */
void capprobe_series_take(void);

/**
 * capprobe_series_fold() - add what was taken to the series of cgroup 0
 *
 * Context: process context, under capprobe_tables_lock(), a grace period after
 * the taking.
 */
void capprobe_series_fold(void);

/**
 * struct capprobe_series_total - a series, as it is read
 * @key: what it counts
 * @count: how often
 * @last_time: CLOCK_BOOTTIME of the last time, ns; 0 where that is not kept
 * @last_pid: whose it was
 * @last_comm: and its name
 *
 * The last time is kept of refusals and of module calls.
 */
struct capprobe_series_total {
	struct capprobe_series_key	key;
	u64				count;
	u64				last_time;
	u32				last_pid;
	char				last_comm[CAPPROBE_COMM_LEN];
};

/**
 * capprobe_series_at() - read a series
 * @index: from 0 to capprobe_series_slots() - 1
 * @total: where to
 *
 * Context: process context, under capprobe_tables_lock().
 * Return: false where there is none.
 */
bool capprobe_series_at(u32 index, struct capprobe_series_total *total);

/**
 * capprobe_series_slots() - how many places there are to look at
 */
u32 capprobe_series_slots(void);

/**
 * capprobe_series_max() - how many series there can be, cgroup 0 apart
 */
u32 capprobe_series_max(void);

/**
 * capprobe_series_used() - how many of those there are
 */
u32 capprobe_series_used(void);

/**
 * capprobe_series_bytes() - memory that they hold
 */
size_t capprobe_series_bytes(void);

#endif /* CAPPROBE_SERIES_H */
