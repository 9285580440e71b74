// SPDX-License-Identifier: GPL-2.0
/*
 * array.c - arrays that grow
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"

#define ROOM_MIN	16	/* elements in the first allocation */

void *array_grow(void *array, size_t *room, size_t count, size_t size)
{
	size_t more = *room < ROOM_MIN / 2 ? ROOM_MIN : 2 * *room;
	void *larger;

	if (array && count <= *room)
		return array;
	if (*room > SIZE_MAX / 2 || more < count)
		more = count;
	larger = reallocarray(array, more, size);
	if (larger)
		*room = more;
	return larger;
}
