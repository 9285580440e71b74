/* SPDX-License-Identifier: GPL-2.0 */
/*
 * clock.h - the monotonic clock
 */
#ifndef CLOCK_H
#define CLOCK_H

/**
 * milliseconds() - CLOCK_MONOTONIC in milliseconds
 */
long milliseconds(void);

#endif /* CLOCK_H */
