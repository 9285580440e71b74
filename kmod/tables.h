/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tables.h - what the tables of cgroups and series need done in process
 * context: finding paths, and folding what is gone when room is needed
 */
#ifndef CAPPROBE_TABLES_H
#define CAPPROBE_TABLES_H

/**
 * capprobe_tables_kick() - have it done soon
 *
 * Context: any but NMI.
 */
void capprobe_tables_kick(void);

/**
 * capprobe_tables_sync() - wait until all that was asked for so far is done
 *
 * Context: process context, sleeps.
 */
void capprobe_tables_sync(void);

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
