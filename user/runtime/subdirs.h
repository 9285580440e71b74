/* SPDX-License-Identifier: GPL-2.0 */
/*
 * subdirs.h - index the directories of a runtime's containers by cgroup
 *
 * The index is cached until a directory is added, removed or replaced, so that
 * finding one container among ten thousand takes a stat() of the parent directory.
 */
#ifndef SUBDIRS_H
#define SUBDIRS_H

#include "runtime/oci_state.h"
#include "runtime/runtime_files.h"

/**
 * struct subdir - a container's directory
 * @name: its name
 * @stamp: its stamp when it was read
 * @known: its contents could be read; @runtime and @cgroup are valid
 * @runtime: the container's runtime
 * @cgroup: the container's cgroup
 */
struct subdir {
	char			*name;
	struct runtime_stamp	stamp;
	bool			known;
	enum runtime		runtime;
	char			*cgroup;
};

/**
 * struct subdirs - all subdirectories of a directory
 * @count: number of subdirectories
 * @dirs: the subdirectories, sorted by name
 */
struct subdirs {
	size_t			count;
	struct subdir		*dirs;
	/* private to subdirs.c */
	struct subdir		**by_cgroup;
	size_t			known;
	struct runtime_stamp	stamp;
	bool			settled;
};

/**
 * typedef - reads a subdirectory, like oci_state_read()
 */
typedef bool subdir_reader(uid_t uid, const char *directory, struct oci_state *state);

/**
 * subdirs_in() - get the subdirectories of a directory
 * @uid: owner of the runtime
 * @directory: its absolute path
 * @read: reads a subdirectory; NULL if the names are enough
 *
 * Return: the subdirectories, valid until the next call; NULL if there are none.
 */
const struct subdirs *subdirs_in(uid_t uid, const char *directory, subdir_reader *read);

/**
 * subdirs_find() - find the container that owns a cgroup
 * @subdirs: the subdirectories
 * @cgroup: the cgroup's path
 *
 * Return: the container's directory, or NULL.
 */
const struct subdir *subdirs_find(const struct subdirs *subdirs, const char *cgroup);

#endif /* SUBDIRS_H */
