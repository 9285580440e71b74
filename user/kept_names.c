// SPDX-License-Identifier: GPL-2.0
/*
 * kept_names.c - what is remembered of containers that may be gone
 */
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "container_name.h"
#include "file.h"
#include "json.h"
#include "kept_names.h"

#define FILE_NAME	"names"
#define FILE_MAX	(4 << 20)

struct kept_names {
	char	*directory;
	json_t	*kept;		/* as in the file, when it was read */
	json_t	*fresh;		/* not written yet */
};

static const char *text_of(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* Whether nobody but this user can have written it. */
static bool is_own(int fd, mode_t type)
{
	struct stat stat;

	return fd >= 0 && !fstat(fd, &stat) && (stat.st_mode & S_IFMT) == type &&
	       stat.st_uid == geteuid() && !(stat.st_mode & (S_IWGRP | S_IWOTH));
}

static bool parse_runtime(const char *name, enum runtime *runtime)
{
	int i;

	for (i = 0; name && i < RUNTIME_COUNT; i++) {
		if (!strcmp(runtime_names[i], name)) {
			*runtime = i;
			return true;
		}
	}
	return false;
}

/* False where the entry is not as it should be. */
static bool parse_entry(json_t *entry, struct container *container)
{
	const char *id = text_of(entry, "id"), *name = text_of(entry, "name");

	if (!json_is_integer(json_object_get(entry, "cgroup")) ||
	    !json_is_integer(json_object_get(entry, "uid")) || !id || !*id ||
	    strlen(id) >= CONTAINER_ID_MAX || !name || !*name || strlen(name) >= CONTAINER_NAME_MAX)
		return false;
	memset(container, 0, sizeof(*container));
	strcpy(container->id, id);
	container->id_is_name = !strcmp(id, name);
	container->uid = json_integer_value(json_object_get(entry, "uid"));
	return parse_runtime(text_of(entry, "runtime"), &container->runtime);
}

/* What is in the file, as far as it is as it should be: an array, never NULL. */
static json_t *read_file(int directory)
{
	int fd = openat(directory, FILE_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	json_t *names = json_array(), *all = NULL, *entry;
	struct container container;
	size_t length, i;
	char *text = NULL;

	if (is_own(fd, S_IFREG))
		text = file_read(fd, FILE_MAX, &length);
	if (fd >= 0)
		close(fd);
	if (text)
		all = json_loadb(text, length, 0, NULL);
	free(text);
	json_array_foreach(all, i, entry) {
		if (parse_entry(entry, &container) && json_array_size(names) < KEPT_NAMES_MAX)
			json_array_append(names, entry);
	}
	json_decref(all);
	return names;
}

static bool replace_file(int directory, json_t *names)
{
	static const char temporary[] = FILE_NAME ".new";
	int fd = openat(directory, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
			0600);
	bool written = fd >= 0 && !json_dumpfd(names, fd, JSON_COMPACT);

	if (fd >= 0)
		close(fd);
	return written && !renameat(directory, temporary, directory, FILE_NAME);
}

static int open_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && !is_own(fd, S_IFDIR)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* The newest is last. */
static json_t *find_entry(json_t *names, const struct container *container)
{
	size_t i;

	for (i = json_array_size(names); i; i--) {
		json_t *entry = json_array_get(names, i - 1);
		struct container its;

		if (parse_entry(entry, &its) && its.runtime == container->runtime &&
		    its.uid == container->uid && !strcmp(its.id, container->id))
			return entry;
	}
	return NULL;
}

static void save(struct kept_names *names)
{
	int directory;
	json_t *all;

	mkdir(names->directory, 0700);
	directory = open_directory(names->directory);
	if (directory < 0 || flock(directory, LOCK_EX | LOCK_NB)) {
		if (directory >= 0)
			close(directory);
		return;
	}
	all = read_file(directory);
	json_array_extend(all, names->fresh);
	while (json_array_size(all) > KEPT_NAMES_MAX)
		json_array_remove(all, 0);
	if (replace_file(directory, all)) {
		json_array_extend(names->kept, names->fresh);
		json_array_clear(names->fresh);
	}
	json_decref(all);
	close(directory);
}

struct kept_names *kept_names_open(const char *directory)
{
	struct kept_names *names = calloc(1, sizeof(*names));
	int fd = open_directory(directory);

	if (!names)
		exit(fail(STATUS_FAILED, "out of memory for names"));
	names->directory = strdup(directory);
	names->kept = fd >= 0 ? read_file(fd) : json_array();
	names->fresh = json_array();
	if (!names->directory || !names->kept || !names->fresh)
		exit(fail(STATUS_FAILED, "out of memory for names"));
	if (fd >= 0)
		close(fd);
	return names;
}

const char *kept_names_find(const struct kept_names *names, const struct container *container)
{
	json_t *entry = find_entry(names->kept, container);

	return entry ? text_of(entry, "name") : NULL;
}

bool kept_names_container(const struct kept_names *names, uint64_t cgroup,
			  struct container *container)
{
	json_t *entry;
	size_t i;

	json_array_foreach(names->kept, i, entry) {
		json_t *its = json_object_get(entry, "cgroup");

		if ((uint64_t)json_integer_value(its) == cgroup)
			return parse_entry(entry, container);
	}
	return false;
}

/* Whether it is there, as of the same cgroup. */
static bool is_kept(json_t *names, json_t *entry)
{
	json_t *its;
	size_t i;

	json_array_foreach(names, i, its) {
		if (json_equal(its, entry))
			return true;
	}
	return false;
}

void kept_names_put(struct kept_names *names, uint64_t cgroup, const struct container *container,
		    const char *name)
{
	/* As they are: they are cleaned when they are shown. */
	json_t *its = json_string(container->id), *called = json_string(name);
	json_t *entry;

	if (!its || !called) {
		/* Not UTF-8, which is what JSON can hold. */
		json_decref(its);
		json_decref(called);
		return;
	}
	entry = json_object();
	json_set(entry, "cgroup", json_integer(cgroup));
	json_set(entry, "runtime", json_string(runtime_names[container->runtime]));
	json_set(entry, "id", its);
	json_set(entry, "uid", json_integer(container->uid));
	json_set(entry, "name", called);
	if (!is_kept(names->kept, entry) && !is_kept(names->fresh, entry)) {
		json_array_append(names->fresh, entry);
		save(names);
	}
	json_decref(entry);
}

void kept_names_close(struct kept_names *names)
{
	if (!names)
		return;
	if (json_array_size(names->fresh))
		save(names);
	json_decref(names->kept);
	json_decref(names->fresh);
	free(names->directory);
	free(names);
}
