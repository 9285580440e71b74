/* SPDX-License-Identifier: GPL-2.0 */
/*
 * cgroup_walk.h - all cgroups of a hierarchy
 */
#ifndef CGROUP_WALK_H
#define CGROUP_WALK_H

#include <stdbool.h>

/**
 * typedef cgroup_visit - what is done with a cgroup
 * @context: as it was given
 * @directory: its directory, open
 * @path: its path, "" for the root; of one whose path is as long as PATH_MAX or
 *	longer that of the last above it whose path is not
 *
 * Return: whether to go on.
 */
typedef bool (*cgroup_visit)(void *context, int directory, const char *path);

/**
 * cgroup_walk() - visit all cgroups of a hierarchy
 * @root: its directory
 * @visit: what to do with each
 * @context: for @visit
 *
 * Whoever has a cgroup can nest as many in it as he likes, and call them what he
 * likes: neither the depth nor a path's length ends the walk, and it keeps one
 * directory open.
 *
 * Return: 0 where it saw all that were there all the time, or was ended by
 * @visit; else the error that kept it out of the first that it could not enter.
 */
int cgroup_walk(const char *root, cgroup_visit visit, void *context);

#endif /* CGROUP_WALK_H */
