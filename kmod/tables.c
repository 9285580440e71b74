// SPDX-License-Identifier: GPL-2.0
/*
 * tables.c - what the tables of cgroups and series need done in process
 * context: finding paths, and folding what is gone when room is needed
 */
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/workqueue.h>

#include "cgroup.h"
#include "series.h"
#include "tables.h"

/* When to look again, where cgroups may have become idle. */
#define LOOK_AGAIN	(5 * HZ)
/* And how soon at the earliest, where nothing was found. */
#define PAUSE		(HZ / 10)

/* In how many subtrees room is looked for in one go. */
#define SUBTREES	8

/* When to look for room in a table again, where none was found: jiffies. */
static unsigned long not_before[] = { INITIAL_JIFFIES, INITIAL_JIFFIES };

/* Whether somebody was turned away from a subtree, and where to go on with those. */
static bool turned_away[CAPPROBE_TABLE_COUNT];
static u32 next_full[CAPPROBE_TABLE_COUNT];

/*
 * Held while entries are moved, and never for a grace period: a reader does not
 * wait long. Taken within the kernel's own mutexes of a socket or a file.
 * Within it come the raw spinlocks of cgroup.c and series.c.
 */
static DEFINE_MUTEX(lock);

/* How often something was folded; never 0, by which the kernel means none. */
static u32 generation = 1;

/* Held by the worker, of which there are two. */
static DEFINE_MUTEX(working);
static bool stopped;

static u32 table_used(enum capprobe_table table)
{
	return table == CAPPROBE_TABLE_SERIES ? capprobe_series_used() : capprobe_cgroup_used();
}

static u32 table_left(enum capprobe_table table)
{
	if (table == CAPPROBE_TABLE_SERIES)
		return capprobe_series_max() - capprobe_series_used();
	return capprobe_cgroup_max() - capprobe_cgroup_used();
}

/* Down to the subtree of which nothing that is in it has a good part. */
static struct capprobe_quota *heaviest(struct capprobe_quota *within, enum capprobe_table table)
{
	struct capprobe_quota *most;
	int level;

	for (level = 0; level < CAPPROBE_QUOTA_LEVELS; level++) {
		u32 used = within ? within->used[table] : table_used(table);

		most = capprobe_cgroup_most(within, table);
		if (!most || most->used[table] <= used / 8 + 1)
			break;
		within = most;
	}
	return within;
}

/* Takes cgroups that can be spared, @most or any before that, off @within. */
static void take(struct list_head *cgroups, const struct capprobe_quota *within,
		 enum capprobe_spare most)
{
	enum capprobe_spare spare;
	LIST_HEAD(taken);

	for (spare = CAPPROBE_SPARE_GONE; spare <= most && list_empty(&taken); spare++) {
		if (spare == CAPPROBE_SPARE_IDLE)
			capprobe_series_look();
		capprobe_cgroup_take(&taken, within, spare);
	}
	list_splice(&taken, cgroups);
}

/*
 * Room is made before it is needed, where the most is taken: a subtree of the
 * first level is turned away when it has four times what is left (quota.c).
 * Returns whether it is worth to look again.
 */
static bool take_ahead(struct list_head *cgroups, enum capprobe_table table)
{
	u32 left = table_left(table), all = left + table_used(table), used;
	const struct capprobe_quota *most, *within;

	if (left >= all / 2)
		return false;
	most = capprobe_cgroup_most(NULL, table);
	used = most ? most->used[table] : 0;
	if (used <= left && left >= all / 4)
		return false;
	within = heaviest(NULL, table);
	if (left < all / 16 && within)
		take(cgroups, within, CAPPROBE_SPARE_ANY);
	else if (used > 2 * left || left < all / 8)
		take(cgroups, within, CAPPROBE_SPARE_IDLE);
	else
		take(cgroups, within, CAPPROBE_SPARE_GONE);
	return used > 2 * left || left < all / 8;
}

/*
 * For those that were turned away. A subtree that has its share gives of what
 * can be spared, and of anything where one that is in it has a good part of
 * that: the others there are to have some too.
 */
