/* SPDX-License-Identifier: GPL-2.0 */
/*
 * nearest.h - the name that somebody may have meant
 */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/**
 * nearest_distance() - how many letters tell two names apart
 * @a: one
 * @b: the other
 *
 * Letters that are missing, too many or wrong, and neighbours that are
 * swapped, whatever their case (optimal string alignment). Names that are longer
 * than NEAREST_MAX are as far apart as can be.
 */
size_t nearest_distance(const char *a, const char *b);

#define NEAREST_MAX	64	/* letters of a name that is compared */

/**
 * struct nearest - looking for the nearest of many names
 * @wanted: what was typed
 * @name: the nearest so far; NULL while none is near enough to be meant
 * @distance: how far that is
 */
struct nearest {
	const char	*wanted;
	const char	*name;
	size_t		distance;
};

/**
 * nearest_offer() - a name that may have been meant
 * @nearest: what is looked for
 * @name: the name, kept as it is
 */
void nearest_offer(struct nearest *nearest, const char *name);

#endif /* NEAREST_H */
