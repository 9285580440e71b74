/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tables.h - what the tables of cgroups and series need done in process
 * context: finding paths, and folding what is gone when room is needed
 */
#ifndef CAPPROBE_TABLES_H
#define CAPPROBE_TABLES_H

#include "quota.h"

/**
 * capprobe_tables_kick() - have it done soon
 *
 * Context: any but NMI.
 */
void capprobe_tables_kick(void);

/**
 * capprobe_tables_nudge() - the same, for what is asked again and again: once
 *	in a tick at the most
 *
 * Context: any but NMI.
 */
void capprobe_tables_nudge(void);

/**
 * capprobe_tables_full() - somebody was turned away: have room made
 * @table: where
 * @limit: the subtree that has its share; NULL where nothing at all is left
 *
 * Context: any but NMI.
 */
void capprobe_tables_full(enum capprobe_table table, struct capprobe_quota *limit);

/**
 * capprobe_tables_sync() - find the paths of all cgroups that were seen so far
 *
 * Context: process context, sleeps.
 */
void capprobe_tables_sync(void);

/**
 * capprobe_tables_generation() - how often something was folded
 *
 * What is read in parts is one whole while this stays the same.
 *
 * Context: process context, under capprobe_tables_lock().
 * Return: any number but 0.
 */
u32 capprobe_tables_generation(void);

/**
 * capprobe_tables_stop() - end what is under way
 *
 * Context: process context, sleeps; no hook asks for more any more.
 */
void capprobe_tables_stop(void);

/**
 * capprobe_tables_lock() - keep entries where they are, to read them
 * capprobe_tables_unlock() - end that
 *
 * Context: process context, sleeps.
 */
void capprobe_tables_lock(void);
void capprobe_tables_unlock(void);

#endif /* CAPPROBE_TABLES_H */
