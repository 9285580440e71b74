// SPDX-License-Identifier: GPL-2.0
/*
 * loss.c - accounting for what was lost
 */
#include "loss.h"

atomic64_t capprobe_losses[CAPPROBE_LOSS_COUNT];

/* Only added to during module init, and read only after that: needs no lock. */
static LIST_HEAD(miss_counters);

void capprobe_miss_counter_add(struct capprobe_miss_counter *counter)
{
	list_add(&counter->link, &miss_counters);
}

u64 capprobe_missed(void)
{
	struct capprobe_miss_counter *counter;
	u64 missed = 0;

	list_for_each_entry(counter, &miss_counters, link)
		missed += counter->count();
	return missed;
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
