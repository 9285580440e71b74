/* SPDX-License-Identifier: GPL-2.0 */
/*
 * answer.h - standard output, where the answer goes
 */
#ifndef ANSWER_H
#define ANSWER_H

#include <stdbool.h>

#include "base/status.h"

/**
 * answer_flush() - flush what has been printed so far
 *
 * Return: false if that failed; answer_end() reports why.
 */
bool answer_flush(void);

/**
 * answer_wait() - wait until one of two descriptors is readable
 * @source: a descriptor
 * @other: another
 * @timeout: in milliseconds; -1 to wait forever
 *
 * Return: false once nobody reads standard output any more.
 */
bool answer_wait(int source, int other, int timeout);

/**
 * answer_end() - flush and close standard output
 * @status: the exit status so far
 *
 * Return: @status, or STATUS_FAILED, already reported, if not everything could
 * be written. A reader that went away has seen enough: that is not a failure.
 */
enum status answer_end(enum status status);

#endif /* ANSWER_H */
