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
 * Return: an object for unique_free(); NULL if out of memory.
 */
struct unique *unique_new(void);

/**
 * unique_put() - remember a record
 * @unique: the records seen
 * @record: the record
 * @repeat: set to whether a similar record was seen before
 *
 * Return: false if out of memory.
 */
bool unique_put(struct unique *unique, const struct capprobe_record *record, bool *repeat);

/**
 * unique_free() - free the object
 * @unique: the object, or NULL
 */
void unique_free(struct unique *unique);

#endif /* UNIQUE_H */
