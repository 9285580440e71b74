// SPDX-License-Identifier: GPL-2.0
/*
 * tables.c - what the tables of cgroups and series need done in process
 * context: finding paths, and folding what is gone when room is needed
 */
#include <linux/irq_work.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/workqueue.h>

#include "cgroup.h"
#include "series.h"
#include "tables.h"

/* Cgroups that are folded in one go. */
#define FOLD_BATCH	64

static DEFINE_MUTEX(lock);

static bool scarce(u32 used, u32 max)
{
	return used > max - max / 8;
}

static bool room_needed(void)
{
	return scarce(capprobe_cgroup_used(), capprobe_cgroup_max()) ||
	       scarce(capprobe_series_used(), capprobe_series_max());
}

/*
 * Three steps, with a grace period between each: when the first has passed
 * nobody adds a series to the cgroups any more, and when the second has passed
 * nobody counts in their series.
 */
static bool fold(void)
{
	LIST_HEAD(cgroups);

	capprobe_cgroup_take_gone(&cgroups, FOLD_BATCH);
	if (list_empty(&cgroups))
		return false;
	synchronize_rcu();
	capprobe_series_take();
	synchronize_rcu();
	capprobe_series_fold();
	capprobe_cgroup_release(&cgroups);
	return true;
}

static void do_work(struct work_struct *work)
{
	mutex_lock(&lock);
	capprobe_cgroup_resolve();
	/* Ends: each turn frees at least one entry of a bounded table. */
	while (room_needed() && fold())
		;
	mutex_unlock(&lock);
}

static DECLARE_WORK(table_work, do_work);

static void schedule_from_check(struct irq_work *work)
{
	schedule_work(&table_work);
}

static DEFINE_IRQ_WORK(schedule_table_work, schedule_from_check);

void capprobe_tables_kick(void)
{
	irq_work_queue(&schedule_table_work);
}

void capprobe_tables_sync(void)
{
	irq_work_sync(&schedule_table_work);
	flush_work(&table_work);
}

void capprobe_tables_stop(void)
{
	irq_work_sync(&schedule_table_work);
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
