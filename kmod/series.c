// SPDX-License-Identifier: GPL-2.0
/*
 * series.c - exact counts of checks and module calls by cgroup and outcome
 *
 * A hash table of series, read without a lock, and for each of them a count on
 * each CPU that only this CPU adds to. They are allocated some ahead of those
 * that are used. A new one is made at its first count, under a raw spinlock.
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
#include "tables.h"
#include "verdict.h"

/*
 * Series for the sums, so that folding never fails: for each one for each
 * outcome that can be. A check has seven reasons and two kinds of audit. What a
 * filter refuses comes with one of the six that the check would have given, what
 * its supervisor answers too. Any other module call has a reason, and the kernel
 * refuses with either of two behind it.
 */
#define CAP_REASONS	(CAPPROBE_USERNS + 1)
#define OUTCOMES	((CAP_LAST_CAP + 1) * ((CAPPROBE_LSM + 1) * 2 + CAP_REASONS) + \
			 CAP_REASONS + CAPPROBE_REASON_COUNT * 2)
#define RESERVE		(OUTCOMES * CAPPROBE_SUM_COUNT)

/* What is allocated in one go: its counts are what a CPU's area has room for. */
#define CHUNK		1024

/* How many are ready, where there can be so many. */
#define AHEAD		2048

struct chunk {
	struct capprobe_series	*series;
	unsigned long __percpu	*counts;
	u32			size;
};

DEFINE_STATIC_KEY_FALSE(capprobe_series_on);

struct capprobe_series_table capprobe_series_table __read_mostly;

/* Those of the reserve come first. */
static struct chunk *chunks;
static u32 chunk_count;		/* written under capprobe_tables_lock() */
static u32 allocated;		/* series, with the reserve */
static u32 max_entries;		/* without the reserve */
static u32 used_entries;	/* the same */

/* Guards the buckets and the unused ones; interrupts off, from anywhere. */
static DEFINE_RAW_SPINLOCK(lock);
static HLIST_HEAD(unused);
static HLIST_HEAD(reserve);

static struct capprobe_series *find(const union capprobe_series_words *key)
{
	struct capprobe_series *series;

	hlist_for_each_entry_rcu(series, capprobe_series_bucket(key), link,
				 rcu_read_lock_sched_held()) {
		if (capprobe_series_is(series, key))
			return series;
	}
	return NULL;
}

static struct capprobe_series *insert(const union capprobe_series_words *key,
				      struct hlist_head *from, struct capprobe_cgroup *cgroup)
{
	struct capprobe_series *series;

	series = hlist_entry_safe(from->first, struct capprobe_series, link);
	if (!series)
		return NULL;
	hlist_del(&series->link);
	series->key = *key;
	series->cgroup = cgroup;
	/* Not this one: the first refusal is noted. */
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
	series = find(&sum_key);
	if (series)
		return series;

	raw_spin_lock_irqsave(&lock, flags);
	series = find(&sum_key) ?: insert(&sum_key, &reserve, NULL);
	raw_spin_unlock_irqrestore(&lock, flags);
	return series;
}

static u32 series_left(void)
{
	return max_entries - READ_ONCE(used_entries);
}

static bool has_room(struct capprobe_cgroup *cgroup)
{
	struct capprobe_quota *limit;

	limit = capprobe_quota_limit(&cgroup->quota, CAPPROBE_TABLE_SERIES, series_left());
	if (!limit && series_left())
		return true;
	capprobe_tables_full(CAPPROBE_TABLE_SERIES, limit);
	return false;
}

/* Those that are allocated run out, or the subtrees are about to have theirs. */
static bool work_to_do(void)
{
	u32 ready = READ_ONCE(allocated) - RESERVE - used_entries;

	return (ready < AHEAD / 2 && ready < series_left()) || used_entries > max_entries / 2;
}

static struct capprobe_series *find_or_insert(const union capprobe_series_words *key,
					      struct capprobe_cgroup *cgroup)
{
	struct capprobe_series *series;
	unsigned long flags;
	bool nudge;

	raw_spin_lock_irqsave(&lock, flags);
	series = find(key);
	if (!series && has_room(cgroup)) {
		series = insert(key, &unused, cgroup);
		if (series) {
			WRITE_ONCE(used_entries, used_entries + 1);
			capprobe_quota_add(&cgroup->quota, CAPPROBE_TABLE_SERIES, 1);
		}
	}
	nudge = work_to_do();
	raw_spin_unlock_irqrestore(&lock, flags);

	if (nudge)
		capprobe_tables_nudge();
	return series;
}

/*
 * Where there is no room for the cgroup's own series, it is that of what is
 * unattributed: without a lock, but for the first. NULL in an NMI, where the
 * lock could be held by what it interrupted.
 */
static struct capprobe_series *add(const union capprobe_series_words *key, struct cgroup *cgroup)
{
	struct capprobe_series *series = NULL;
	struct capprobe_cgroup *seen;

	if (in_nmi())
		return NULL;
	seen = capprobe_cgroup_seen(cgroup);
	if (seen && has_room(seen))
		series = find_or_insert(key, seen);
	return series ?: find_or_insert_sum(key, CAPPROBE_SUM_UNATTRIBUTED);
}

/* Of two CPUs at the same time one writes, and the other is as good as last. */
static void note(struct capprobe_series_last *last, u64 time, u32 pid, const char *comm)
{
	u32 sequence = READ_ONCE(last->sequence);

	if (sequence & 1 || cmpxchg(&last->sequence, sequence, sequence + 1) != sequence)
		return;
	last->time = time;
	last->tick = jiffies;
	last->pid = pid;
	memcpy(last->comm, comm, sizeof(last->comm));
	/* Pairs with read_last(): the fields before the even number. */
	smp_store_release(&last->sequence, sequence + 2);
}

