// SPDX-License-Identifier: GPL-2.0
/*
 * loss.c - what was lost
 */
#include "followed.h"
#include "hook.h"
#include "loading.h"
#include "loss.h"
#include "lsm.h"
#include "tracer.h"

atomic64_t capprobe_losses[CAPPROBE_LOSS_COUNT];

u64 capprobe_missed(void)
{
	return (u64)capprobe_hook_missed() + capprobe_followed_missed() + capprobe_lsm_missed() +
	       capprobe_loading_missed() + capprobe_tracer_missed();
}

void capprobe_blame(struct capprobe_flooder flooders[CAPPROBE_FLOODERS], u64 cgroup, u64 lost)
{
	struct capprobe_flooder *flooder, *least = &flooders[0];

	for (flooder = flooders; flooder < flooders + CAPPROBE_FLOODERS; flooder++) {
		if (flooder->cgroup == cgroup)
			break;
		if (flooder->lost < least->lost)
			least = flooder;
	}
	if (flooder == flooders + CAPPROBE_FLOODERS) {
		flooder = least;
		WRITE_ONCE(flooder->cgroup, cgroup);
	}
	WRITE_ONCE(flooder->lost, flooder->lost + lost);
}
