// SPDX-License-Identifier: GPL-2.0
/*
 * series.c - exact counts of checks and module calls by cgroup and outcome
 *
 * A hash table of series that is read under RCU. Each series has a counter for
 * each CPU, which only that CPU increments. Series are allocated ahead of need; a
 * new one is inserted when it is first counted, under a raw spinlock.
 */
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/random.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>

#include "cgroup.h"
#include "loss.h"
#include "series.h"
#include "table_work.h"
#include "verdict.h"

/*
 * A reserve of series for the sums, so that folding never fails: one for each
 * possible outcome and sum. A check has one of seven reasons, with or without
 * audit. A call refused by a filter or answered by a supervisor also has one of
 * the six reasons that its check would have had. Any other module call has any
 * reason, and the kernel refuses it after one of the two reasons for a grant.
 */
#define CAP_REASONS	(CAPPROBE_USERNS + 1)
#define OUTCOMES	((CAP_LAST_CAP + 1) * ((CAPPROBE_LSM + 1) * 2 + CAP_REASONS) + \
			 CAP_REASONS + CAPPROBE_REASON_COUNT * 2)
#define RESERVE		(OUTCOMES * CAPPROBE_SUM_COUNT)

/* Series allocated at a time: limited by what a per-CPU allocation can hold. */
#define CHUNK		1024

/* Unused series to keep ready. */
#define AHEAD		2048

struct series_chunk {
	struct capprobe_series	*series;
	unsigned long __percpu	*counts;
	u32			size;
};

DEFINE_STATIC_KEY_FALSE(capprobe_series_on);

struct capprobe_series_table capprobe_series_table __read_mostly;

/* The reserve comes first. */
static struct series_chunk *chunks;
static u32 chunk_count;		/* written under capprobe_tables_mutex */
static u32 allocated;		/* series, including the reserve */
static u32 max_entries;		/* series, without the reserve */
static u32 used_entries;	/* series in use, without the reserve */

/*
 * Protects the buckets and the two lists. Taken in any context but NMI, with
 * interrupts off.
 */
static DEFINE_RAW_SPINLOCK(series_lock);
static HLIST_HEAD(unused);
static HLIST_HEAD(reserve);

static struct capprobe_series *find_series(const union capprobe_series_words *key)
{
	struct capprobe_series *series;

	hlist_for_each_entry_rcu(series, capprobe_series_bucket(key), link,
				 rcu_read_lock_sched_held()) {
		if (capprobe_series_is(series, key))
			return series;
	}
	return NULL;
}

static struct capprobe_series *insert_series(const union capprobe_series_words *key,
					     struct hlist_head *from,
					     struct capprobe_cgroup *cgroup)
	__must_hold(&series_lock)
{
	struct capprobe_series *series;

	lockdep_assert_held(&series_lock);
	series = hlist_entry_safe(from->first, struct capprobe_series, link);
	if (!series)
		return NULL;
	hlist_del(&series->link);
	series->key = *key;
	series->cgroup = cgroup;
	/* Any other tick, so that the first refusal is noted. */
	series->last.tick = jiffies - 1;
	hlist_add_head_rcu(&series->link, capprobe_series_bucket(key));
	/* Pairs with the acquire in capprobe_series_at(). */
	smp_store_release(&series->state, CAPPROBE_SERIES_USED);
	return series;
}

static struct capprobe_series *find_or_insert_sum(const union capprobe_series_words *key,
						  enum capprobe_sum sum)
{
	union capprobe_series_words sum_key = *key;
	struct capprobe_series *series;
	unsigned long flags;

	sum_key.key.cgroup = CAPPROBE_SUM_ID(sum);
	series = find_series(&sum_key);
	if (series)
		return series;

	raw_spin_lock_irqsave(&series_lock, flags);
	series = find_series(&sum_key) ?: insert_series(&sum_key, &reserve, NULL);
	raw_spin_unlock_irqrestore(&series_lock, flags);
	return series;
}

static u32 series_left(void)
{
	return max_entries - READ_ONCE(used_entries);
}

