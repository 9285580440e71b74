/* SPDX-License-Identifier: GPL-2.0 */
/*
 * status.h - how the program ends, and how it says what went wrong
 */
#ifndef STATUS_H
#define STATUS_H

/**
 * enum status - exit status of the program, and result of what can fail
 * @STATUS_OK: done
 * @STATUS_FAILED: failed
 * @STATUS_USAGE: it was asked for in a way that cannot be
 * @STATUS_UNAVAILABLE: the module is not loaded, or not for this user or place
 */
enum status {
	STATUS_OK = 0,
	STATUS_FAILED = 1,
	STATUS_USAGE = 2,
	STATUS_UNAVAILABLE = 3,
};

/**
 * fail() - say on standard error what went wrong
 * @status: what it amounts to
 * @format: what failed, on what, and what to do; without a newline
 *
 * Return: @status.
 */
enum status fail(enum status status, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * note() - say something on standard error that is no failure
 * @format: what; without a newline
 */
void note(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif /* STATUS_H */
