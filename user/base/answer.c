// SPDX-License-Identifier: GPL-2.0
/*
 * answer.c - standard output, where the answer goes
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/answer.h"
#include "base/array.h"

/* The first write error: stdio drops the data and carries on. */
static int failure;

bool answer_flush(void)
{
	if (fflush(stdout) && !failure)
		failure = errno;
	return !ferror(stdout);
}

bool answer_wait(int source, int other, int timeout)
{
	struct pollfd polled[] = {
		{ .fd = source, .events = POLLIN },
		{ .fd = other, .events = POLLIN },
		{ .fd = STDOUT_FILENO },
	};

	poll(polled, ARRAY_SIZE(polled), timeout);
	/* POLLERR for a pipe, only POLLHUP for a socket, POLLNVAL if closed. */
	return !polled[2].revents;
}

enum status answer_end(enum status status)
{
	bool written = answer_flush();

	if (fclose(stdout) && !failure)
		failure = errno;
	if ((written && !failure) || failure == EPIPE)
		return status;
	return fail(STATUS_FAILED, "cannot write the answer: %s",
		    failure ? strerror(failure) : "a part of it was not taken");
}
