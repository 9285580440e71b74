/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unique.h - detect repeated records
 */
#ifndef UNIQUE_H
#define UNIQUE_H

#include <stdbool.h>

#include "capprobe.h"

#define UNIQUE_MAX	65536	/* combinations to remember; the newest are kept */

struct unique;

/**
 * unique_new() - start to remember records
 *
 * Return: an object for unique_free(). Exits if it runs out of memory.
 */
struct unique *unique_new(void);

/**
 * unique_is_repeat() - whether a similar record was seen before
 * @unique: the records seen; this one is added
 * @record: the record
 */
bool unique_is_repeat(struct unique *unique, const struct capprobe_record *record);

/**
 * unique_free() - free the object
 * @unique: the object, or NULL
 */
void unique_free(struct unique *unique);

#endif /* UNIQUE_H */
