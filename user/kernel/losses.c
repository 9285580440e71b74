// SPDX-License-Identifier: GPL-2.0
/*
 * losses.c - the module's counters of losses
 */
#include <stddef.h>

#include "kernel/losses.h"

uint64_t losses_by(const struct losses *losses, enum capprobe_loss cause)
{
	uint64_t sum = losses->elsewhere[cause];
	int type;

	for (type = 0; type < CAPPROBE_TYPE_COUNT; type++)
		sum += losses->lost[type][cause];
	return sum;
}

uint64_t losses_total(const struct losses *losses)
{
	uint64_t sum = 0;
	int cause;

	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
		sum += losses_by(losses, cause);
	return sum;
}

void losses_blame(struct losses *losses, uint64_t cgroup, uint64_t lost)
{
	struct capprobe_flooder *flooder = NULL;
	int i;

	if (!cgroup)
		return;
	for (i = 0; i < CAPPROBE_FLOODERS; i++) {
		struct capprobe_flooder *next = &losses->flooders[i];

		if (!flooder || next->cgroup == cgroup || next->lost < flooder->lost)
			flooder = next;
		if (next->cgroup == cgroup)
			break;
	}
	flooder->cgroup = cgroup;
	flooder->lost += lost;
}

static uint64_t lost_by_cgroup(const struct losses *losses, uint64_t cgroup)
{
	int i;

	for (i = 0; losses && i < CAPPROBE_FLOODERS; i++) {
		if (losses->flooders[i].cgroup == cgroup)
			return losses->flooders[i].lost;
	}
	return 0;
}

bool losses_flooder(const struct losses *now, const struct losses *before,
		    struct capprobe_flooder *flooder)
{
	int i;

	*flooder = (struct capprobe_flooder){ 0 };
	for (i = 0; i < CAPPROBE_FLOODERS; i++) {
		uint64_t cgroup = now->flooders[i].cgroup;
		uint64_t lost = now->flooders[i].lost, known = lost_by_cgroup(before, cgroup);

		/* Where one was evicted on some CPU the sum over all of them falls. */
		if (cgroup && lost > known && lost - known > flooder->lost)
			*flooder = (struct capprobe_flooder){ cgroup, lost - known };
	}
	return flooder->lost;
}
