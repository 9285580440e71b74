/* SPDX-License-Identifier: GPL-2.0 */
/*
 * losses.h - what was lost, as the module counts it
 */
#ifndef LOSSES_H
#define LOSSES_H

#include <stdbool.h>
#include <stdint.h>

#include "capprobe.h"

/**
 * struct losses - what was lost
 * @lost: records that rings had no room for, by what they tell and by cause
 * @elsewhere: what was lost outside of rings, by cause
 * @flooders: the cgroups whose records were lost most, see
 *	struct capprobe_flooder
 */
struct losses {
	uint64_t		lost[CAPPROBE_TYPE_COUNT][CAPPROBE_LOSS_COUNT];
	uint64_t		elsewhere[CAPPROBE_LOSS_COUNT];
	struct capprobe_flooder	flooders[CAPPROBE_FLOODERS];
};

/**
 * losses_by() - how much was lost by a cause
 * @losses: what was lost
 * @cause: why
 */
uint64_t losses_by(const struct losses *losses, enum capprobe_loss cause);

/**
 * losses_total() - how much was lost
 * @losses: what was lost
 */
uint64_t losses_total(const struct losses *losses);

/**
 * losses_blame() - add to what a cgroup has lost
 * @losses: where to; the cgroup that lost least is forgotten for it, as the
 *	module does
 * @cgroup: id of the cgroup, or 0 for none
 * @lost: how many records
 */
void losses_blame(struct losses *losses, uint64_t cgroup, uint64_t lost);

/**
 * losses_flooder() - the cgroup that has lost most
 * @now: what was lost until now
 * @before: until when that does not count; NULL for the start
 * @flooder: where to put it
 *
 * Return: false where nobody has lost anything.
 */
bool losses_flooder(const struct losses *now, const struct losses *before,
		    struct capprobe_flooder *flooder);

#endif /* LOSSES_H */
