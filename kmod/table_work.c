// SPDX-License-Identifier: GPL-2.0
/*
 * table_work.c - the lock and the worker that the tables of cgroups and series
 * share
 */
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/workqueue.h>

#include "table_work.h"

/* Keeps entries where they are, see table_work.h. */
DEFINE_MUTEX(capprobe_tables_mutex);
bool capprobe_turned_away[CAPPROBE_TABLE_COUNT];

static unsigned long (*work_func)(void);

/* There are two works, one of them delayed: only one at a time runs. */
static DEFINE_MUTEX(work_mutex);
static bool stopped;

static void run_work(struct work_struct *work);

static DECLARE_WORK(work_now, run_work);
static DECLARE_DELAYED_WORK(work_later, run_work);

static void run_work(struct work_struct *work)
{
	unsigned long delay;

	mutex_lock(&work_mutex);
	delay = work_func();
	/* It may be scheduled for later than that. */
	cancel_delayed_work(&work_later);
	if (!stopped && delay != MAX_JIFFY_OFFSET)
		schedule_delayed_work(&work_later, delay);
	mutex_unlock(&work_mutex);
}

/* Work cannot be scheduled from where checks are made, but an irq_work can. */
static void schedule_now(struct irq_work *work)
{
	schedule_work(&work_now);
}

static DEFINE_IRQ_WORK(schedule_irq_work, schedule_now);

void capprobe_table_work_start(unsigned long (*func)(void))
{
	work_func = func;
}

void capprobe_table_work_kick(void)
{
	irq_work_queue(&schedule_irq_work);
}

void capprobe_table_work_nudge(void)
{
	static unsigned long last;
	const unsigned long tick = jiffies;

	if (READ_ONCE(last) == tick)
		return;
	WRITE_ONCE(last, tick);
	capprobe_table_work_kick();
}

void capprobe_table_work_full(enum capprobe_table table, struct capprobe_quota *limit)
{
	/* Avoid dirtying a shared cache line each time somebody is turned away. */
	if (limit && !READ_ONCE(limit->full[table]))
		WRITE_ONCE(limit->full[table], true);
	/* The worker looks at @full only after it has seen the flag below. */
	smp_wmb();
	if (limit && !READ_ONCE(capprobe_turned_away[table]))
		WRITE_ONCE(capprobe_turned_away[table], true);
	capprobe_table_work_nudge();
}

void capprobe_table_work_stop(void)
{
	mutex_lock(&work_mutex);
	stopped = true;
	mutex_unlock(&work_mutex);
	irq_work_sync(&schedule_irq_work);
	cancel_delayed_work_sync(&work_later);
	cancel_work_sync(&work_now);
}
