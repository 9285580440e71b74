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
#include <sys/queue.h>

#include "container/container.h"
#include "kernel/netlink.h"

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
 * @turn: identity.c's own: all, by when they were asked for last
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

#define IDENTITIES_MAX	16384	/* that are held by one who keeps */

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
 *
 * Who does that stays for long, so the identities are limited to IDENTITIES_MAX:
 * those go that nobody has asked for for longest, as nobody asks for a cgroup
 * that is gone.
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
 * Return: the identity, never NULL; good until identities_free(), or after
 * identities_keep() until the next is learnt or found.
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
#define IDENTITY_SHORT_ID	12	/* digits of an id that are shown, as the runtimes do */

/**
 * identity_label() - the container in a word: its name, else its short id; of
 *	one that is not the host's own with its owner before it, UID:NAME
 * @identity: the identity
 * @label: where to; cleaned
 *
 * Return: @label; "host" on the host.
 */
const char *identity_label(const struct identity *identity, char label[IDENTITY_LABEL_MAX]);

/**
 * identity_place() - the container in a word, or on the host the cgroup
 * @identity: the identity
 * @label: where to; cleaned, and cut where it is long
 *
 * Return: @label.
 */
const char *identity_place(const struct identity *identity, char label[IDENTITY_LABEL_MAX]);

/**
 * identity_compare() - order identities
 * @a: one
 * @b: another
 *
 * Return: as for qsort(3); 0 where two cgroups are of one container, or the same.
 */
int identity_compare(const struct identity *a, const struct identity *b);

#endif /* IDENTITY_H */
