// SPDX-License-Identifier: GPL-2.0
/*
 * clock.c - the monotonic clock
 */
#include <time.h>

#include "base/clock.h"

long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
