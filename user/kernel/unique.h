/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unique.h - records that came before
 */
#ifndef UNIQUE_H
#define UNIQUE_H

#include <stdbool.h>

#include "capprobe.h"

#define UNIQUE_MAX	65536	/* combinations; the newest are remembered */

struct unique;

/**
 * unique_new() - remember what comes from now on
 *
 * Return: for unique_free(); the program ends where there is no memory.
 */
struct unique *unique_new(void);

/**
 * unique_is_repeat() - whether a record like this one has come before
 * @unique: where that is remembered, as is this one
 * @record: the record
 */
bool unique_is_repeat(struct unique *unique, const struct capprobe_record *record);

/**
 * unique_free() - forget it all
 * @unique: them, or NULL
 */
void unique_free(struct unique *unique);

#endif /* UNIQUE_H */
