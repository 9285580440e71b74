/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fix.h - what would unblock a container
 */
#ifndef FIX_H
#define FIX_H

#include <stddef.h>

#include "capprobe.h"
#include "identity.h"

/**
 * fix_line() - one line that a person can act on
 * @identity: who is blocked
 * @key: by what
 * @line: where to
 * @size: bytes of @line
 *
 * Return: @line; that there is no safe way, where there is none.
 */
const char *fix_line(const struct identity *identity, const struct capprobe_series_key *key,
		     char *line, size_t size);

#endif /* FIX_H */
