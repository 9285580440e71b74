/* SPDX-License-Identifier: GPL-2.0 */
/*
 * loss.h - what was lost
 *
 * A session counts in its rings what it loses, by what the record would have
 * told and by cause. Outside of sessions only the cause is known.
 */
#ifndef CAPPROBE_LOSS_H
#define CAPPROBE_LOSS_H

#include <linux/atomic.h>

#include "capprobe.h"

/* Outside of sessions: all but CAPPROBE_LOST_MISSED and CAPPROBE_LOST_UNATTRIBUTED. */
extern atomic64_t capprobe_losses[CAPPROBE_LOSS_COUNT];

/**
 * capprobe_missed() - entries and returns of functions that the kernel's probes
 *	did not get to see: CAPPROBE_LOST_MISSED
 *
 * Context: any, while the hooks are attached.
 */
u64 capprobe_missed(void);

/**
 * struct capprobe_tally - what rings have lost
 * @lost: how many records, by type and cause
 * @flooders: and of which cgroups
 */
struct capprobe_tally {
	u64			lost[CAPPROBE_TYPE_COUNT][CAPPROBE_LOSS_COUNT];
	struct capprobe_flooder	flooders[CAPPROBE_FLOODERS];
};

/**
 * capprobe_blame() - count the losses of a cgroup
 * @flooders: where; read by others meanwhile
 * @cgroup: id of the cgroup
 * @lost: how many
 *
 * Where there is no room the cgroup that lost least is forgotten, and its
 * losses are the new one's: so a count is never too low, and who lost most
 * stays (Space-Saving: Metwally, Agrawal and El Abbadi, 2005).
 *
 * Context: any, one caller at a time for the same @flooders.
 */
void capprobe_blame(struct capprobe_flooder flooders[CAPPROBE_FLOODERS], u64 cgroup, u64 lost);

#endif /* CAPPROBE_LOSS_H */
