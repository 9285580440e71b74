// SPDX-License-Identifier: GPL-2.0
/*
 * subdirs.c - index the directories of a runtime's containers by cgroup
 */
#include <limits.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "runtime/runtime_cache.h"
#include "runtime/subdirs.h"

/* Seconds that a runtime may take to write the files of a new container. */
#define WRITTEN_IN	10

static void free_dirs(struct subdir *dirs, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		free(dirs[i].name);
		free(dirs[i].cgroup);
	}
	free(dirs);
}

static void drop(void *made)
{
	struct subdirs *subdirs = made;

	free_dirs(subdirs->dirs, subdirs->count);
	free(subdirs->by_cgroup);
	*subdirs = (struct subdirs){ 0 };
}

static int by_name(const void *a, const void *b)
{
	const struct subdir *one = a, *other = b;

	return strcmp(one->name, other->name);
}

static int by_cgroup(const void *a, const void *b)
{
	const struct subdir *const *one = a, *const *other = b;

	return strcmp((*one)->cgroup, (*other)->cgroup);
}

/* Drop everything rather than keep a part: it is read again for the next question. */
static void drop_for_memory(struct subdirs *subdirs)
{
	drop(subdirs);
	runtime_no_memory();
}

/* Returns false if out of memory. */
static bool add(struct subdirs *subdirs, size_t *room, const char *name)
{
	struct subdir *larger = array_grow(subdirs->dirs, room, subdirs->count + 1,
					   sizeof(*larger));

	if (!larger)
		return false;
	subdirs->dirs = larger;
	larger[subdirs->count] = (struct subdir){ .name = strdup(name) };
	return larger[subdirs->count++].name;
}

static void list(struct subdirs *subdirs, uid_t uid, const char *path)
{
	DIR *directory = runtime_directory(uid, path);
	const struct dirent *entry;
	size_t room = 0;

	while (directory && (entry = readdir(directory))) {
		if (*entry->d_name == '.' || entry->d_type == DT_REG)
			continue;
		if (subdirs->count == RUNTIME_FILES_MAX) {
			runtime_say("%s has more than %d containers: the rest are unknown",
				    path, RUNTIME_FILES_MAX);
			break;
		}
		if (!add(subdirs, &room, entry->d_name)) {
			drop_for_memory(subdirs);
			break;
		}
	}
	if (directory)
		closedir(directory);
	if (subdirs->count)
		qsort(subdirs->dirs, subdirs->count, sizeof(*subdirs->dirs), by_name);
}

static void read_one(uid_t uid, const char *directory, struct subdir *dir, subdir_reader *read)
{
	struct oci_state state;
	char below[PATH_MAX];

	if (snprintf(below, sizeof(below), "%s/%s", directory, dir->name) >= (int)sizeof(below) ||
	    !read(uid, below, &state))
		return;
	dir->known = strlen(state.cgroup) < PATH_MAX;
	dir->runtime = state.runtime;
	if (dir->known) {
		dir->cgroup = state.cgroup;
		state.cgroup = NULL;
	}
	oci_state_free(&state);
}

/* Takes over what was read @before if the directory has not changed. */
static void read_or_keep(uid_t uid, const char *directory, struct subdir *dir,
			 const struct subdirs *before, subdir_reader *read)
{
	struct subdir *was = before->count ? bsearch(dir, before->dirs, before->count,
						     sizeof(*dir), by_name) : NULL;
	char *path = runtime_path("%s/%s", directory, dir->name);
	bool there = runtime_stamp(uid, path, &dir->stamp);

	free(path);
	if (!there)
		return;
	if (was && was->known && runtime_stamp_same(&was->stamp, &dir->stamp)) {
		dir->known = true;
		dir->runtime = was->runtime;
		dir->cgroup = was->cgroup;
		was->cgroup = NULL;
		return;
	}
	read_one(uid, directory, dir, read);
}

static void index_cgroups(struct subdirs *subdirs)
{
	size_t i, bytes = 0;

	free(subdirs->by_cgroup);
	subdirs->by_cgroup = calloc(subdirs->count + 1, sizeof(*subdirs->by_cgroup));
	if (!subdirs->by_cgroup) {
		drop_for_memory(subdirs);
		return;
	}
	subdirs->known = 0;
	for (i = 0; i < subdirs->count; i++) {
		struct subdir *dir = &subdirs->dirs[i];

		bytes += sizeof(*dir) + sizeof(dir) + strlen(dir->name);
		if (dir->known) {
			subdirs->by_cgroup[subdirs->known++] = dir;
			bytes += strlen(dir->cgroup);
		}
	}
	qsort(subdirs->by_cgroup, subdirs->known, sizeof(*subdirs->by_cgroup), by_cgroup);
	runtime_cache_charge(bytes);
}

/* Another change within the same clock tick would leave the stamp as it is. */
static bool is_settled(const struct runtime_stamp *stamp)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME_COARSE, &now);
	return now.tv_sec > stamp->modified.tv_sec ||
	       (now.tv_sec == stamp->modified.tv_sec && now.tv_nsec > stamp->modified.tv_nsec);
}

static void read_all(struct subdirs *subdirs, uid_t uid, const char *directory, const char *path,
		     const struct runtime_stamp *stamp, subdir_reader *read)
{
	struct subdirs before = *subdirs;
	size_t i;

	*subdirs = (struct subdirs){ .stamp = *stamp, .settled = is_settled(stamp) };
	list(subdirs, uid, path);
	for (i = 0; read && i < subdirs->count; i++)
		read_or_keep(uid, directory, &subdirs->dirs[i], &before, read);
	drop(&before);
	index_cgroups(subdirs);
}

/* Retries incomplete directories, until they are old enough to be mere leftovers. */
static void read_missing(struct subdirs *subdirs, uid_t uid, const char *directory,
			 subdir_reader *read)
{
	time_t now = time(NULL);
	bool found = false;
	size_t i;

	for (i = 0; i < subdirs->count; i++) {
		struct subdir *dir = &subdirs->dirs[i];

		if (dir->known || now > dir->stamp.modified.tv_sec + WRITTEN_IN)
			continue;
		read_one(uid, directory, dir, read);
		found |= dir->known;
	}
	if (found)
		index_cgroups(subdirs);
}

const struct subdirs *subdirs_in(uid_t uid, const char *directory, subdir_reader *read)
{
	char *path = runtime_path("%s", directory);
	struct runtime_stamp stamp;
	struct subdirs *subdirs;
	bool fresh;

	subdirs = runtime_cache(uid, path, sizeof(*subdirs), drop, &fresh);
	if (subdirs && !fresh) {
		if (!runtime_stamp(uid, path, &stamp))
			drop(subdirs);
		else if (!subdirs->settled || !runtime_stamp_same(&subdirs->stamp, &stamp))
			read_all(subdirs, uid, directory, path, &stamp, read);
		else if (read && subdirs->known < subdirs->count)
			read_missing(subdirs, uid, directory, read);
	}
	free(path);
	return subdirs && subdirs->count ? subdirs : NULL;
}

const struct subdir *subdirs_find(const struct subdirs *subdirs, const char *cgroup)
{
	const struct subdir key = { .cgroup = (char *)cgroup }, *wanted = &key;
	struct subdir **found = bsearch(&wanted, subdirs->by_cgroup, subdirs->known,
					sizeof(*subdirs->by_cgroup), by_cgroup);

	return found ? *found : NULL;
}
