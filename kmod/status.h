/* SPDX-License-Identifier: GPL-2.0 */
/*
 * status.h - what both doors tell about the module as a whole
 */
#ifndef CAPPROBE_STATUS_H
#define CAPPROBE_STATUS_H

#include "session.h"
#include "sight.h"

/**
 * struct capprobe_status - the module as a whole
 * @started: CLOCK_BOOTTIME at load, ns
 * @memory: bytes that it holds, rings included
 * @sessions: readers, their rings, and what those have lost
 * @lost: what was lost outside of them, by cause
 * @sights: whether the hook and the probes see anything
 */
struct capprobe_status {
	u64				started;
	u64				memory;
	struct capprobe_sessions_total	sessions;
	u64				lost[CAPPROBE_LOSS_COUNT];
	struct capprobe_sights		sights;
};

/**
 * capprobe_status_init() - note the time
 */
void capprobe_status_init(void);

/**
 * capprobe_status_read() - find that out
 * @status: where to
 *
 * Context: process context, may sleep.
 */
void capprobe_status_read(struct capprobe_status *status);

#endif /* CAPPROBE_STATUS_H */
