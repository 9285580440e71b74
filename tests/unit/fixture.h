/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fixture.h - a directory that replaces "/", with files of runtimes that are not installed
 */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "unit.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/runtime_files.h"

/* Ids of containers. */
#define H	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define I	"7777777777777777777777777777777777777777777777777777777777777777"

#define TASKS	"/run/containerd/io.containerd.runtime.v2.task"

static char fixture[64];

/* The path of a file below the fixture; creates its directories. */
static inline const char *fixture_path(const char *path)
{
	static char full[4096];
	char *slash;

	snprintf(full, sizeof(full), "%s%s", fixture, path);
	for (slash = strchr(full + strlen(fixture) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(full, 0755);
		*slash = '/';
	}
	return full;
}

static inline void fixture_write(const char *path, const void *text, size_t length)
{
	FILE *file = fopen(fixture_path(path), "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	fclose(file);
}

static inline void fixture_put(const char *path, const char *text)
{
	fixture_write(path, text, strlen(text));
}

static inline int fixture_remove_one(const char *path, const struct stat *stat, int type,
				     struct FTW *place)
{
	(void)stat;
	(void)type;
	(void)place;
	return remove(path);
}

/* Each test has its own fixture. */
static inline int fixture_set_up(void **state)
{
	(void)state;
	strcpy(fixture, "/tmp/capprobe-XXXXXX");
	if (!mkdtemp(fixture) || chmod(fixture, 0755))
		return -1;
	runtime_files_root(fixture);
	return 0;
}

static inline int fixture_tear_down(void **state)
{
	(void)state;
	return nftw(fixture, fixture_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#define fixture_test(function)	\
	cmocka_unit_test_setup_teardown(function, fixture_set_up, fixture_tear_down)

#endif /* FIXTURE_H */
