// SPDX-License-Identifier: GPL-2.0
/*
 * wanted.c - which capability checks anybody is interested in
 */
#include "wanted.h"

u64 capprobe_wanted;
u64 capprobe_delivered[CAPPROBE_CHECK_REASONS];

/* Wanted by the series, whatever the outcome. */
static u64 counted_caps;

void capprobe_wanted_init(bool counted)
{
	static const u64 no_sessions[CAPPROBE_CHECK_REASONS];

	counted_caps = counted ? U64_MAX : 0;
	capprobe_wanted_update(no_sessions);
}

void capprobe_wanted_update(const u64 sessions[CAPPROBE_CHECK_REASONS])
{
	u64 wanted = counted_caps;
	int reason;

	for (reason = 0; reason < CAPPROBE_CHECK_REASONS; reason++) {
		/* Module calls are tracked from their capability check on. */
		WRITE_ONCE(capprobe_delivered[reason],
			   sessions[reason] | BIT_ULL(CAP_SYS_MODULE));
		wanted |= capprobe_delivered[reason];
	}
	WRITE_ONCE(capprobe_wanted, wanted);
}