static bool has_room_for_series(struct capprobe_cgroup *cgroup)
{
	struct capprobe_quota *limit;

	limit = capprobe_quota_limit(&cgroup->quota, CAPPROBE_TABLE_SERIES, series_left());
	if (!limit && series_left())
		return true;
	capprobe_table_work_full(CAPPROBE_TABLE_SERIES, limit);
	return false;
}

/* Series are running out, or subtrees are about to use up their shares. */
static bool is_work_due(void)
{
	u32 ready = READ_ONCE(allocated) - RESERVE - used_entries;

	return (ready < AHEAD / 2 && ready < series_left()) || used_entries > max_entries / 2;
}

static struct capprobe_series *find_or_insert_series(const union capprobe_series_words *key,
						     struct capprobe_cgroup *cgroup)
{
	struct capprobe_series *series;
	unsigned long flags;
	bool nudge;

	raw_spin_lock_irqsave(&series_lock, flags);
	series = find_series(key);
	if (!series && has_room_for_series(cgroup)) {
		series = insert_series(key, &unused, cgroup);
		if (series) {
			WRITE_ONCE(used_entries, used_entries + 1);
			capprobe_quota_add(&cgroup->quota, CAPPROBE_TABLE_SERIES, 1);
		}
	}
	nudge = is_work_due();
	raw_spin_unlock_irqrestore(&series_lock, flags);

	if (nudge)
		capprobe_table_work_nudge();
	return series;
}

/*
 * Adds a series for a cgroup. If there is no room returns the one for everything
 * that is unattributed, which needs no lock except for the first time. Returns
 * NULL in NMIs, which may have interrupted a holder of the lock.
 */
static struct capprobe_series *add_series(const union capprobe_series_words *key,
					  struct cgroup *cgroup)
{
	struct capprobe_series *series = NULL;
	struct capprobe_cgroup *seen;

	if (in_nmi())
		return NULL;
	seen = capprobe_cgroup_seen(cgroup);
	if (seen && has_room_for_series(seen))
		series = find_or_insert_series(key, seen);
	return series ?: find_or_insert_sum(key, CAPPROBE_SUM_UNATTRIBUTED);
}

/*
 * If two CPUs do this at the same time only one of them writes: either is as good
 * as the last.
 */
static void note_last(struct capprobe_series_last *last, u64 time, u32 pid, const char *comm)
{
	u32 sequence = READ_ONCE(last->sequence);

	if (sequence & 1 || cmpxchg(&last->sequence, sequence, sequence + 1) != sequence)
		return;
	last->time = time;
	last->tick = jiffies;
	last->pid = pid;
	memcpy(last->comm, comm, sizeof(last->comm));
	/* Pairs with read_last(): write the fields before the even number. */
	smp_store_release(&last->sequence, sequence + 2);
}

static bool read_last(const struct capprobe_series_last *last, struct capprobe_series_total *total)
{
	u32 sequence;

	/* Pairs with note_last(). */
	sequence = smp_load_acquire(&last->sequence);
	total->last_time = last->time;
	total->last_pid = last->pid;
	memcpy(total->last_comm, last->comm, sizeof(total->last_comm));
	/* Read the fields before the number is read again. */
	smp_rmb();
	return !(sequence & 1) && READ_ONCE(last->sequence) == sequence;
}

void capprobe_series_count(union capprobe_head head, struct cgroup *cgroup)
{
	const union capprobe_series_words key = capprobe_series_key(compat_cgroup_id(cgroup), head);
	const unsigned long tick = jiffies;
	struct capprobe_series *series;

	if (!capprobe_series_enabled())
		return;
	series = find_series(&key) ?: add_series(&key, cgroup);
	if (!series) {
		atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNCOUNTED]);
		return;
	}
	capprobe_series_add(series);
	if (head.type != CAPPROBE_TYPE_CHECK ||
	    (!capprobe_granted(head.reason) && series->last.tick != tick))
		note_last(&series->last, ktime_get_boot_fast_ns(), current->tgid, current->comm);
}

static struct capprobe_series *series_at(u32 index)
{
	const struct series_chunk *chunk = &chunks[index / CHUNK];

	return index % CHUNK < chunk->size ? &chunk->series[index % CHUNK] : NULL;
}

