/* SPDX-License-Identifier: GPL-2.0 */
/*
 * settle_record.h - what became of a call, and telling it
 */
#ifndef CAPPROBE_SETTLE_RECORD_H
#define CAPPROBE_SETTLE_RECORD_H

#include "settle_slots.h"

/**
 * capprobe_settle_record() - count and record a call that has ended
 * @settle: the current task's
 *
 * Not one that is made again, nor one that is no module call and was not
 * refused by a filter.
 *
 * Context: process context, may sleep; the task's registers are as the call
 * left them.
 */
void capprobe_settle_record(const struct capprobe_settle *settle);

/**
 * capprobe_settle_unfollowed() - count and record a call that cannot be
 *	followed, with what is known when it begins
 * @call: which
 * @nr: its number, in the ABI of the current task
 *
 * Context: process context; never sleeps.
 */
void capprobe_settle_unfollowed(const struct capprobe_followed *call, int nr);

#endif /* CAPPROBE_SETTLE_RECORD_H */
