// SPDX-License-Identifier: GPL-2.0
/*
 * nearest.c - suggestions for mistyped names
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/nearest.h"

static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t nearest_distance(const char *a, const char *b)
{
	size_t rows[3][NEAREST_MAX + 1];
	size_t la = strlen(a), lb = strlen(b), i, j;

	if (la > NEAREST_MAX || lb > NEAREST_MAX)
		return SIZE_MAX;
	for (j = 0; j <= lb; j++)
		rows[0][j] = j;
	for (i = 1; i <= la; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

		row[0] = i;
		for (j = 1; j <= lb; j++) {
			row[j] = least(above[j - 1] + !same(a[i - 1], b[j - 1]),
				       least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return rows[la % 3][lb];
}

void nearest_offer(struct nearest *nearest, const char *name)
{
	/* Allow a third of the letters to be wrong, and at least one. */
	size_t most = strlen(nearest->wanted) / 3 + (strlen(nearest->wanted) < 3);
	size_t distance = nearest_distance(nearest->wanted, name);

	if (distance <= most && (!nearest->name || distance < nearest->distance)) {
		nearest->name = name;
		nearest->distance = distance;
	}
}
