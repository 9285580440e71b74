/* SPDX-License-Identifier: GPL-2.0 */
/*
 * memory.h - reporting that memory ran out
 */
#ifndef MEMORY_H
#define MEMORY_H

#include "base/status.h"

/* The message, with what the memory was for, as in "the containers". */
#define OUT_OF_MEMORY	"out of memory for %s"

/**
 * out_of_memory() - report on standard error that memory ran out
 * @what: what the memory was for
 *
 * Return: STATUS_FAILED.
 */
enum status out_of_memory(const char *what);

#endif /* MEMORY_H */
