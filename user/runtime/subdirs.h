/* SPDX-License-Identifier: GPL-2.0 */
/*
 * subdirs.h - the directories of a runtime's containers, and the cgroups of those
 *
 * What was read is kept until a directory comes, goes or is another; so to find
 * one container among ten thousand costs a look at the directory that they are in.
 */
#ifndef SUBDIRS_H
#define SUBDIRS_H

#include "runtime/oci_state.h"
#include "runtime/runtime_files.h"

/**
 * struct subdir - a directory in another
 * @name: its name
 * @stamp: its state when it was read
 * @known: whether what is in it could be read
 * @runtime: whose container it is, where that is known
 * @cgroup: the container's cgroup, where that is known
 */
struct subdir {
	char			*name;
	struct runtime_stamp	stamp;
	bool			known;
	enum runtime		runtime;
	char			*cgroup;
};

/**
 * struct subdirs - all that are in one
 * @count: how many
 * @dirs: them, by name
 */
struct subdirs {
	size_t			count;
	struct subdir		*dirs;
	/* subdirs.c's own */
	struct subdir		**by_cgroup;
	size_t			known;
	struct runtime_stamp	stamp;
	bool			settled;
};

/**
 * typedef - reads what is in one of the directories, as oci_state_read()
 */
typedef bool subdir_reader(uid_t uid, const char *directory, struct oci_state *state);

/**
 * subdirs_in() - the directories in a directory
 * @uid: whose runtime's it is
 * @directory: its path from the root
 * @read: reads each; NULL where their names are enough
 *
 * Return: them, good until subdirs_in() is called again; NULL where there is no
 * such directory.
 */
const struct subdirs *subdirs_in(uid_t uid, const char *directory, subdir_reader *read);

/**
 * subdirs_find() - the directory of the container that has a cgroup
 * @subdirs: where
 * @cgroup: the cgroup's path
 *
 * Return: it, or NULL.
 */
const struct subdir *subdirs_find(const struct subdirs *subdirs, const char *cgroup);

#endif /* SUBDIRS_H */
