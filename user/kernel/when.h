/* SPDX-License-Identifier: GPL-2.0 */
/*
 * when.h - format the module's timestamps
 */
#ifndef WHEN_H
#define WHEN_H

#include <stdint.h>

#define WHEN_MAX	40	/* bytes, including the NUL */

/**
 * when_rfc3339() - format a time as in "2026-11-23T14:08:00.123456789Z"
 * @boottime: CLOCK_BOOTTIME, ns
 * @text: buffer
 *
 * Return: @text.
 */
const char *when_rfc3339(uint64_t boottime, char text[WHEN_MAX]);

/**
 * when_clock() - format the local time of day, as in "14:08:00.123"
 * @boottime: CLOCK_BOOTTIME, ns
 * @text: buffer
 *
 * Return: @text.
 */
const char *when_clock(uint64_t boottime, char text[WHEN_MAX]);

/**
 * when_ago() - format the time elapsed since, as in "3 h"
 * @boottime: CLOCK_BOOTTIME, ns
 * @text: buffer
 *
 * Return: @text.
 */
const char *when_ago(uint64_t boottime, char text[WHEN_MAX]);

#endif /* WHEN_H */
