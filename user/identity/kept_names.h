/* SPDX-License-Identifier: GPL-2.0 */
/*
 * kept_names.h - what is remembered of containers that may be gone
 *
 * A name is gone from its runtime's files with the container. A reader that has
 * seen it keeps it for those who ask later, until the host is booted again:
 * DIRECTORY/names has a line for each sighting, RUNTIME UID CGROUP ID NAME, with
 * %XX for bytes that would end a field; CGROUP is 0 where the path of the cgroup
 * tells the container. Only root can read and write it. Lines are appended, and
 * the file is replaced when most of them are of no use any more; who writes locks
 * the directory.
 *
 * However many containers a user has, no other's are forgotten for them, and
 * however many cgroups a container has, no other container is.
 */
#ifndef KEPT_NAMES_H
#define KEPT_NAMES_H

#include <stdint.h>

#include "container/container.h"

#define KEPT_NAMES_DIRECTORY	"/run/capprobe"
#define KEPT_NAMES_MAX		16384	/* containers of root's; the newest are kept */
#define KEPT_NAMES_USER_MAX	512	/* of a user's */
#define KEPT_NAMES_USERS_MAX	32	/* users, root included */
#define KEPT_NAMES_CGROUPS_MAX	16	/* of a container; the first are kept */

struct kept_names;

/**
 * kept_names_open() - read what is kept
 * @directory: where
 *
 * A file that another than root could have written holds nothing, and lines that
 * are not as they should be neither.
 *
 * Return: the names; the program ends where there is no memory.
 */
struct kept_names *kept_names_open(const char *directory);

/**
 * kept_names_find() - the name of a container
 * @names: where from
 * @container: the container
 *
 * Return: the name, not cleaned, good until the next kept_names_put(); or NULL.
 */
const char *kept_names_find(const struct kept_names *names, const struct container *container);

/**
 * kept_names_container() - the container that a cgroup was of
 * @names: where from
 * @cgroup: id of the cgroup, which the kernel gives to no other
 * @container: where to
 *
 * Return: whether that is known.
 */
bool kept_names_container(const struct kept_names *names, uint64_t cgroup,
			  struct container *container);

/**
 * kept_names_put() - keep a name
 * @names: where to
 * @cgroup: id of the cgroup that it was seen with, or 0 where that is evident
 * @container: the container
 * @name: its name
 *
 * What cannot be written now, because another is writing, is with the next one.
 */
void kept_names_put(struct kept_names *names, uint64_t cgroup, const struct container *container,
		    const char *name);

/**
 * kept_names_close() - write what could not be written, and forget it all
 * @names: the names, or NULL
 */
void kept_names_close(struct kept_names *names);

#endif /* KEPT_NAMES_H */
