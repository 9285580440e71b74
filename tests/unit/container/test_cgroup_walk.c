// SPDX-License-Identifier: GPL-2.0
/*
 * All cgroups of a hierarchy, as nftw(3) finds directories; and nests that are
 * deeper than a path is long, which nftw(3) does not find its way in.
 */
#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>

#include "container/cgroup_walk.h"

struct seen {
	size_t	count;
	size_t	stop_after;
	size_t	longest;
	char	path[PATH_MAX];	/* that is looked for */
	bool	found;
	bool	fits;		/* each path is that of its directory */
};

static bool look(void *context, int directory, const char *path)
{
	struct seen *seen = context;
	struct stat its, named;
	char full[PATH_MAX + sizeof(fixture)];

	seen->count++;
	seen->found |= !strcmp(path, seen->path);
	if (strlen(path) > seen->longest)
		seen->longest = strlen(path);
	snprintf(full, sizeof(full), "%s%s", fixture, path);
	if (fstat(directory, &its) || stat(full, &named) || its.st_ino != named.st_ino)
		seen->fits = false;
	return seen->count != seen->stop_after;
}

static size_t directories;

static int count_one(const char *path, const struct stat *its, int type, struct FTW *place)
{
	(void)path;
	(void)its;
	(void)place;
	directories += type == FTW_D;
	return 0;
}

static struct seen walk(void)
{
	struct seen seen = { .fits = true, .path = "/a/b/c" };

	assert_int_equal(cgroup_walk(fixture, look, &seen), 0);
	return seen;
}

static void every_directory_is_visited_once(void **state)
{
	struct seen seen;
	char path[64];
	int i;

	(void)state;
	fixture_put("/a/b/c/cgroup.procs", "");
	fixture_put("/a/b/d/cgroup.procs", "");
	for (i = 0; i < 500; i++) {
		snprintf(path, sizeof(path), "/wide/a-rather-long-name-%d/cgroup.procs", i);
		fixture_put(path, "");
	}
	directories = 0;
	assert_int_equal(nftw(fixture, count_one, 16, FTW_PHYS), 0);
	seen = walk();
	assert_int_equal(seen.count, directories);
	assert_true(seen.found);
	assert_true(seen.fits);
}

/* Nothing but directories is a cgroup: a link would lead out of the hierarchy. */
static void links_are_not_followed(void **state)
{
	(void)state;
	fixture_put("/a/cgroup.procs", "");
	assert_int_equal(symlink("..", fixture_path("/a/up")), 0);
	assert_int_equal(walk().count, 2);
}

static void visit_ends_the_walk(void **state)
{
	struct seen seen = { .stop_after = 2 };

	(void)state;
	fixture_put("/a/b/c/d/e/cgroup.procs", "");
	assert_int_equal(cgroup_walk(fixture, look, &seen), 0);
	assert_int_equal(seen.count, 2);
}

static void there_has_to_be_one(void **state)
{
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(cgroup_walk(fixture_path("/none"), look, &seen), ENOENT);
	assert_int_equal(seen.count, 0);
}

#define DEEP	100
#define LONG	"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"

/* 100 levels of 96 bytes are more than PATH_MAX. */
static void depth_does_not_end_it(void **state)
{
	int at = open(fixture, O_DIRECTORY | O_RDONLY), next, i;
	struct seen seen;

	(void)state;
	for (i = 0; i < DEEP; i++) {
		assert_int_equal(mkdirat(at, LONG, 0755), 0);
		next = openat(at, LONG, O_DIRECTORY | O_RDONLY);
		close(at);
		at = next;
	}
	close(at);
	seen = walk();
	assert_int_equal(seen.count, 1 + DEEP);
	assert_true(seen.longest < PATH_MAX);
	/* Of those that are deeper the path is that of the last that is not. */
	assert_int_equal(seen.longest % (sizeof("/" LONG) - 1), 0);

	/* What tears down cannot either. */
	at = open(fixture, O_DIRECTORY | O_RDONLY);
	while (!faccessat(at, LONG, F_OK, 0)) {
		next = openat(at, LONG, O_DIRECTORY | O_RDONLY);
		close(at);
		at = next;
	}
	for (i = 0; i < DEEP; i++) {
		next = openat(at, "..", O_DIRECTORY | O_RDONLY);
		close(at);
		at = next;
		assert_int_equal(unlinkat(at, LONG, AT_REMOVEDIR), 0);
	}
	close(at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		fixture_test(every_directory_is_visited_once),
		fixture_test(links_are_not_followed),
		fixture_test(visit_ends_the_walk),
		fixture_test(there_has_to_be_one),
		fixture_test(depth_does_not_end_it),
	};

	return cmocka_run_group_tests_name("cgroup_walk", tests, NULL, NULL);
}
