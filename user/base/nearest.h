/* SPDX-License-Identifier: GPL-2.0 */
/*
 * nearest.h - suggestions for mistyped names
 */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/**
 * nearest_distance() - edit distance between two names
 * @a: one name
 * @b: the other
 *
 * Counts inserted, deleted and changed letters and swapped neighbours, ignoring
 * case (optimal string alignment).
 *
 * Return: the distance; SIZE_MAX if a name is longer than NEAREST_MAX.
 */
size_t nearest_distance(const char *a, const char *b);

#define NEAREST_MAX	64	/* longest name that is compared */

/**
 * struct nearest - search for the closest match
 * @wanted: what was typed
 * @name: the best match so far; NULL if none is close enough
 * @distance: its distance
 */
struct nearest {
	const char	*wanted;
	const char	*name;
	size_t		distance;
};

/**
 * nearest_offer() - consider a candidate
 * @nearest: the search
 * @name: the candidate; not copied
 */
void nearest_offer(struct nearest *nearest, const char *name);

#endif /* NEAREST_H */
