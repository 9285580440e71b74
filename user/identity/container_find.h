/* SPDX-License-Identifier: GPL-2.0 */
/*
 * container_find.h - the container that a cgroup belongs to
 */
#ifndef CONTAINER_FIND_H
#define CONTAINER_FIND_H

#include "container/container.h"

/**
 * container_find() - the container that a cgroup belongs to
 * @path: the cgroup's path in the default hierarchy
 * @length: its bytes
 * @container: where to
 *
 * As container_parse(), and from what containerd, runc, crun and
 * systemd-machined note down about cgroups whose paths do not tell. What they
 * note down is believed of the very cgroup that it is about, and what a user's
 * runtime says of that user's cgroups only. Read within a second, as by
 * container_name(); where that was too short it is container_parse().
 *
 * Return: whether it is one; false for the host's own.
 */
bool container_find(const char *path, size_t length, struct container *container);

/**
 * container_find_is_plain() - the same, where a cgroup's path alone tells
 * @path: as above
 * @length: as above
 * @container: as container_parse()
 * @found: where to put what that answers
 *
 * Return: whether nothing that a runtime notes down could make it another.
 */
bool container_find_is_plain(const char *path, size_t length, struct container *container,
			     bool *found);

/**
 * container_find_read() - the same, here and for as long as it takes
 * @path: as above
 * @length: as above
 * @asked: whose runtimes are: 0 for root's, else only those of that user
 * @container: as above
 */
bool container_find_read(const char *path, size_t length, uid_t asked,
			 struct container *container);

#endif /* CONTAINER_FIND_H */
