// SPDX-License-Identifier: GPL-2.0
/*
 * cgroup_walk.c - visit all cgroups of a hierarchy
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "container/cgroup_walk.h"

/**
 * struct level - a cgroup between the root and the current one
 * @children: names of its children, each NUL-terminated
 * @next: the next child to visit
 * @end: end of @children
 * @path_length: bytes of the path that is reported
 * @is_cut: the path was too long, and an ancestor's is reported
 */
struct level {
	char	*children;
	char	*next;
	char	*end;
	size_t	path_length;
	bool	is_cut;
};

/**
 * struct walk - state of the walk
 * @directory: the current cgroup, open
 * @path: its path
 * @levels: the levels from the root to it
 * @depth: number of levels
 * @room: allocated levels
 * @error: errno for the first cgroup that could not be entered
 */
struct walk {
	int		directory;
	char		path[PATH_MAX];
	struct level	*levels;
	size_t		depth;
	size_t		room;
	int		error;
};

/* It is not an error if a cgroup was removed meanwhile. */
static void miss(struct walk *walk)
{
	if (!walk->error && errno != ENOENT && errno != ENODEV)
		walk->error = errno;
}

static struct level *top(struct walk *walk)
{
	return &walk->levels[walk->depth - 1];
}

static bool add_child(struct level *level, size_t *room, const char *name)
{
	size_t used = level->end - level->children, length = strlen(name) + 1;
	char *larger = array_grow(level->children, room, used + length, 1);

	if (!larger)
		return false;
	memcpy(larger + used, name, length);
	level->children = larger;
	level->end = larger + used + length;
	return true;
}

static bool is_child(const struct dirent *entry)
{
	return entry->d_type == DT_DIR && strcmp(entry->d_name, ".") &&
	       strcmp(entry->d_name, "..");
}

/* Each child adds a link: spare listing the dozens of files of a leaf. */
static bool is_leaf(int directory)
{
	struct stat its;

	return !fstat(directory, &its) && its.st_nlink == 2;
}

/* Collect all names first: a directory open at each level takes too many descriptors. */
static void read_children(struct walk *walk)
{
	struct level *level = top(walk);
	const struct dirent *entry;
	size_t room = 0;
	DIR *entries;
	int fd;

	if (is_leaf(walk->directory))
		return;
	fd = openat(walk->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	entries = fd < 0 ? NULL : fdopendir(fd);
	if (!entries) {
		miss(walk);
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((entry = readdir(entries))) {
		if (is_child(entry) && !add_child(level, &room, entry->d_name))
			miss(walk);
	}
	closedir(entries);
	level->next = level->children;
}

static bool push(struct walk *walk)
{
	struct level *larger = array_grow(walk->levels, &walk->room, walk->depth + 1,
					  sizeof(*larger));

	if (!larger)
		return false;
	walk->levels = larger;
	walk->levels[walk->depth++] = (struct level){ 0 };
	return true;
}

static void extend_path(struct walk *walk, const struct level *above, const char *name)
{
	struct level *level = top(walk);
	size_t length = above->path_length + 1 + strlen(name);

	level->path_length = above->path_length;
	level->is_cut = above->is_cut || length >= PATH_MAX;
	if (level->is_cut)
		return;
	walk->path[above->path_length] = '/';
	strcpy(walk->path + above->path_length + 1, name);
	level->path_length = length;
}

/* Enters the next child; false if that fails. */
static bool descend(struct walk *walk)
{
	struct level *above = top(walk);
	const char *name = above->next;
	int directory = openat(walk->directory, name,
			       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	above->next += strlen(name) + 1;
	if (directory < 0 || !push(walk)) {
		miss(walk);
		if (directory >= 0)
			close(directory);
		return false;
	}
	close(walk->directory);
	walk->directory = directory;
	extend_path(walk, top(walk) - 1, name);
	read_children(walk);
	return true;
}

/* ".." works even if the directory has been removed. */
static bool ascend(struct walk *walk)
{
	int directory = openat(walk->directory, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory < 0) {
		walk->error = errno;
		return false;
	}
	close(walk->directory);
	walk->directory = directory;
	free(top(walk)->children);
	walk->depth--;
	walk->path[top(walk)->path_length] = '\0';
	return true;
}

static void walk_from_root(struct walk *walk, cgroup_visit visit, void *context)
{
	bool entered = push(walk);

	if (!entered) {
		miss(walk);
		return;
	}
	read_children(walk);
	while (!entered || visit(context, walk->directory, walk->path)) {
		while (top(walk)->next == top(walk)->end) {
			if (walk->depth == 1 || !ascend(walk))
				return;
		}
		entered = descend(walk);
	}
}

int cgroup_walk(const char *root, cgroup_visit visit, void *context)
{
	struct walk walk = { .directory = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };

	if (walk.directory < 0)
		return errno;
	walk_from_root(&walk, visit, context);
	while (walk.depth)
		free(walk.levels[--walk.depth].children);
	free(walk.levels);
	close(walk.directory);
	return walk.error;
}
