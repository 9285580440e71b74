// SPDX-License-Identifier: GPL-2.0
/*
 * status.c - what both doors tell about the module as a whole
 */
#include <linux/timekeeping.h>

#include "cgroup.h"
#include "series.h"
#include "status.h"

static u64 started;

void capprobe_status_init(void)
{
	started = ktime_get_boottime_ns();
}

void capprobe_status_read(struct capprobe_status *status)
{
	status->started = started;
	capprobe_sessions_total(&status->sessions);
	status->memory = status->sessions.bytes + capprobe_series_bytes() +
			 capprobe_cgroup_bytes();
}
