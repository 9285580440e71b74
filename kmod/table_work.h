/* SPDX-License-Identifier: GPL-2.0 */
/*
 * table_work.h - the lock and the worker that the tables of cgroups and series
 * share
 *
 * Cgroups and series are added from any context. What may sleep is left to a
 * worker, which runs capprobe_reclaim().
 */
#ifndef CAPPROBE_TABLE_WORK_H
#define CAPPROBE_TABLE_WORK_H

#include <linux/mutex.h>

#include "quota.h"

/*
 * Keeps the entries of both tables where they are. Never held for a grace
 * period, so readers do not wait long. Taken inside the kernel's own mutexes of
 * sockets and files; the raw spinlocks of cgroup.c and series.c nest inside it.
 */
extern struct mutex capprobe_tables_mutex;

/* Tables in which somebody was turned away, until the worker clears it. */
extern bool capprobe_turned_away[CAPPROBE_TABLE_COUNT];

/**
 * capprobe_table_work_start() - start the worker
 * @func: does the work; returns the delay in jiffies after which to call it
 *	again, MAX_JIFFY_OFFSET for not before capprobe_table_work_kick();
 *	process context, may sleep, one call at a time
 *
 * Context: process context, before the tables are used.
 */
void capprobe_table_work_start(unsigned long (*func)(void));

/**
 * capprobe_table_work_kick() - have the worker run soon
 *
 * Context: any but NMI.
 */
void capprobe_table_work_kick(void);

/**
 * capprobe_table_work_nudge() - the same, but at most once per tick
 *
 * Context: any but NMI.
 */
void capprobe_table_work_nudge(void);

/**
 * capprobe_table_work_full() - somebody was turned away: have room made
 * @table: the table
 * @limit: subtree that has used up its share, or NULL if the table is full
 *
 * Context: any but NMI.
 */
void capprobe_table_work_full(enum capprobe_table table, struct capprobe_quota *limit);

/**
 * capprobe_table_work_stop() - stop the worker for good
 *
 * Context: process context, sleeps; nothing kicks it any more.
 */
void capprobe_table_work_stop(void);

#endif /* CAPPROBE_TABLE_WORK_H */
