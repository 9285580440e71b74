/* SPDX-License-Identifier: GPL-2.0 */
/*
 * series.h - exact counts of checks and module calls by cgroup and outcome
 *
 * Counted whether or not anybody reads, in bounded memory. To make room, the
 * series of cgroups that are gone or displaced are folded into sums over all such
 * cgroups, and if there is still no room, checks are counted in a sum over all
 * unattributed ones: see CAPPROBE_SUMS. So the grand total is always exact.
 */
#ifndef CAPPROBE_SERIES_H
#define CAPPROBE_SERIES_H

#include <linux/jiffies.h>
#include <linux/jump_label.h>
#include <linux/percpu.h>
#include <linux/rculist.h>

#include "cgroup.h"
#include "check_types.h"
#include "loss.h"
#include "verdict.h"

#define CAPPROBE_SERIES_LIMIT	1048576

/* The hash is in the high bits of a product: these depend on all bits of the key. */
#define CAPPROBE_SERIES_HASH_SHIFT	40

/* A key, and the two words that are hashed and compared. */
union capprobe_series_words {
	struct capprobe_series_key	key;
	u64				word[2];
};

/**
 * struct capprobe_series_last - the last time a series was counted
 * @time: CLOCK_BOOTTIME in ns, 0 if not known
 * @tick: jiffies at that time
 * @sequence: odd while the other fields are being written
 * @pid: the process
 * @comm: name of the thread
 */
struct capprobe_series_last {
	u64		time;
	unsigned long	tick;
	u32		sequence;
	u32		pid;
	char		comm[CAPPROBE_COMM_LEN];
};

/**
 * enum capprobe_series_state - where a series is
 * @CAPPROBE_SERIES_UNUSED: in the list of unused ones or in the reserve
 * @CAPPROBE_SERIES_USED: in its bucket
 * @CAPPROBE_SERIES_FOLDING: removed from its bucket, whose readers may still see
 *	it
 */
enum capprobe_series_state {
	CAPPROBE_SERIES_UNUSED,
	CAPPROBE_SERIES_USED,
	CAPPROBE_SERIES_FOLDING,
};

/**
 * struct capprobe_series - a series
 * @link: node in its bucket or list
 * @key: what it counts
 * @counts: counter of each CPU
 * @cgroup: the cgroup, or NULL for a sum
 * @folded: counts of series that were folded into this one
 * @state: enum capprobe_series_state
 * @last: last call, or last refused check, of which only the first in each tick
 *	is noted
 * @looked: count when capprobe_series_look() last looked
 *
 * Counting touches the first cache line, for a refusal also that of @last, and
 * one line of this CPU's counters.
 */
struct capprobe_series {
	struct hlist_node		link;
	union capprobe_series_words	key;
	unsigned long __percpu		*counts;
	struct capprobe_cgroup		*cgroup;
	u64				folded;
	u32				state;
	struct capprobe_series_last	last ____cacheline_aligned;
	u64				looked;
} ____cacheline_aligned;

/**
 * struct capprobe_series_table - hash table of series
 * @buckets: the buckets
 * @mask: number of buckets - 1
 * @factors: random and odd, so that collisions cannot be provoked
 */
struct capprobe_series_table {
	struct hlist_head	*buckets;
	unsigned long		mask;
	u64			factors[2];
};

DECLARE_STATIC_KEY_FALSE(capprobe_series_on);
extern struct capprobe_series_table capprobe_series_table;

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
 * @max: maximum number of series; 0 counts nothing
 *
 * Context: process context, may sleep.
 * Return: 0 or -ENOMEM.
 */
int capprobe_series_init(u32 max);

/**
 * capprobe_series_exit() - free the series
 *
 * Context: process context; the hooks are detached.
 */
void capprobe_series_exit(void);

/* Part of a record's head that belongs to the key: no text, only the NOAUDIT flag. */
#define CAPPROBE_SERIES_HEAD	(GENMASK_ULL(31, 0) | (u64)CAPPROBE_NOAUDIT << 32)

static __always_inline union capprobe_series_words capprobe_series_key(u64 cgroup,
								       union capprobe_head head)
{
	return (union capprobe_series_words){
		.word = { cgroup, head.word & CAPPROBE_SERIES_HEAD },
	};
}

