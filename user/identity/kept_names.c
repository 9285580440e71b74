// SPDX-License-Identifier: GPL-2.0
/*
 * kept_names.c - names of containers that may be gone
 */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "identity/container_name.h"
#include "identity/kept_file.h"
#include "identity/kept_names.h"

#define SPARE_LINES	1024	/* obsolete lines to put up with before rewriting */

/**
 * struct kept - a container
 * @newer: the owner's next container
 * @container: the container
 * @name: its name
 * @cgroups: its cgroups whose paths do not tell the container
 * @cgroup_count: number of @cgroups
 */
struct kept {
	struct kept		*newer;
	struct container	container;
	char			*name;
	struct cgroup_of	*cgroups[KEPT_NAMES_CGROUPS_MAX];
	size_t			cgroup_count;
};

/* Maps a cgroup to its container. */
struct cgroup_of {
	uint64_t	cgroup;
	struct kept	*kept;
};

/**
 * struct owner - a user and the user's containers
 * @uid: the user
 * @oldest: list of containers
 * @newest: end of the list
 * @count: number of containers
 * @used: value of kept_names.used when this user was last seen
 */
struct owner {
	uid_t		uid;
	struct kept	*oldest;
	struct kept	*newest;
	size_t		count;
	unsigned long	used;
};

/**
 * struct kept_names - all saved names
 * @file: the file
 * @owners: the users; root is the first
 * @owner_count: number of @owners
 * @used: counter for owner.used
 * @lines: lines needed to write all names
 * @by_container: tsearch(3) tree of struct kept
 * @by_cgroup: tsearch(3) tree of struct cgroup_of
 */
struct kept_names {
	struct kept_file	*file;
	struct owner		owners[KEPT_NAMES_USERS_MAX];
	size_t			owner_count;
	unsigned long		used;
	size_t			lines;
	void			*by_container;
	void			*by_cgroup;
};

static int by_container(const void *a, const void *b)
{
	const struct kept *one = a, *other = b;

	return container_compare(&one->container, &other->container);
}

static int by_cgroup(const void *a, const void *b)
{
	const struct cgroup_of *one = a, *other = b;

	return (one->cgroup > other->cgroup) - (one->cgroup < other->cgroup);
}

static struct kept *find(const struct kept_names *names, const struct container *container)
{
	const struct kept wanted = { .container = *container };
	struct kept **node = tfind(&wanted, &names->by_container, by_container);

	return node ? *node : NULL;
}

static struct cgroup_of *find_cgroup(const struct kept_names *names, uint64_t cgroup)
{
	const struct cgroup_of wanted = { .cgroup = cgroup };
	struct cgroup_of **node = tfind(&wanted, &names->by_cgroup, by_cgroup);

	return node ? *node : NULL;
}

static size_t lines_of(const struct kept *kept)
{
	return kept->cgroup_count ? kept->cgroup_count : 1;
}

static void forget_oldest(struct kept_names *names, struct owner *owner)
{
	struct kept *kept = owner->oldest;
	size_t i;

	owner->oldest = kept->newer;
	owner->count--;
	names->lines -= lines_of(kept);
	for (i = 0; i < kept->cgroup_count; i++) {
		tdelete(kept->cgroups[i], &names->by_cgroup, by_cgroup);
		free(kept->cgroups[i]);
	}
	tdelete(kept, &names->by_container, by_container);
	free(kept->name);
	free(kept);
}

static void forget_all(struct kept_names *names, struct owner *owner)
{
	while (owner->oldest)
		forget_oldest(names, owner);
}

/* Never root, however long ago root was last seen. */
static struct owner *least_recent_user(struct kept_names *names)
{
	struct owner *least = &names->owners[1];
	size_t i;

	for (i = 2; i < names->owner_count; i++) {
		if (names->owners[i].used < least->used)
			least = &names->owners[i];
	}
	return least;
}

static struct owner *add_owner(struct kept_names *names, uid_t uid)
{
	struct owner *owner;

	if (names->owner_count < KEPT_NAMES_USERS_MAX) {
		owner = &names->owners[names->owner_count++];
	} else {
		owner = least_recent_user(names);
		forget_all(names, owner);
	}
	*owner = (struct owner){ .uid = uid };
	return owner;
}

static struct owner *owner_of(struct kept_names *names, uid_t uid)
{
	struct owner *owner = NULL;
	size_t i;

	for (i = 0; i < names->owner_count && !owner; i++) {
		if (names->owners[i].uid == uid)
			owner = &names->owners[i];
	}
	if (!owner)
		owner = add_owner(names, uid);
	owner->used = ++names->used;
	return owner;
}

static void append(struct owner *owner, struct kept *kept)
{
	if (owner->oldest)
		owner->newest->newer = kept;
	else
		owner->oldest = kept;
	owner->newest = kept;
	owner->count++;
}

/* Returns NULL if out of memory. */
static struct kept *add(struct kept_names *names, const struct kept_line *line)
{
	struct owner *owner = owner_of(names, line->container.uid);
	struct kept *kept = calloc(1, sizeof(*kept));

