/* SPDX-License-Identifier: GPL-2.0 */
/*
 * status.h - exit status, and messages on standard error
 */
#ifndef STATUS_H
#define STATUS_H

/**
 * enum status - exit status of the program, and result of functions that can fail
 * @STATUS_OK: success
 * @STATUS_FAILED: failure
 * @STATUS_USAGE: wrong usage
 * @STATUS_UNAVAILABLE: the module is not loaded, or does not answer this user or
 *	in this namespace
 */
enum status {
	STATUS_OK = 0,
	STATUS_FAILED = 1,
	STATUS_USAGE = 2,
	STATUS_UNAVAILABLE = 3,
};

/**
 * fail() - report a failure on standard error
 * @status: what to return
 * @format: what failed, on what, and what to do; no newline
 *
 * Return: @status.
 */
enum status fail(enum status status, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * note() - report something other than a failure on standard error
 * @format: the message; no newline
 */
void note(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif /* STATUS_H */
