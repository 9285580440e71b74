/* SPDX-License-Identifier: GPL-2.0 */
/*
 * array.h - array sizes, and arrays that grow
 */
#ifndef ARRAY_H
#define ARRAY_H

#include <stddef.h>

#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))

/**
 * array_grow() - make room in an array
 * @array: the array, from malloc(3) or array_grow(), or NULL
 * @room: number of elements that fit; updated
 * @count: number of elements that have to fit
 * @size: size of an element in bytes
 *
 * Room at least doubles, so that adding elements one by one takes linear time.
 *
 * Return: the array, which may have moved; NULL if out of memory, with @array and
 * @room unchanged.
 */
void *array_grow(void *array, size_t *room, size_t count, size_t size);

#endif /* ARRAY_H */
