// SPDX-License-Identifier: GPL-2.0
/*
 * when.c - format the module's timestamps
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "kernel/when.h"

#define SECOND	UINT64_C(1000000000)

static uint64_t now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * SECOND + time.tv_nsec;
}

/*
 * The offset from CLOCK_BOOTTIME to CLOCK_REALTIME, measured once, so that a run of
 * the program formats the same timestamp the same way. Takes the most precise of
 * several measurements.
 */
static uint64_t realtime_offset(void)
{
	static uint64_t offset;
	uint64_t least = UINT64_MAX;
	int tries;

	if (offset)
		return offset;
	for (tries = 0; tries < 10; tries++) {
		uint64_t before = now(CLOCK_BOOTTIME), real = now(CLOCK_REALTIME);
		uint64_t between = now(CLOCK_BOOTTIME) - before;

		if (between < least) {
			least = between;
			offset = real - before - between / 2;
		}
	}
	return offset;
}

static uint64_t realtime(uint64_t boottime)
{
	return boottime + realtime_offset();
}

const char *when_rfc3339(uint64_t boottime, char text[WHEN_MAX])
{
	uint64_t time = realtime(boottime);
	time_t seconds = time / SECOND;
	char date[24];
	struct tm tm;

	gmtime_r(&seconds, &tm);
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(text, WHEN_MAX, "%s.%09" PRIu64 "Z", date, time % SECOND);
	return text;
}

const char *when_clock(uint64_t boottime, char text[WHEN_MAX])
{
	uint64_t time = realtime(boottime);
	time_t seconds = time / SECOND;
	char clock[16];
	struct tm tm;

	localtime_r(&seconds, &tm);
	strftime(clock, sizeof(clock), "%H:%M:%S", &tm);
	snprintf(text, WHEN_MAX, "%s.%03" PRIu64, clock, time % SECOND / 1000000);
	return text;
}

const char *when_ago(uint64_t boottime, char text[WHEN_MAX])
{
	uint64_t seconds = (now(CLOCK_BOOTTIME) - boottime) / SECOND;

	if (seconds < 120)
		snprintf(text, WHEN_MAX, "%" PRIu64 " s", seconds);
	else if (seconds < 120 * 60)
		snprintf(text, WHEN_MAX, "%" PRIu64 " min", seconds / 60);
	else if (seconds < 48 * 3600)
		snprintf(text, WHEN_MAX, "%" PRIu64 " h", seconds / 3600);
	else
		snprintf(text, WHEN_MAX, "%" PRIu64 " d", seconds / 86400);
	return text;
}
