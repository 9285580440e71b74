/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memory.h - memory that runs out, and arrays that grow
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

#include "base/status.h"

/* How it is said that there is no memory; for what, as in "the containers". */
#define OUT_OF_MEMORY	"out of memory for %s"

/**
 * out_of_memory() - say that on standard error
 * @what: what it was needed for
 *
 * Return: STATUS_FAILED.
 */
enum status out_of_memory(const char *what);

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

#endif /* MEMORY_H */
