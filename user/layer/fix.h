/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fix.h - what would unblock a container
 */
#ifndef FIX_H
#define FIX_H

#include "layer/refusal.h"

#define FIX_MAX	1024	/* bytes, including the NUL; has room for a label and a module name */

/**
 * fix_line() - describe how to unblock a container, in one line
 * @refusal: the refusal
 * @line: buffer
 *
 * Names the safe way first, then the narrowest flag and what it gives away.
 *
 * Return: @line.
 */
const char *fix_line(const struct refusal *refusal, char line[FIX_MAX]);

/**
 * fix_short() - the same in a few words, for a table
 * @refusal: the refusal
 * @line: buffer
 *
 * Leaves out the safe way if that is the same for every container, see fix_safe_way().
 *
 * Return: @line.
 */
const char *fix_short(const struct refusal *refusal, char line[FIX_MAX]);

/**
 * fix_safe_way() - a fix that does not give the container anything
 * @cap: the capability
 *
 * Return: its description; NULL if there is none.
 */
const char *fix_safe_way(int cap);

#endif /* FIX_H */
