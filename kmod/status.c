// SPDX-License-Identifier: GPL-2.0
/*
 * status.c - state of the module as a whole, for debugfs and netlink
 */
#include <linux/timekeeping.h>

#include "cgroup.h"
#include "loss.h"
#include "series.h"
#include "status.h"

static u64 started;

void capprobe_status_init(void)
{
	started = ktime_get_boottime_ns();
}

void capprobe_status_read(struct capprobe_status *status)
{
	int cause;

	status->started = started;
	capprobe_sessions_total(&status->sessions);
	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
		status->lost[cause] = atomic64_read(&capprobe_losses[cause]);
	status->lost[CAPPROBE_LOST_MISSED] = capprobe_missed();
	status->lost[CAPPROBE_LOST_UNATTRIBUTED] = capprobe_series_unattributed();
	capprobe_sight_look(&status->sights);
	status->memory = status->sessions.bytes + capprobe_series_bytes() +
			 capprobe_cgroup_bytes();
}
