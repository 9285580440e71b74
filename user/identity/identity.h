/* SPDX-License-Identifier: GPL-2.0 */
/*
 * identity.h - map a record to its cgroup, container and name
 *
 * A name is looked up when its cgroup is first seen, and remembered, because it
 * vanishes from the runtime's files with the container. A reader can also save names
 * for programs that ask later (kept_names.h).
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <jansson.h>
#include <sys/queue.h>

#include "container/container.h"
#include "kernel/netlink.h"

/**
 * struct identity - the owner of a record
 * @cgroup: id of the cgroup
 * @path: its path; empty if unknown
 * @contained: it belongs to a container or service
 * @container: which
 * @evident: the path alone tells which
 * @name: the container's name, not cleaned; NULL if unknown
 * @looks: number of lookups so far
 * @looked: time of the last one, CLOCK_MONOTONIC in milliseconds
 * @turn: private to identity.c: LRU list
 */
struct identity {
	uint64_t		cgroup;
	char			*path;
	bool			contained;
	struct container	container;
	bool			evident;
	char			*name;
	unsigned int		looks;
	long			looked;
	TAILQ_ENTRY(identity)	turn;
};

#define IDENTITIES_MAX	16384	/* limit after identities_keep() */

struct identities;

/**
 * identities_new() - get all cgroups that the module knows
 * @netlink: the connection, used until identities_free()
 * @identities: result
 */
enum status identities_new(struct netlink *netlink, struct identities **identities);

/**
 * identities_keep() - save the names of containers that are seen from now on
 * @identities: the identities
 *
 * This is for long-running programs, so it also limits the number of identities to
 * IDENTITIES_MAX. The least recently used ones are dropped: cgroups that are gone are
 * not asked for again.
 */
void identities_keep(struct identities *identities);

/**
 * identities_free() - free all identities
 * @identities: the identities, or NULL
 */
void identities_free(struct identities *identities);

/**
 * identities_learn() - add a cgroup
 * @identities: the identities
 * @cgroup: id of the cgroup
 * @path: its path
 * @length: length of @path in bytes
 *
 * Return: STATUS_OK, or STATUS_FAILED if out of memory, after reporting it.
 */
enum status identities_learn(struct identities *identities, uint64_t cgroup, const char *path,
			     size_t length);

/**
 * identities_find() - look up a cgroup
 * @identities: the identities; one that is missing is requested from the module
 * @cgroup: id of the cgroup
 * @found: set to the identity, which is valid until identities_free(), after
 *	identities_keep() only until the next identities_find() or identities_learn()
 *
 * Return: STATUS_OK, or STATUS_FAILED if out of memory, after reporting it.
 */
enum status identities_find(struct identities *identities, uint64_t cgroup,
			    const struct identity **found);

/**
 * identity_json() - make the "container" object
 * @identity: the identity
 *
 * Return: an object; null on the host.
 */
json_t *identity_json(const struct identity *identity);

#define IDENTITY_LABEL_MAX	1024
#define IDENTITY_SHORT_ID	12	/* digits of an id to show, like the runtimes do */

/**
 * identity_label() - short label of the container: its name, else its short id;
 *	UID:NAME for a user's container
 * @identity: the identity
 * @label: result, cleaned
 *
 * Return: @label; "host" on the host.
 */
const char *identity_label(const struct identity *identity, char label[IDENTITY_LABEL_MAX]);

/**
 * identity_place() - short label of the container, or on the host the cgroup's path
 * @identity: the identity
 * @label: result, cleaned and truncated
 *
 * Return: @label.
 */
const char *identity_place(const struct identity *identity, char label[IDENTITY_LABEL_MAX]);

/**
 * identity_compare() - compare identities
 * @a: one identity
 * @b: another
 *
 * Return: as for qsort(3); 0 if they belong to the same container, or on the host are
 * the same cgroup.
 */
int identity_compare(const struct identity *a, const struct identity *b);

#endif /* IDENTITY_H */
