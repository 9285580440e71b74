/* SPDX-License-Identifier: GPL-2.0 */
/*
 * kept_names.h - what is remembered of containers that may be gone
 *
 * A name is gone from its runtime's files with the container. A reader that has
 * seen it keeps it for those who ask later, until the host is booted again:
 * DIRECTORY/names is a JSON array of the newest KEPT_NAMES_MAX, newest last, each
 * {"cgroup","runtime","id","uid","name"}. Only root can read and write it. It is
 * replaced as a whole; writers lock the directory.
 */
#ifndef KEPT_NAMES_H
#define KEPT_NAMES_H

#include <stdint.h>

#include "container.h"

#define KEPT_NAMES_DIRECTORY	"/run/capprobe"
#define KEPT_NAMES_MAX		1024

struct kept_names;

/**
 * kept_names_open() - read what is kept
 * @directory: where
 *
 * A file that another than root could have written, or that is not as it should
 * be, holds nothing.
 *
 * Return: the names; the program ends where there is no memory.
 */
struct kept_names *kept_names_open(const char *directory);

/**
 * kept_names_find() - the name of a container
 * @names: where from
 * @container: the container
 *
 * Return: the name, not cleaned, good until kept_names_close(); or NULL.
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
 * @cgroup: id of the cgroup that it was seen with
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
