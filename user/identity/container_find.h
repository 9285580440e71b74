/* SPDX-License-Identifier: GPL-2.0 */
/*
 * container_find.h - find the container that a cgroup belongs to
 */
#ifndef CONTAINER_FIND_H
#define CONTAINER_FIND_H

#include "container/container.h"

/**
 * container_find() - find the container that a cgroup belongs to
 * @path: the cgroup's path in the default hierarchy
 * @length: its length in bytes
 * @container: result
 *
 * Like container_parse(), but if the path alone does not tell, consults the state
 * files of containerd, runc, crun and systemd-machined. A state file is trusted only
 * about the very cgroup that it names, and a user's runtime only about that user's
 * cgroups. The files are read by another process, as for container_name(); if it does
 * not answer in time, the result is that of container_parse().
 *
 * Return: true for a container or service; false for the host.
 */
bool container_find(const char *path, size_t length, struct container *container);

/**
 * container_find_is_plain() - the same, if the path alone tells
 * @path: as above
 * @length: as above
 * @container: result of container_parse()
 * @found: set to what container_parse() returned
 *
 * Return: whether that is final, whatever the runtimes' files say.
 */
bool container_find_is_plain(const char *path, size_t length, struct container *container,
			     bool *found);

/**
 * container_find_read() - the same in this process, however long it takes
 * @path: as above
 * @length: as above
 * @asked: whose runtimes to consult: root's for 0, else only that user's
 * @container: as above
 */
bool container_find_read(const char *path, size_t length, uid_t asked,
			 struct container *container);

#endif /* CONTAINER_FIND_H */
