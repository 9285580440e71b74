/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memory.h - memory that runs out
 */
#ifndef MEMORY_H
#define MEMORY_H

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

#endif /* MEMORY_H */