	if (!kept)
		return NULL;
	if (owner->count == (owner->uid ? KEPT_NAMES_USER_MAX : KEPT_NAMES_MAX))
		forget_oldest(names, owner);
	kept->container = line->container;
	kept->name = strdup(line->name);
	if (!kept->name || !tsearch(kept, &names->by_container, by_container)) {
		free(kept->name);
		free(kept);
		return NULL;
	}
	append(owner, kept);
	names->lines += lines_of(kept);
	return kept;
}

static bool rename_kept(struct kept *kept, const char *name)
{
	char *copy = strdup(name);

	if (!copy)
		return false;
	free(kept->name);
	kept->name = copy;
	return true;
}

/* Returns false if out of memory; sets @added to whether the cgroup was new. */
static bool add_cgroup(struct kept_names *names, struct kept *kept, uint64_t cgroup, bool *added)
{
	struct cgroup_of *of;

	*added = cgroup && kept->cgroup_count < KEPT_NAMES_CGROUPS_MAX &&
		 !find_cgroup(names, cgroup);
	if (!*added)
		return true;
	of = malloc(sizeof(*of));
	if (of)
		*of = (struct cgroup_of){ .cgroup = cgroup, .kept = kept };
	if (!of || !tsearch(of, &names->by_cgroup, by_cgroup)) {
		free(of);
		return false;
	}
	names->lines -= lines_of(kept);
	kept->cgroups[kept->cgroup_count++] = of;
	names->lines += lines_of(kept);
	return true;
}

static enum status no_memory(void)
{
	return out_of_memory("the names of containers");
}

/* Sets @is_new to whether the line told anything new. */
static enum status remember(struct kept_names *names, const struct kept_line *line, bool *is_new)
{
	struct kept *kept = find(names, &line->container);
	bool another = !kept, added;

	if (!kept)
		kept = add(names, line);
	if (!kept)
		return no_memory();
	if (strcmp(kept->name, line->name)) {
		another = true;
		if (!rename_kept(kept, line->name))
			return no_memory();
	}
	if (!add_cgroup(names, kept, line->cgroup, &added))
		return no_memory();
	*is_new = another || added;
	return STATUS_OK;
}

static enum status on_line(void *context, const struct kept_line *line)
{
	bool is_new;

	return remember(context, line, &is_new);
}

struct kept_names *kept_names_open(const char *directory)
{
	struct kept_names *names = calloc(1, sizeof(*names));

	if (names)
		names->file = kept_file_open(directory);
	if (!names || !names->file) {
		free(names);
		no_memory();
		return NULL;
	}
	names->owner_count = 1;
	if (kept_file_read(names->file, on_line, names) == STATUS_OK)
		return names;
	kept_names_close(names);
	return NULL;
}

const char *kept_names_find(const struct kept_names *names, const struct container *container)
{
	const struct kept *kept = find(names, container);

	return kept ? kept->name : NULL;
}

bool kept_names_container(const struct kept_names *names, uint64_t cgroup,
			  struct container *container)
{
	const struct cgroup_of *of = find_cgroup(names, cgroup);

	if (of)
		*container = of->kept->container;
	return of;
}

static void put_kept(struct kept_file *file, const struct kept *kept)
{
	struct kept_line line = { .container = kept->container };
	size_t i;

	strcpy(line.name, kept->name);
	for (i = 0; i < lines_of(kept); i++) {
		line.cgroup = kept->cgroup_count ? kept->cgroups[i]->cgroup : 0;
		kept_file_put(file, &line);
	}
}

static void put_all(const struct kept_names *names)
{
	const struct kept *kept;
	size_t i;

	for (i = 0; i < names->owner_count; i++) {
		for (kept = names->owners[i].oldest; kept; kept = kept->newer)
			put_kept(names->file, kept);
	}
}

static enum status write_lines(struct kept_names *names)
{
	enum status status;

	if (!kept_file_lock(names->file))
		return STATUS_OK;
	status = kept_file_read(names->file, on_line, names);
	/* Do not replace lines that were not read. */
	if (status == STATUS_OK && kept_file_lines(names->file) > 2 * names->lines + SPARE_LINES) {
		kept_file_clear(names->file);
		put_all(names);
		kept_file_replace(names->file);
	} else {
		kept_file_append(names->file);
	}
	kept_file_unlock(names->file);
	return status;
}

enum status kept_names_put(struct kept_names *names, uint64_t cgroup,
			   const struct container *container, const char *name)
{
	struct kept_line line = { .container = *container, .cgroup = cgroup };
	enum status status;
	bool is_new = false;

	if (strlen(name) >= sizeof(line.name))
		return STATUS_OK;
	strcpy(line.name, name);
	status = remember(names, &line, &is_new);
	if (status != STATUS_OK || !is_new)
		return status;
	kept_file_put(names->file, &line);
	return write_lines(names);
}

void kept_names_close(struct kept_names *names)
{
	size_t i;

	if (!names)
		return;
	if (kept_file_pending(names->file))
		write_lines(names);
	for (i = 0; i < names->owner_count; i++)
		forget_all(names, &names->owners[i]);
	kept_file_close(names->file);
	free(names);
}
