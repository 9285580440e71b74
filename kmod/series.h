/* SPDX-License-Identifier: GPL-2.0 */
/*
 * series.h - exact counts of checks and module calls by cgroup and outcome
 *
 * Kept whether or not anyone reads, in bounded memory. When room is needed a
 * series of a cgroup that is gone, or displaced by others, is folded into the
 * one of the same outcome for all such cgroups; and where there is no room for
 * a cgroup's own, it is counted for all of those: see CAPPROBE_SUMS. So the sum
 * over everything stays exact for ever.
 */
#ifndef CAPPROBE_SERIES_H
#define CAPPROBE_SERIES_H

#include <linux/jiffies.h>
#include <linux/jump_label.h>
#include <linux/percpu.h>
#include <linux/rculist.h>

#include "check.h"
#include "loss.h"
#include "verdict.h"

#define CAPPROBE_SERIES_LIMIT	1048576

/* Of a product the high bits depend on all of the key. */
#define CAPPROBE_SERIES_HASH_SHIFT	40

/* A key as the two words that are hashed and compared. */
union capprobe_series_words {
	struct capprobe_series_key	key;
	u64				word[2];
};

/**
 * struct capprobe_series_last - the last time of a series
 * @time: CLOCK_BOOTTIME, ns; 0 where that is not kept
 * @tick: jiffies then
 * @sequence: odd while it is being written
 * @pid: whose it was
 * @comm: and its name
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
 * @CAPPROBE_SERIES_UNUSED: in the list of the unused or of the reserve
 * @CAPPROBE_SERIES_USED: in its bucket
 * @CAPPROBE_SERIES_FOLDING: in neither; readers of the bucket may still stand
 *	on it
 */
enum capprobe_series_state {
	CAPPROBE_SERIES_UNUSED,
	CAPPROBE_SERIES_USED,
	CAPPROBE_SERIES_FOLDING,
};

/**
 * struct capprobe_series - a series
 * @link: in its bucket or list
 * @key: what it counts
 * @counts: how often, on each CPU
 * @cgroup: NULL for a sum
 * @folded: counts of series that are gone
 * @state: enum capprobe_series_state
 * @last: of calls, and of refusals the first in a tick
 * @looked: what it had counted when that was last looked at
 *
 * A count touches one cache line of it, a refusal also that of @last; and one
 * line of this CPU's counts.
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
 * struct capprobe_series_table - where series are found
 * @buckets: of the hash table
 * @mask: how many, less one
 * @factors: random and odd, so that nobody can choose what collides
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

/* What of a record's head a series is about: all but the text and most flags. */
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
 * capprobe_series_count_fast() - count a check, where that is easy
 * @head: what it is, without flags but CAPPROBE_NOAUDIT
 * @cgroup: whose it is
 *
 * It is where the series is the first of its bucket, and, for a refusal, where
 * the last one was in the same tick: of those the first is noted, because to
 * read the clock costs a third of all the rest.
 *
 * Context: any, preemption off.
 * Return: whether it is done; if not, it is for capprobe_series_count().
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
 * @head: what it is
 * @cgroup: whose it is, held by the caller
 *
 * Context: any, preemption off.
 */
void capprobe_series_count(union capprobe_head head, struct cgroup *cgroup);

/**
 * capprobe_series_grow() - have series ready for those that are new
 *
 * Context: process context, may sleep, under capprobe_tables_lock().
 */
void capprobe_series_grow(void);

/**
 * capprobe_series_look() - note which cgroups were active since it was last
 *	looked, a second ago at the least
 *
 * Context: process context, may sleep, one caller at a time.
 */
void capprobe_series_look(void);

/**
 * capprobe_series_take() - take the series of cgroups that are being folded
 *	out of the table
 *
 * They can still be read.
 *
 * Context: process context, one caller at a time.
 */
void capprobe_series_take(void);

/**
 * capprobe_series_fold() - add what was taken to the sum for cgroups that are
 *	gone, or displaced
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
 * capprobe_series_max() - how many series there can be, the sums apart
 */
u32 capprobe_series_max(void);

/**
 * capprobe_series_used() - how many of those there are
 */
u32 capprobe_series_used(void);

/**
 * capprobe_series_unattributed() - how much was counted for no cgroup
 *
 * Context: process context.
 */
u64 capprobe_series_unattributed(void);

/**
 * capprobe_series_bytes() - memory that they hold
 */
size_t capprobe_series_bytes(void);

#endif /* CAPPROBE_SERIES_H */