static bool take_for_others(struct list_head *cgroups, enum capprobe_table table)
{
	struct capprobe_quota *full, *within;
	u32 *index = &next_full[table];
	bool any = false;
	int n;

	if (!READ_ONCE(turned_away[table]))
		return false;
	WRITE_ONCE(turned_away[table], false);
	for (n = 0; n < SUBTREES && (full = capprobe_cgroup_full(index, table)); n++) {
		/* It may have got room since. */
		if (!capprobe_quota_limit(full, table, table_left(table)))
			continue;
		within = heaviest(full, table);
		take(cgroups, within, within == full ? CAPPROBE_SPARE_IDLE : CAPPROBE_SPARE_ANY);
		/* Still to be looked at, where nobody is turned away meanwhile. */
		WRITE_ONCE(full->full[table], true);
		any = true;
	}
	if (n < SUBTREES)
		*index = 0;
	any |= n == SUBTREES;
	if (any)
		WRITE_ONCE(turned_away[table], true);
	return any;
}

/*
 * Three steps, with a grace period between each: when the first has passed
 * nobody adds a series to the cgroups any more, and when the second has passed
 * nobody counts in their series. Only the last moves anything that is read.
 */
static void fold(struct list_head *cgroups)
{
	synchronize_rcu();
	capprobe_series_take();
	synchronize_rcu();
	mutex_lock(&lock);
	capprobe_series_fold();
	capprobe_cgroup_release(cgroups);
	generation = generation + 1 ?: 1;
	mutex_unlock(&lock);
}

/* Returns after how many ticks to do it again, MAX_JIFFY_OFFSET for never. */
static unsigned long make_room(enum capprobe_table table)
{
	unsigned long now = jiffies;
	LIST_HEAD(cgroups);
	bool lacking;

	if (time_before(now, not_before[table]))
		return not_before[table] - now;
	lacking = take_ahead(&cgroups, table);
	lacking |= take_for_others(&cgroups, table);
	if (!list_empty(&cgroups)) {
		fold(&cgroups);
		return 0;
	}
	not_before[table] = jiffies + PAUSE;
	return lacking ? LOOK_AGAIN : MAX_JIFFY_OFFSET;
}

static void do_work(struct work_struct *work);

static DECLARE_WORK(table_work, do_work);
static DECLARE_DELAYED_WORK(later_work, do_work);

static void do_work(struct work_struct *work)
{
	unsigned long cgroups, series, again;

	mutex_lock(&working);
	mutex_lock(&lock);
	capprobe_cgroup_resolve();
	capprobe_series_grow();
	mutex_unlock(&lock);
	cgroups = make_room(CAPPROBE_TABLE_CGROUPS);
	series = make_room(CAPPROBE_TABLE_SERIES);
	again = min(cgroups, series);
	/* What is asked for now may be sooner. */
	cancel_delayed_work(&later_work);
	if (!stopped && again != MAX_JIFFY_OFFSET)
		schedule_delayed_work(&later_work, again);
	mutex_unlock(&working);
}

static void schedule_from_check(struct irq_work *work)
{
	schedule_work(&table_work);
}

static DEFINE_IRQ_WORK(schedule_table_work, schedule_from_check);

void capprobe_tables_kick(void)
{
	irq_work_queue(&schedule_table_work);
}

void capprobe_tables_nudge(void)
{
	static unsigned long nudged;
	const unsigned long tick = jiffies;

	if (READ_ONCE(nudged) == tick)
		return;
	WRITE_ONCE(nudged, tick);
	capprobe_tables_kick();
}

void capprobe_tables_full(enum capprobe_table table, struct capprobe_quota *limit)
{
	/* Not written for each of many that are turned away: CPUs share it. */
	if (limit && !READ_ONCE(limit->full[table]))
		WRITE_ONCE(limit->full[table], true);
	/* The worker looks for the former when it has seen the latter. */
	smp_wmb();
	if (limit && !READ_ONCE(turned_away[table]))
		WRITE_ONCE(turned_away[table], true);
	capprobe_tables_nudge();
}

void capprobe_tables_sync(void)
{
	mutex_lock(&lock);
	capprobe_cgroup_resolve();
	mutex_unlock(&lock);
}

u32 capprobe_tables_generation(void)
{
	return generation;
}

void capprobe_tables_stop(void)
{
	mutex_lock(&working);
	stopped = true;
	mutex_unlock(&working);
	irq_work_sync(&schedule_table_work);
	cancel_delayed_work_sync(&later_work);
	cancel_work_sync(&table_work);
}

void capprobe_tables_lock(void)
{
	mutex_lock(&lock);
}

void capprobe_tables_unlock(void)
{
	mutex_unlock(&lock);
}
