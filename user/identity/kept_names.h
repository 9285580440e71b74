/* SPDX-License-Identifier: GPL-2.0 */
/*
 * kept_names.h - names of containers that may be gone
 *
 * A name vanishes from its runtime's files with the container. A reader that has seen
 * it saves it, until the next boot, for programs that ask later: DIRECTORY/names has a
 * line for each sighting, RUNTIME UID CGROUP ID NAME, with bytes that would end a field
 * written as %XX; CGROUP is 0 if the cgroup's path tells the container. Only root can
 * read and write the file. Lines are appended, and the file is rewritten once most of
 * them are obsolete. Writers lock the directory.
 *
 * However many containers a user has, they do not displace another user's; and however
 * many cgroups a container has, they do not displace another container.
 */
#ifndef KEPT_NAMES_H
#define KEPT_NAMES_H

#include <stdint.h>

#include "base/status.h"
#include "container/container.h"

#define KEPT_NAMES_DIRECTORY	"/run/capprobe"
#define KEPT_NAMES_MAX		16384	/* root's containers; the newest are kept */
#define KEPT_NAMES_USER_MAX	512	/* another user's containers */
#define KEPT_NAMES_USERS_MAX	32	/* users, including root */
#define KEPT_NAMES_CGROUPS_MAX	16	/* cgroups of a container; the first are kept */

struct kept_names;

/**
 * kept_names_open() - read the saved names
 * @directory: directory of the file
 *
 * Ignores a file that anybody else could have written, and invalid lines.
 *
 * Return: the names; NULL if out of memory, after reporting it.
 */
struct kept_names *kept_names_open(const char *directory);

/**
 * kept_names_find() - look up the name of a container
 * @names: the names
 * @container: the container
 *
 * Return: the name, not cleaned, valid until the next kept_names_put(); or NULL.
 */
const char *kept_names_find(const struct kept_names *names, const struct container *container);

/**
 * kept_names_container() - look up the container that a cgroup belonged to
 * @names: the names
 * @cgroup: id of the cgroup, which the kernel does not reuse
 * @container: result
 *
 * Return: whether it is known.
 */
bool kept_names_container(const struct kept_names *names, uint64_t cgroup,
			  struct container *container);

/**
 * kept_names_put() - save a name
 * @names: the names
 * @cgroup: id of the cgroup it was seen with, or 0 if the path tells the container
 * @container: the container
 * @name: its name
 *
 * If another process holds the lock, it is written together with the next one.
 *
 * Return: STATUS_OK, or STATUS_FAILED if out of memory, after reporting it.
 */
enum status kept_names_put(struct kept_names *names, uint64_t cgroup,
			   const struct container *container, const char *name);

/**
 * kept_names_close() - write what is still queued, and free the names
 * @names: the names, or NULL
 */
void kept_names_close(struct kept_names *names);

#endif /* KEPT_NAMES_H */
