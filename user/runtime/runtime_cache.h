/* SPDX-License-Identifier: GPL-2.0 */
/*
 * runtime_cache.h - what was made of a runtime's files, as long as there is room
 *
 * What was used last is what stays. It is valid for as long as its maker says:
 * that compares stamps (runtime_files.h), once for each question.
 */
#ifndef RUNTIME_CACHE_H
#define RUNTIME_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define RUNTIME_CACHE_MAX	(32 << 20)	/* bytes of all together */

/**
 * runtime_cache_question() - a new question: files may have changed
 */
void runtime_cache_question(void);

/**
 * runtime_cache() - what was made of a file or directory
 * @uid: whose runtime's it is
 * @path: from runtime_path()
 * @size: bytes of what is made of it, zeroed for a new one
 * @drop: frees what is in it, not itself; kinds are told apart by it
 * @fresh: whether it was asked for in this question already
 *
 * Return: it, good until the next call; the program ends where there is no memory.
 */
void *runtime_cache(uid_t uid, const char *path, size_t size, void (*drop)(void *made),
		    bool *fresh);

/**
 * runtime_cache_charge() - what is in the last that was asked for
 * @bytes: how much
 */
void runtime_cache_charge(size_t bytes);

#endif /* RUNTIME_CACHE_H */
