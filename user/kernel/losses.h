/* SPDX-License-Identifier: GPL-2.0 */
/*
 * losses.h - the module's counters of losses
 */
#ifndef LOSSES_H
#define LOSSES_H

#include <stdbool.h>
#include <stdint.h>

#include "capprobe.h"

/**
 * struct losses - counters of losses
 * @lost: records that did not fit a ring, by type and cause
 * @elsewhere: losses outside of rings, by cause
 * @flooders: the cgroups that lost most records, see struct capprobe_flooder
 */
struct losses {
	uint64_t		lost[CAPPROBE_TYPE_COUNT][CAPPROBE_LOSS_COUNT];
	uint64_t		elsewhere[CAPPROBE_LOSS_COUNT];
	struct capprobe_flooder	flooders[CAPPROBE_FLOODERS];
};

/**
 * losses_by() - number of losses with a given cause
 * @losses: the counters
 * @cause: the cause
 */
uint64_t losses_by(const struct losses *losses, enum capprobe_loss cause);

/**
 * losses_total() - number of all losses
 * @losses: the counters
 */
uint64_t losses_total(const struct losses *losses);

/**
 * losses_blame() - charge lost records to a cgroup
 * @losses: the counters; a new cgroup replaces the one that lost least, as in the
 *	module
 * @cgroup: id of the cgroup, or 0 for none
 * @lost: number of records
 */
void losses_blame(struct losses *losses, uint64_t cgroup, uint64_t lost);

/**
 * losses_flooder() - find the cgroup that lost most
 * @now: the counters now
 * @before: earlier counters to subtract, or NULL
 * @flooder: result
 *
 * Return: false if nothing was lost in between.
 */
bool losses_flooder(const struct losses *now, const struct losses *before,
		    struct capprobe_flooder *flooder);

#endif /* LOSSES_H */
