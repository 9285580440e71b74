/* SPDX-License-Identifier: GPL-2.0 */
/*
 * loss.h - accounting for what was lost
 *
 * Each ring of a session counts its own losses, by record type and cause. Losses
 * outside of sessions are counted by cause alone.
 */
#ifndef CAPPROBE_LOSS_H
#define CAPPROBE_LOSS_H

#include <linux/atomic.h>
#include <linux/list.h>

#include "capprobe.h"

/*
 * Losses outside of sessions. CAPPROBE_LOST_MISSED and
 * CAPPROBE_LOST_UNATTRIBUTED stay 0 here: they are read where they occur.
 */
extern atomic64_t capprobe_losses[CAPPROBE_LOSS_COUNT];

/**
 * struct capprobe_miss_counter - probes that may miss a call of their function
 * @link: used by capprobe_miss_counter_add()
 * @count: returns how many calls they have missed; any context
 */
struct capprobe_miss_counter {
	struct list_head	link;
	unsigned long		(*count)(void);
};

/**
 * capprobe_miss_counter_add() - include a counter in capprobe_missed()
 * @counter: the counter; must stay valid until the module is unloaded
 *
 * Context: module init, before anything can call capprobe_missed().
 */
void capprobe_miss_counter_add(struct capprobe_miss_counter *counter);

/**
 * capprobe_missed() - calls and returns that the module's probes have missed:
 *	CAPPROBE_LOST_MISSED
 *
 * Context: any, after module init and before the hooks are detached.
 */
u64 capprobe_missed(void);

/**
 * struct capprobe_tally - losses of rings
 * @lost: lost records, by type and cause
 * @flooders: the cgroups that lost most
 */
struct capprobe_tally {
	u64			lost[CAPPROBE_TYPE_COUNT][CAPPROBE_LOSS_COUNT];
	struct capprobe_flooder	flooders[CAPPROBE_FLOODERS];
};

/**
 * capprobe_blame() - add to the losses of a cgroup
 * @flooders: the table to update; may be read concurrently
 * @cgroup: id of the cgroup
 * @lost: number of lost records
 *
 * When the table is full, the cgroup with the fewest losses is evicted and the
 * new one inherits its count. Counts may thus be too high but never too low, and
 * the worst offenders stay in the table (Space-Saving: Metwally, Agrawal and
 * El Abbadi, 2005). Neither holds for a table that others are added up in.
 *
 * Context: any; callers serialise updates of the same @flooders.
 */
void capprobe_blame(struct capprobe_flooder flooders[CAPPROBE_FLOODERS], u64 cgroup, u64 lost);

#endif /* CAPPROBE_LOSS_H */
