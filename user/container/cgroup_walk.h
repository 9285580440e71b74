/* SPDX-License-Identifier: GPL-2.0 */
/*
 * cgroup_walk.h - visit all cgroups of a hierarchy
 */
#ifndef CGROUP_WALK_H
#define CGROUP_WALK_H

#include <stdbool.h>

/**
 * typedef cgroup_visit - callback for a cgroup
 * @context: as given to cgroup_walk()
 * @directory: its directory, open
 * @path: its path, "" for the root; if that does not fit PATH_MAX, the path of
 *	its closest ancestor that does
 *
 * Return: whether to continue.
 */
typedef bool (*cgroup_visit)(void *context, int directory, const char *path);

/**
 * cgroup_walk() - visit all cgroups of a hierarchy
 * @root: its directory
 * @visit: called for each cgroup
 * @context: for @visit
 *
 * The owner of a cgroup can nest others in it to any depth and give them any name,
 * so neither the depth nor the length of a path limits the walk, and it keeps only
 * one directory open.
 *
 * Return: 0 if it saw every cgroup that existed throughout, or if @visit ended it;
 * else the errno for the first one that it could not enter.
 */
int cgroup_walk(const char *root, cgroup_visit visit, void *context);

#endif /* CGROUP_WALK_H */
