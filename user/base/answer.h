/* SPDX-License-Identifier: GPL-2.0 */
/*
 * answer.h - standard output, where the answer goes
 */
#ifndef ANSWER_H
#define ANSWER_H

#include <stdbool.h>

#include "base/status.h"

/**
 * answer_flush() - hand on what was printed so far
 *
 * Return: whether it was taken; if not, answer_end() says why.
 */
bool answer_flush(void);

/**
 * answer_wait() - wait until there is more to answer
 * @source: a descriptor that is readable then
 * @other: another
 * @timeout: milliseconds at the most; -1 for no end
 *
 * Return: false once nobody reads standard output any more.
 */
bool answer_wait(int source, int other, int timeout);

/**
 * answer_end() - hand on the rest, and close standard output
 * @status: how the program would end
 *
 * Return: @status; STATUS_FAILED where not all could be written, which was said.
 * A reader that went away has seen what it wanted: that is no failure.
 */
enum status answer_end(enum status status);

#endif /* ANSWER_H */
