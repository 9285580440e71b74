/* SPDX-License-Identifier: GPL-2.0 */
/*
 * wanted.h - which capability checks anybody is interested in
 *
 * A summary of what the sessions, the series and the tracking of module calls
 * want, so that the hooks can drop all other checks at once.
 */
#ifndef CAPPROBE_WANTED_H
#define CAPPROBE_WANTED_H

#include <linux/bits.h>
#include <linux/capability.h>

#include "check_types.h"

/* Capabilities whose checks anybody wants. Read-only outside of wanted.c. */
extern u64 capprobe_wanted;

/*
 * Those that a session or a tracked call wants, by outcome: counting alone is
 * not enough for them. Read-only outside of wanted.c.
 */
extern u64 capprobe_delivered[CAPPROBE_CHECK_REASONS];

/**
 * capprobe_wanted_init() - start without sessions
 * @counted: checks of all capabilities are counted
 *
 * Context: module init, before the hooks are attached.
 */
void capprobe_wanted_init(bool counted);

/**
 * capprobe_wanted_update() - set what the sessions want
 * @sessions: capabilities that any session wants, by outcome
 *
 * Context: any; callers serialise updates.
 */
void capprobe_wanted_update(const u64 sessions[CAPPROBE_CHECK_REASONS]);

/**
 * capprobe_cap_wanted() - whether anybody wants checks of a capability
 * @cap: capability number; need not be valid
 *
 * Context: any.
 */
static __always_inline bool capprobe_cap_wanted(int cap)
{
	return likely(cap_valid(cap)) && READ_ONCE(capprobe_wanted) & BIT_ULL(cap);
}

#endif /* CAPPROBE_WANTED_H */
