/* SPDX-License-Identifier: GPL-2.0 */
/*
 * loss.h - what was lost, by cause, in sessions that have ended and outside of
 * any; a session that is open counts its own in its rings
 */
#ifndef CAPPROBE_LOSS_H
#define CAPPROBE_LOSS_H

#include <linux/atomic.h>

#include "capprobe.h"

/* All but CAPPROBE_LOST_MISSED. */
extern atomic64_t capprobe_losses[CAPPROBE_LOSS_COUNT];

/**
 * capprobe_missed() - entries and returns of functions that the kernel's probes
 *	did not get to see: CAPPROBE_LOST_MISSED
 *
 * Context: any, while the hooks are attached.
 */
u64 capprobe_missed(void);

#endif /* CAPPROBE_LOSS_H */
