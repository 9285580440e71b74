/* SPDX-License-Identifier: GPL-2.0 */
/*
 * reclaim.h - making room in the tables of cgroups and series
 */
#ifndef CAPPROBE_RECLAIM_H
#define CAPPROBE_RECLAIM_H

#include <linux/types.h>

/**
 * capprobe_reclaim() - look up paths, allocate series, and make room
 *
 * Cgroups that can be spared are removed, their series folded into sums. This is
 * what the worker of the tables runs.
 *
 * Context: process context, sleeps, one caller at a time.
 * Return: delay in jiffies after which to call it again, or MAX_JIFFY_OFFSET.
 */
unsigned long capprobe_reclaim(void);

/**
 * capprobe_reclaim_generation() - number of times anything was folded
 *
 * Entries that are read piecemeal form a consistent whole if this is unchanged.
 *
 * Context: process context, under capprobe_tables_mutex.
 * Return: the number, never 0.
 */
u32 capprobe_reclaim_generation(void);

#endif /* CAPPROBE_RECLAIM_H */
