// SPDX-License-Identifier: GPL-2.0
/*
 * cgroup_walk.c - all cgroups of a hierarchy
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "container/cgroup_walk.h"

/**
 * struct level - a cgroup between the root and where the walk is
 * @children: the names of those below, each terminated
 * @next: of which this is the next to go to
 * @end: where they end
 * @path_length: bytes of what is told as its path
 * @is_cut: that is the path of one above
 */
struct level {
	char	*children;
	char	*next;
	char	*end;
	size_t	path_length;
	bool	is_cut;
};

/**
 * struct walk - where the walk is
 * @directory: the cgroup's, open
 * @path: its path
 * @levels: from the root to it
 * @depth: how many
 * @room: for how many there is
 * @error: what kept it out of the first that it could not enter
 */
struct walk {
	int		directory;
	char		path[PATH_MAX];
	struct level	*levels;
	size_t		depth;
	size_t		room;
	int		error;
};

/* One that was removed meanwhile is not missed. */
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
	char *larger = level->children;

	if (used + length > *room) {
		*room = 2 * *room + length;
		larger = realloc(level->children, *room);
		if (!larger)
			return false;
	}
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

/* Whether there is none below: each has a link, and to list them is to list dozens of files. */
static bool is_leaf(int directory)
{
	struct stat its;

	return !fstat(directory, &its) && its.st_nlink == 2;
}

/* What is below is noted down first: to be open at each level takes too many descriptors. */
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
	if (walk->depth == walk->room) {
		size_t room = walk->room ? 2 * walk->room : 16;
		struct level *larger = reallocarray(walk->levels, room, sizeof(*larger));

		if (!larger)
			return false;
		walk->levels = larger;
		walk->room = room;
	}
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

/* Goes to the next child; false where it cannot. */
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

/* A directory that was removed still knows the one above. */
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
