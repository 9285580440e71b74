/* SPDX-License-Identifier: GPL-2.0 */
/*
 * identity.h - whose a record is: its cgroup, container and the name of that
 *
 * A name is looked up when its cgroup is first heard of, and held: it is gone
 * from the runtime's files when the container is removed. What a reader has seen
 * is kept for programs that ask later (kept_names.h).
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <jansson.h>

#include "container.h"
#include "netlink.h"

/**
 * struct identity - whose a record is
 * @cgroup: id of the cgroup
 * @path: its path; empty where it is not known
 * @contained: whether it is a container's, or a service's
 * @container: which
 * @evident: whether its path tells that
 * @name: how people call it, not cleaned; NULL where that is not known
 * @looks: how often it was tried to find out
 * @looked: when last, milliseconds of CLOCK_MONOTONIC
 */
struct identity {
	uint64_t		cgroup;
	char			*path;
	bool			contained;
	struct container	container;
	bool			evident;
	char			*name;
	unsigned int		looks;
	uint64_t		looked;
};

struct identities;

/**
 * identities_new() - all cgroups that the module knows
 * @netlink: the connection, which is kept
 * @identities: where to put them
 */
enum status identities_new(struct netlink *netlink, struct identities **identities);

/**
 * identities_keep() - keep the names of containers that are seen from now on
 * @identities: where they are seen
 */
void identities_keep(struct identities *identities);

/**
 * identities_free() - forget them
 * @identities: them, or NULL
 */
void identities_free(struct identities *identities);

/**
 * identities_learn() - a cgroup was seen for the first time
 * @identities: where to
 * @cgroup: id of the cgroup
 * @path: its path
 * @length: bytes of @path
 */
void identities_learn(struct identities *identities, uint64_t cgroup, const char *path,
		      size_t length);

/**
 * identities_find() - whose a record is
 * @identities: where from; one that is not there is asked of the module
 * @cgroup: id of the cgroup
 *
 * Return: the identity, never NULL; good until identities_free().
 */
const struct identity *identities_find(struct identities *identities, uint64_t cgroup);

/**
 * identity_json() - the container, as in the contract
 * @identity: the identity
 *
 * Return: an object; null on the host.
 */
json_t *identity_json(const struct identity *identity);

#define IDENTITY_LABEL_MAX	1024

/**
 * identity_label() - the container in a word: its name, else its short id
 * @identity: the identity
 * @label: where to; cleaned
 *
 * Return: @label; "host" on the host.
 */
const char *identity_label(const struct identity *identity, char label[IDENTITY_LABEL_MAX]);

/**
 * identity_same() - whether two cgroups are of one container, or the same
 * @a: one
 * @b: the other
 */
bool identity_same(const struct identity *a, const struct identity *b);

#endif /* IDENTITY_H */