static __always_inline struct hlist_head *
capprobe_series_bucket(const union capprobe_series_words *key)
{
	const struct capprobe_series_table *table = &capprobe_series_table;
	u64 hash = key->word[0] * table->factors[0] + key->word[1] * table->factors[1];

	return &table->buckets[hash >> CAPPROBE_SERIES_HASH_SHIFT & table->mask];
}

static __always_inline bool capprobe_series_is(const struct capprobe_series *series,
					       const union capprobe_series_words *key)
{
	return series->key.word[0] == key->word[0] && series->key.word[1] == key->word[1];
}

static __always_inline void capprobe_series_add(const struct capprobe_series *series)
{
	this_cpu_inc(*series->counts);
}

/**
 * capprobe_series_count_fast() - count a check in the common case
 * @head: what to count; no flags other than CAPPROBE_NOAUDIT
 * @cgroup: cgroup of the check
 *
 * That is, if its series is the first in the bucket and, for a refusal, if there
 * was one in the same tick: only the first in a tick is noted, as reading the
 * clock would cost a third of everything else.
 *
 * Context: any, preemption off.
 * Return: whether it was counted; if not, call capprobe_series_count().
 */
static __always_inline bool capprobe_series_count_fast(union capprobe_head head,
						       const struct cgroup *cgroup)
{
	const union capprobe_series_words key = { .word = { compat_cgroup_id(cgroup), head.word } };
	const struct hlist_head *bucket = capprobe_series_bucket(&key);
	const struct capprobe_series *series;
	const unsigned long tick = jiffies;

	series = hlist_entry_safe(rcu_dereference_sched(hlist_first_rcu(bucket)),
				  struct capprobe_series, link);
	if (unlikely(!series) || unlikely(!capprobe_series_is(series, &key)))
		return false;
	if (capprobe_head_refused(head) && unlikely(series->last.tick != tick))
		return false;
	capprobe_series_add(series);
	return true;
}

/**
 * capprobe_series_count() - count a check or a call
 * @head: what to count
 * @cgroup: its cgroup
 *
 * Context: any, preemption off.
 */
void capprobe_series_count(union capprobe_head head, struct cgroup *cgroup);

/**
 * capprobe_series_grow() - allocate series ahead of need
 *
 * Context: process context, may sleep, under capprobe_tables_mutex.
 */
void capprobe_series_grow(void);

/**
 * capprobe_series_look() - update when cgroups were last active
 *
 * Does so at most once a second.
 *
 * Context: process context, may sleep, one caller at a time.
 */
void capprobe_series_look(void);

/**
 * capprobe_series_take() - remove the series of cgroups that are being folded
 *	from the hash table
 *
 * capprobe_series_at() still returns them.
 *
 * Context: process context, one caller at a time.
 */
void capprobe_series_take(void);

/**
 * capprobe_series_fold() - add the counts of series that were taken to the sums
 *	for cgroups that are gone or displaced
 *
 * Context: process context, under capprobe_tables_mutex, at least a grace period
 * after they were taken.
 */
void capprobe_series_fold(void);

/**
 * struct capprobe_series_total - a series as it is read
 * @key: what it counts
 * @count: sum over all CPUs
 * @last_time: CLOCK_BOOTTIME of the last time in ns, 0 if not known
 * @last_pid: the process
 * @last_comm: name of the thread
 *
 * The last time is noted for refusals and for calls only.
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
 * @index: 0 to capprobe_series_slots() - 1
 * @total: filled in
 *
 * Context: process context, under capprobe_tables_mutex.
 * Return: false if there is no series at @index.
 */
bool capprobe_series_at(u32 index, struct capprobe_series_total *total);

/**
 * capprobe_series_slots() - upper limit for capprobe_series_at()
 */
u32 capprobe_series_slots(void);

/**
 * capprobe_series_max() - maximum number of series, without the sums
 */
u32 capprobe_series_max(void);

/**
 * capprobe_series_used() - number of series in use, without the sums
 */
u32 capprobe_series_used(void);

/**
 * capprobe_series_unattributed() - count that belongs to no known cgroup
 *
 * Context: process context.
 */
u64 capprobe_series_unattributed(void);

/**
 * capprobe_series_bytes() - memory used by the series
 */
size_t capprobe_series_bytes(void);

#endif /* CAPPROBE_SERIES_H */