/* Iterates over the series that belong, or have belonged, to a cgroup. */
static struct capprobe_series *next_of_cgroup(u32 *index)
{
	for (; *index < capprobe_series_slots(); ++*index) {
		struct capprobe_series *series = series_at(*index);

		if (!(*index % CHUNK))
			cond_resched();
		/* Pairs with the release in insert_series(). */
		if (series && smp_load_acquire(&series->state) != CAPPROBE_SERIES_UNUSED &&
		    series->cgroup) {
			++*index;
			return series;
		}
	}
	return NULL;
}

void capprobe_series_take(void)
{
	struct capprobe_series *series;
	u32 index = 0;

	while ((series = next_of_cgroup(&index))) {
		if (!series->cgroup->folding)
			continue;
		raw_spin_lock_irq(&series_lock);
		hlist_del_rcu(&series->link);
		series->state = CAPPROBE_SERIES_FOLDING;
		raw_spin_unlock_irq(&series_lock);
	}
}

static u64 sum_of_counts(const struct capprobe_series *series)
{
	u64 total = series->folded;
	int cpu;

	for_each_possible_cpu(cpu)
		total += READ_ONCE(*per_cpu_ptr(series->counts, cpu));
	return total;
}

void capprobe_series_look(void)
{
	static unsigned long looked;
	struct capprobe_series *series;
	u32 index = 0;

	if (looked && time_before(jiffies, looked + HZ))
		return;
	looked = jiffies;
	while ((series = next_of_cgroup(&index))) {
		u64 count = sum_of_counts(series);

		if (count != series->looked)
			series->cgroup->active = jiffies;
		series->looked = count;
	}
}

static void fold_series(struct capprobe_series *series)
{
	struct capprobe_series *into;
	int cpu;

	/* This walks a bucket, whose series are freed only after a grace period. */
	preempt_disable();
	into = find_or_insert_sum(&series->key, READ_ONCE(series->cgroup->gone) ?
				  CAPPROBE_SUM_GONE : CAPPROBE_SUM_DISPLACED);
	preempt_enable();

	into->folded += sum_of_counts(series);
	if (series->last.time > into->last.time)
		note_last(&into->last, series->last.time, series->last.pid, series->last.comm);
	for_each_possible_cpu(cpu)
		WRITE_ONCE(*per_cpu_ptr(series->counts, cpu), 0);
	memset(&series->last, 0, sizeof(series->last));
	series->folded = 0;
	series->looked = 0;
}

void capprobe_series_fold(void)
{
	struct capprobe_series *series;
	u32 index = 0;

	lockdep_assert_held(&capprobe_tables_mutex);
	while ((series = next_of_cgroup(&index))) {
		if (series->state != CAPPROBE_SERIES_FOLDING)
			continue;
		fold_series(series);
		raw_spin_lock_irq(&series_lock);
		capprobe_quota_add(&series->cgroup->quota, CAPPROBE_TABLE_SERIES, -1);
		series->cgroup = NULL;
		series->state = CAPPROBE_SERIES_UNUSED;
		hlist_add_head(&series->link, &unused);
		WRITE_ONCE(used_entries, used_entries - 1);
		raw_spin_unlock_irq(&series_lock);
	}
}

bool capprobe_series_at(u32 index, struct capprobe_series_total *total)
{
	const struct capprobe_series *series = series_at(index);
	int tries = 100;

	lockdep_assert_held(&capprobe_tables_mutex);
	/* Pairs with the release in insert_series(). */
	if (!series || smp_load_acquire(&series->state) == CAPPROBE_SERIES_UNUSED)
		return false;
	total->key = series->key.key;
	total->count = sum_of_counts(series);
	while (!read_last(&series->last, total)) {
		if (!tries--) {
			total->last_time = 0;
			break;
		}
		cpu_relax();
	}
	return true;
}

u64 capprobe_series_unattributed(void)
{
	u64 total = 0;
	u32 i;

	for (i = 0; chunks && i < RESERVE; i++) {
		const struct capprobe_series *series = series_at(i);

		/* Pairs with the release in insert_series(). */
		if (smp_load_acquire(&series->state) == CAPPROBE_SERIES_USED &&
		    series->key.key.cgroup == CAPPROBE_SUM_ID(CAPPROBE_SUM_UNATTRIBUTED))
			total += sum_of_counts(series);
	}
	return total;
}

