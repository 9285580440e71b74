/* SPDX-License-Identifier: GPL-2.0 */
/*
 * runtime_cache.h - LRU cache of parsed runtime files
 *
 * The cache does not check whether an entry is stale. Its users compare stamps
 * (runtime_files.h), once per question.
 */
#ifndef RUNTIME_CACHE_H
#define RUNTIME_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define RUNTIME_CACHE_MAX	(32 << 20)	/* bytes in total */

/**
 * runtime_cache_question() - start a new question: files may have changed
 */
void runtime_cache_question(void);

/**
 * runtime_cache() - get the cached object for a file or directory
 * @uid: owner of the runtime
 * @path: from runtime_path(), or NULL
 * @size: size of the object in bytes; a new one is zeroed
 * @drop: frees the object's members, not the object; also part of the key
 * @fresh: set to whether it was already asked for in this question
 *
 * Return: the object, valid until the next call. NULL if @path is, or if out of
 * memory, after runtime_no_memory().
 */
void *runtime_cache(uid_t uid, const char *path, size_t size, void (*drop)(void *made),
		    bool *fresh);

/**
 * runtime_cache_charge() - account for the memory of the object returned last
 * @bytes: size of its members
 */
void runtime_cache_charge(size_t bytes);

#endif /* RUNTIME_CACHE_H */
