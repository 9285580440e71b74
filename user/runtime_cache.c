// SPDX-License-Identifier: GPL-2.0
/*
 * runtime_cache.c - what was made of a runtime's files, as long as there is room
 */
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "command.h"
#include "runtime_cache.h"

#define ENTRIES_MAX	256

struct entry {
	TAILQ_ENTRY(entry)	link;
	uid_t			uid;
	char			*path;
	void			*made;
	void			(*drop)(void *made);
	size_t			bytes;
	unsigned long		question;
};

/* What was used last is first. */
static TAILQ_HEAD(entries_head, entry) entries = TAILQ_HEAD_INITIALIZER(entries);
static size_t count, bytes_in_all;
static unsigned long question = 1;

void runtime_cache_question(void)
{
	question++;
}

static void evict(struct entry *entry)
{
	TAILQ_REMOVE(&entries, entry, link);
	count--;
	bytes_in_all -= entry->bytes;
	entry->drop(entry->made);
	free(entry->made);
	free(entry->path);
	free(entry);
}

static struct entry *find(uid_t uid, const char *path, void (*drop)(void *made))
{
	struct entry *entry;

	TAILQ_FOREACH(entry, &entries, link) {
		if (entry->uid == uid && entry->drop == drop && !strcmp(entry->path, path))
			return entry;
	}
	return NULL;
}

static struct entry *add(uid_t uid, const char *path, size_t size, void (*drop)(void *made))
{
	struct entry *entry = calloc(1, sizeof(*entry));

	if (entry) {
		entry->path = strdup(path);
		entry->made = calloc(1, size);
	}
	if (!entry || !entry->path || !entry->made)
		exit(fail(STATUS_FAILED, "out of memory for the runtimes' files"));
	entry->uid = uid;
	entry->drop = drop;
	TAILQ_INSERT_HEAD(&entries, entry, link);
	if (++count > ENTRIES_MAX)
		evict(TAILQ_LAST(&entries, entries_head));
	return entry;
}

void *runtime_cache(uid_t uid, const char *path, size_t size, void (*drop)(void *made),
		    bool *fresh)
{
	struct entry *entry = find(uid, path, drop);

	if (!entry)
		entry = add(uid, path, size, drop);
	TAILQ_REMOVE(&entries, entry, link);
	TAILQ_INSERT_HEAD(&entries, entry, link);
	*fresh = entry->question == question;
	entry->question = question;
	return entry->made;
}

void runtime_cache_charge(size_t bytes)
{
	struct entry *first = TAILQ_FIRST(&entries);

	bytes_in_all += bytes - first->bytes;
	first->bytes = bytes;
	while (bytes_in_all > RUNTIME_CACHE_MAX && TAILQ_LAST(&entries, entries_head) != first)
		evict(TAILQ_LAST(&entries, entries_head));
}