u32 capprobe_series_slots(void)
{
	return chunk_count * CHUNK;
}

u32 capprobe_series_max(void)
{
	return max_entries;
}

u32 capprobe_series_used(void)
{
	return READ_ONCE(used_entries);
}

static u32 chunks_max(u32 max)
{
	return DIV_ROUND_UP(RESERVE, CHUNK) + DIV_ROUND_UP(max, CHUNK);
}

size_t capprobe_series_bytes(void)
{
	if (!chunks)
		return 0;
	return READ_ONCE(allocated) * (sizeof(struct capprobe_series) +
				       sizeof(unsigned long) * num_possible_cpus()) +
	       (capprobe_series_table.mask + 1) * sizeof(*capprobe_series_table.buckets) +
	       chunks_max(max_entries) * sizeof(*chunks);
}

static void free_chunk(struct series_chunk *chunk)
{
	free_percpu(chunk->counts);
	kvfree(chunk->series);
}

static bool allocate_chunk(struct series_chunk *chunk, u32 size)
{
	const gfp_t flags = GFP_KERNEL | __GFP_NOWARN;

	chunk->size = size;
	chunk->series = kvcalloc(size, sizeof(*chunk->series), flags);
	chunk->counts = __alloc_percpu_gfp(size * sizeof(*chunk->counts), sizeof(*chunk->counts),
					   flags);
	if (chunk->series && chunk->counts)
		return true;
	free_chunk(chunk);
	return false;
}

static bool add_chunk(u32 size, struct hlist_head *to)
{
	struct series_chunk *chunk = &chunks[chunk_count];
	u32 i;

	if (!allocate_chunk(chunk, size))
		return false;
	chunk_count++;
	for (i = 0; i < size; i++) {
		struct capprobe_series *series = &chunk->series[i];

		series->counts = chunk->counts + i;
		raw_spin_lock_irq(&series_lock);
		hlist_add_head(&series->link, to);
		WRITE_ONCE(allocated, allocated + 1);
		raw_spin_unlock_irq(&series_lock);
	}
	return true;
}

static bool allocate_ahead(void)
{
	while (allocated - RESERVE < min(max_entries, READ_ONCE(used_entries) + AHEAD)) {
		u32 size = min_t(u32, CHUNK, max_entries - (allocated - RESERVE));

		if (!add_chunk(size, &unused))
			return false;
	}
	return true;
}

/* If memory is short, whoever needs a series next kicks the worker again. */
void capprobe_series_grow(void)
{
	lockdep_assert_held(&capprobe_tables_mutex);
	if (chunks)
		allocate_ahead();
}

static void free_series(void)
{
	while (chunk_count)
		free_chunk(&chunks[--chunk_count]);
	kvfree(capprobe_series_table.buckets);
	kvfree(chunks);
	chunks = NULL;
}

static bool allocate_series(void)
{
	struct capprobe_series_table *table = &capprobe_series_table;

	chunks = kvcalloc(chunks_max(max_entries), sizeof(*chunks), GFP_KERNEL);
	table->mask = roundup_pow_of_two(max_entries) - 1;
	table->buckets = kvcalloc(table->mask + 1, sizeof(*table->buckets), GFP_KERNEL);
	if (!chunks || !table->buckets)
		return false;
	while (allocated < RESERVE) {
		if (!add_chunk(min_t(u32, CHUNK, RESERVE - allocated), &reserve))
			return false;
	}
	return allocate_ahead();
}

int capprobe_series_init(u32 max)
{
	if (!max)
		return 0;
	max_entries = max;
	get_random_bytes(capprobe_series_table.factors, sizeof(capprobe_series_table.factors));
	capprobe_series_table.factors[0] |= 1;
	capprobe_series_table.factors[1] |= 1;
	if (!allocate_series()) {
		free_series();
		return -ENOMEM;
	}
	static_branch_enable(&capprobe_series_on);
	return 0;
}

void capprobe_series_exit(void)
{
	if (!chunks)
		return;
	static_branch_disable(&capprobe_series_on);
	free_series();
}
