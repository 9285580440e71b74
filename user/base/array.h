/* SPDX-License-Identifier: GPL-2.0 */
/*
 * array.h - arrays: how long one is, and one that grows
 */
#ifndef ARRAY_H
#define ARRAY_H

#include <stddef.h>

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

/**
 * array_grow() - make room in an array
 * @array: the array, from malloc(3) or here; NULL for none yet
 * @room: how many elements fit, raised as needed
 * @count: how many have to fit
 * @size: bytes of an element
 *
 * Room at least doubles, so that to add one by one takes linear time.
 *
 * Return: the array, which may have moved; NULL where there is no memory, and
 * then @array and @room are as they were.
 */
void *array_grow(void *array, size_t *room, size_t count, size_t size);

#endif /* ARRAY_H */
