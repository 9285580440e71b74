/* SPDX-License-Identifier: GPL-2.0 */
/*
 * clock.h - a clock that only goes forward
 */
#ifndef CLOCK_H
#define CLOCK_H

/**
 * milliseconds() - the time of CLOCK_MONOTONIC, clock_gettime(2)
 */
long milliseconds(void);

#endif /* CLOCK_H */
