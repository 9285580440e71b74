// SPDX-License-Identifier: GPL-2.0
/*
 * runtime_cache.c - LRU cache of parsed runtime files
 */
#include <stdlib.h>
#include <string.h>

#include "runtime/runtime_cache.h"
#include "runtime/runtime_files.h"

#define ENTRIES_MAX	256

/**
 * struct entry - a cached object
 * @uid: owner of the runtime
 * @path: the file or directory; NULL for a free entry
 * @made: the object
 * @drop: frees its members
 * @bytes: size of its members
 * @used: number of the last call that asked for it
 * @question: number of the question of that call
 */
struct entry {
	uid_t		uid;
	char		*path;
	void		*made;
	void		(*drop)(void *made);
	size_t		bytes;
	unsigned long	used;
	unsigned long	question;
};

static struct entry entries[ENTRIES_MAX], *last_used;
static size_t bytes_in_all;
static unsigned long calls, questions = 1;

void runtime_cache_question(void)
{
	questions++;
}

static void evict(struct entry *entry)
{
	bytes_in_all -= entry->bytes;
	entry->drop(entry->made);
	free(entry->made);
	free(entry->path);
	*entry = (struct entry){ 0 };
}

static struct entry *find(uid_t uid, const char *path, void (*drop)(void *made))
{
	size_t i;

	for (i = 0; i < ENTRIES_MAX; i++) {
		struct entry *entry = &entries[i];

		if (entry->path && entry->uid == uid && entry->drop == drop &&
		    !strcmp(entry->path, path))
			return entry;
	}
	return NULL;
}

/* A free entry, or the least recently used one. */
static struct entry *least_recent(void)
{
	struct entry *least = entries;
	size_t i;

	for (i = 1; i < ENTRIES_MAX && least->path; i++) {
		if (!entries[i].path || entries[i].used < least->used)
			least = &entries[i];
	}
	return least;
}

/* Returns NULL if out of memory. */
static struct entry *add(uid_t uid, const char *path, size_t size, void (*drop)(void *made))
{
	struct entry *entry = least_recent();

	if (entry->path)
		evict(entry);
	*entry = (struct entry){ .uid = uid, .drop = drop };
	entry->path = strdup(path);
	entry->made = calloc(1, size);
	if (entry->path && entry->made)
		return entry;
	free(entry->path);
	free(entry->made);
	*entry = (struct entry){ 0 };
	runtime_no_memory();
	return NULL;
}

void *runtime_cache(uid_t uid, const char *path, size_t size, void (*drop)(void *made),
		    bool *fresh)
{
	struct entry *entry = path ? find(uid, path, drop) : NULL;

	if (path && !entry)
		entry = add(uid, path, size, drop);
	if (!entry)
		return NULL;
	*fresh = entry->question == questions;
	entry->question = questions;
	entry->used = ++calls;
	last_used = entry;
	return entry->made;
}

/* The least recently used entry that holds memory, except the one used last. */
static struct entry *other_with_bytes(void)
{
	struct entry *least = NULL;
	size_t i;

	for (i = 0; i < ENTRIES_MAX; i++) {
		struct entry *entry = &entries[i];

		if (entry != last_used && entry->bytes && (!least || entry->used < least->used))
			least = entry;
	}
	return least;
}

void runtime_cache_charge(size_t bytes)
{
	struct entry *other;

	bytes_in_all += bytes - last_used->bytes;
	last_used->bytes = bytes;
	while (bytes_in_all > RUNTIME_CACHE_MAX && (other = other_with_bytes()))
		evict(other);
}
