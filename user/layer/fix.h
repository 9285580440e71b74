/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fix.h - what would unblock a container
 */
#ifndef FIX_H
#define FIX_H

#include "layer/refusal.h"

#define FIX_MAX	1024	/* bytes of a line, terminated: a label and a module's name fit */

/**
 * fix_line() - one line that a person can act on
 * @refusal: the refusal
 * @line: where to
 *
 * The safe way first, then the narrowest flag, and what that gives away.
 *
 * Return: @line; that there is no safe way, where there is none.
 */
const char *fix_line(const struct refusal *refusal, char line[FIX_MAX]);

/**
 * fix_short() - the same in a few words, for a table: without the safe way
 *	where that is the same for every container
 * @refusal: the refusal
 * @line: where to
 *
 * Return: @line.
 */
const char *fix_short(const struct refusal *refusal, char line[FIX_MAX]);

/**
 * fix_safe_way() - what helps without giving a container anything
 * @cap: the capability
 *
 * Return: that in words; NULL where there is nothing of the kind.
 */
const char *fix_safe_way(int cap);

#endif /* FIX_H */
