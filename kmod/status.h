/* SPDX-License-Identifier: GPL-2.0 */
/*
 * status.h - state of the module as a whole, for debugfs and netlink
 */
#ifndef CAPPROBE_STATUS_H
#define CAPPROBE_STATUS_H

#include "session.h"
#include "sight.h"

/**
 * struct capprobe_status - state of the module as a whole
 * @started: CLOCK_BOOTTIME when it was loaded, ns
 * @memory: memory in use including rings, bytes
 * @sessions: totals over all sessions
 * @lost: losses outside of sessions, by cause
 * @sights: whether the hook and the probes are being called
 */
struct capprobe_status {
	u64				started;
	u64				memory;
	struct capprobe_sessions_total	sessions;
	u64				lost[CAPPROBE_LOSS_COUNT];
	struct capprobe_sights		sights;
};

/**
 * capprobe_status_init() - note the time of loading
 */
void capprobe_status_init(void);

/**
 * capprobe_status_read() - collect the state
 * @status: filled in
 *
 * Context: process context, may sleep.
 */
void capprobe_status_read(struct capprobe_status *status);

#endif /* CAPPROBE_STATUS_H */
