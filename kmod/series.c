// SPDX-License-Identifier: GPL-2.0
/*
 * series.c - exact counts of checks and module calls by cgroup and outcome
 *
 * A hash table of preallocated series, read without a lock, and for each CPU
 * an array of counts that only this CPU adds to. A new series is made at its
 * first count, under a raw spinlock.
 */
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>

#include <asm/local.h>

#include "cgroup.h"
#include "loss.h"
#include "series.h"
#include "verdict.h"

/*
 * Series for cgroup 0, so that folding never fails: one for each outcome that
 * can be. A check has seven reasons and two kinds of audit. What a filter
 * refuses comes with one of the six that the check would have given, what its
 * supervisor answers too. Any other module call has a reason, and the kernel
 * refuses with either of two behind it.
 */
#define CAP_REASONS	(CAPPROBE_USERNS + 1)
#define RESERVE	((CAP_LAST_CAP + 1) * ((CAPPROBE_LSM + 1) * 2 + CAP_REASONS) + \
		 CAP_REASONS + CAPPROBE_REASON_COUNT * 2)

DEFINE_STATIC_KEY_FALSE(capprobe_series_on);

DEFINE_PER_CPU(local_t *, capprobe_series_counts);
struct hlist_head *capprobe_series_buckets;
unsigned long capprobe_series_mask;

static struct capprobe_series *entries;
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
	hlist_add_head_rcu(&series->link, capprobe_series_bucket(key));
	/* Pairs with the acquire in capprobe_series_at(). */
	smp_store_release(&series->state, CAPPROBE_SERIES_USED);
	return series;
}

static struct capprobe_series *find_or_insert_reserve(const union capprobe_series_words *key)
{
	union capprobe_series_words zero = *key;
	struct capprobe_series *series;

	zero.key.cgroup = 0;
	series = find(&zero);
	return series ? series : insert(&zero, &reserve, NULL);
}

/*
 * Where there is no room for the cgroup's own series, it is that of cgroup 0.
 * NULL in an NMI, where the lock could be held by what it interrupted.
 */
static struct capprobe_series *add(const union capprobe_series_words *key, struct cgroup *cgroup)
{
	struct capprobe_cgroup *seen;
	struct capprobe_series *series;
	unsigned long flags;

	if (in_nmi())
		return NULL;
	seen = capprobe_cgroup_seen(cgroup);

	raw_spin_lock_irqsave(&lock, flags);
	series = find(key);
	if (!series && seen) {
		series = insert(key, &unused, seen);
		used_entries += !!series;
	}
	if (!series)
		series = find_or_insert_reserve(key);
	raw_spin_unlock_irqrestore(&lock, flags);
	return series;
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
	struct capprobe_series *series;

	if (!capprobe_series_enabled())
		return;
	series = find(&key) ?: add(&key, cgroup);
	if (!series) {
		atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNCOUNTED]);
		return;
	}
	capprobe_series_add(series);
	if (head.type != CAPPROBE_TYPE_CHECK || !capprobe_granted(head.reason))
		note(&series->last, ktime_get_boot_fast_ns(), current->tgid, current->comm);
}

void capprobe_series_take(void)
{
	u32 i;

	for (i = 0; i < max_entries; i++) {
		struct capprobe_series *series = &entries[i];

		/* Pairs with the release in insert(). */
		if (smp_load_acquire(&series->state) != CAPPROBE_SERIES_USED ||
		    !series->cgroup->folding)
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
		total += local_read(per_cpu(capprobe_series_counts, cpu) + series->index);
	return total;
}

static void fold(struct capprobe_series *series)
{
	struct capprobe_series *into;
	int cpu;

	raw_spin_lock_irq(&lock);
	into = find_or_insert_reserve(&series->key);
	raw_spin_unlock_irq(&lock);

	into->folded += sum(series);
	if (series->last.time > into->last.time)
		note(&into->last, series->last.time, series->last.pid, series->last.comm);
	for_each_possible_cpu(cpu)
		local_set(per_cpu(capprobe_series_counts, cpu) + series->index, 0);
	memset(&series->last, 0, sizeof(series->last));
	series->folded = 0;
}

void capprobe_series_fold(void)
{
	u32 i;

	for (i = 0; i < max_entries; i++) {
		struct capprobe_series *series = &entries[i];

		if (series->state != CAPPROBE_SERIES_FOLDING)
			continue;
		fold(series);
		raw_spin_lock_irq(&lock);
		series->state = CAPPROBE_SERIES_UNUSED;
		hlist_add_head(&series->link, &unused);
		used_entries--;
		raw_spin_unlock_irq(&lock);
	}
}

bool capprobe_series_at(u32 index, struct capprobe_series_total *total)
{
	const struct capprobe_series *series = &entries[index];
	int tries = 100;

	/* Pairs with the release in insert(). */
	if (smp_load_acquire(&series->state) != CAPPROBE_SERIES_USED)
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

u32 capprobe_series_slots(void)
{
	return entries ? max_entries + RESERVE : 0;
}

u32 capprobe_series_max(void)
{
	return max_entries;
}

u32 capprobe_series_used(void)
{
	return READ_ONCE(used_entries);
}

size_t capprobe_series_bytes(void)
{
	if (!entries)
		return 0;
	return (max_entries + RESERVE) * sizeof(*entries) +
	       (max_entries + RESERVE) * sizeof(local_t) * num_possible_cpus() +
	       (capprobe_series_mask + 1) * sizeof(*capprobe_series_buckets);
}

static void free_all(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		kvfree(per_cpu(capprobe_series_counts, cpu));
		per_cpu(capprobe_series_counts, cpu) = NULL;
	}
	kvfree(capprobe_series_buckets);
	kvfree(entries);
	entries = NULL;
}

static bool allocate(u32 total)
{
	int cpu;

	entries = kvcalloc(total, sizeof(*entries), GFP_KERNEL);
	capprobe_series_buckets = kvcalloc(capprobe_series_mask + 1,
					   sizeof(*capprobe_series_buckets), GFP_KERNEL);
	for_each_possible_cpu(cpu)
		per_cpu(capprobe_series_counts, cpu) =
			kvzalloc_node(array_size(total, sizeof(local_t)), GFP_KERNEL,
				      cpu_to_node(cpu));
	for_each_possible_cpu(cpu) {
		if (!per_cpu(capprobe_series_counts, cpu))
			return false;
	}
	return entries && capprobe_series_buckets;
}

int capprobe_series_init(u32 max)
{
	u32 i;

	if (!max)
		return 0;
	capprobe_series_mask = roundup_pow_of_two(max + RESERVE) - 1;
	if (!allocate(max + RESERVE)) {
		free_all();
		return -ENOMEM;
	}
	max_entries = max;
	for (i = 0; i < max + RESERVE; i++) {
		entries[i].index = i;
		hlist_add_head(&entries[i].link, i < max ? &unused : &reserve);
	}
	static_branch_enable(&capprobe_series_on);
	return 0;
}

void capprobe_series_exit(void)
{
	if (!entries)
		return;
	static_branch_disable(&capprobe_series_on);
	free_all();
}