static bool read_last(const struct capprobe_series_last *last, struct capprobe_series_total *total)
{
	u32 sequence;

	/* Pairs with note(). */
	sequence = smp_load_acquire(&last->sequence);
	total->last_time = last->time;
	total->last_pid = last->pid;
	memcpy(total->last_comm, last->comm, sizeof(total->last_comm));
	/* The fields before the second look at the number. */
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
	series = find(&key) ?: add(&key, cgroup);
	if (!series) {
		atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNCOUNTED]);
		return;
	}
	capprobe_series_add(series);
	if (head.type != CAPPROBE_TYPE_CHECK ||
	    (!capprobe_granted(head.reason) && series->last.tick != tick))
		note(&series->last, ktime_get_boot_fast_ns(), current->tgid, current->comm);
}

static struct capprobe_series *at(u32 index)
{
	const struct chunk *chunk = &chunks[index / CHUNK];

	return index % CHUNK < chunk->size ? &chunk->series[index % CHUNK] : NULL;
}

/* The next one from @index on that a cgroup has, or had; NULL behind the last. */
static struct capprobe_series *next_own(u32 *index)
{
	for (; *index < capprobe_series_slots(); ++*index) {
		struct capprobe_series *series = at(*index);

		if (!(*index % CHUNK))
			cond_resched();
		/* Pairs with the release in insert(). */
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

	while ((series = next_own(&index))) {
		if (!series->cgroup->folding)
			continue;
		raw_spin_lock_irq(&lock);
		hlist_del_rcu(&series->link);
		series->state = CAPPROBE_SERIES_FOLDING;
		raw_spin_unlock_irq(&lock);
	}
}

static u64 sum(const struct capprobe_series *series)
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
	while ((series = next_own(&index))) {
		u64 count = sum(series);

		if (count != series->looked)
			series->cgroup->active = jiffies;
		series->looked = count;
	}
}

static void fold(struct capprobe_series *series)
{
	struct capprobe_series *into;
	int cpu;

	/* Not to stand on a series of a bucket that another takes away. */
	preempt_disable();
	into = find_or_insert_sum(&series->key, READ_ONCE(series->cgroup->gone) ?
				  CAPPROBE_SUM_GONE : CAPPROBE_SUM_DISPLACED);
	preempt_enable();

	into->folded += sum(series);
	if (series->last.time > into->last.time)
		note(&into->last, series->last.time, series->last.pid, series->last.comm);
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

	while ((series = next_own(&index))) {
		if (series->state != CAPPROBE_SERIES_FOLDING)
			continue;
		fold(series);
		raw_spin_lock_irq(&lock);
		capprobe_quota_add(&series->cgroup->quota, CAPPROBE_TABLE_SERIES, -1);
		series->cgroup = NULL;
		series->state = CAPPROBE_SERIES_UNUSED;
		hlist_add_head(&series->link, &unused);
		WRITE_ONCE(used_entries, used_entries - 1);
		raw_spin_unlock_irq(&lock);
	}
}

bool capprobe_series_at(u32 index, struct capprobe_series_total *total)
{
	const struct capprobe_series *series = at(index);
	int tries = 100;

	/* Pairs with the release in insert(). */
	if (!series || smp_load_acquire(&series->state) == CAPPROBE_SERIES_UNUSED)
		return false;
	total->key = series->key.key;
	total->count = sum(series);
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
		const struct capprobe_series *series = at(i);

		/* Pairs with the release in insert(). */
		if (smp_load_acquire(&series->state) == CAPPROBE_SERIES_USED &&
		    series->key.key.cgroup == CAPPROBE_SUM_ID(CAPPROBE_SUM_UNATTRIBUTED))
			total += sum(series);
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

static void free_chunk(struct chunk *chunk)
{
	free_percpu(chunk->counts);
	kvfree(chunk->series);
}

static bool allocate_chunk(struct chunk *chunk, u32 size)
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
	struct chunk *chunk = &chunks[chunk_count];
	u32 i;

	if (!allocate_chunk(chunk, size))
		return false;
	chunk_count++;
	for (i = 0; i < size; i++) {
		struct capprobe_series *series = &chunk->series[i];

		series->counts = chunk->counts + i;
		raw_spin_lock_irq(&lock);
		hlist_add_head(&series->link, to);
		WRITE_ONCE(allocated, allocated + 1);
		raw_spin_unlock_irq(&lock);
	}
	return true;
}

static bool grow(void)
{
	while (allocated - RESERVE < min(max_entries, READ_ONCE(used_entries) + AHEAD)) {
		u32 size = min_t(u32, CHUNK, max_entries - (allocated - RESERVE));

		if (!add_chunk(size, &unused))
			return false;
	}
	return true;
}

/* Where there is no memory the next one that needs a series asks again. */
void capprobe_series_grow(void)
{
	if (chunks)
		grow();
}

static void free_all(void)
{
	while (chunk_count)
		free_chunk(&chunks[--chunk_count]);
	kvfree(capprobe_series_table.buckets);
	kvfree(chunks);
	chunks = NULL;
}

static bool allocate(void)
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
	return grow();
}

int capprobe_series_init(u32 max)
{
	if (!max)
		return 0;
	max_entries = max;
	get_random_bytes(capprobe_series_table.factors, sizeof(capprobe_series_table.factors));
	capprobe_series_table.factors[0] |= 1;
	capprobe_series_table.factors[1] |= 1;
	if (!allocate()) {
		free_all();
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
	free_all();
}
