/* SPDX-License-Identifier: GPL-2.0 */
/*
 * when.h - the module's time as people write it
 */
#ifndef WHEN_H
#define WHEN_H

#include <stdint.h>

#define WHEN_MAX	40	/* bytes of a time, terminated */

/**
 * when_rfc3339() - a time as in "2026-11-23T14:08:00.123456789Z"
 * @boottime: CLOCK_BOOTTIME, ns
 * @text: where to
 *
 * Return: @text.
 */
const char *when_rfc3339(uint64_t boottime, char text[WHEN_MAX]);

/**
 * when_clock() - a time of day here, as in "14:08:00.123"
 * @boottime: CLOCK_BOOTTIME, ns
 * @text: where to
 *
 * Return: @text.
 */
const char *when_clock(uint64_t boottime, char text[WHEN_MAX]);

/**
 * when_ago() - how long ago a time is, as in "3 h"
 * @boottime: CLOCK_BOOTTIME, ns
 * @text: where to
 *
 * Return: @text.
 */
const char *when_ago(uint64_t boottime, char text[WHEN_MAX]);

#endif /* WHEN_H */
