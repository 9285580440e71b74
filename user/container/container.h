/* SPDX-License-Identifier: GPL-2.0 */
/*
 * container.h - the container that a cgroup belongs to, from its path
 */
#ifndef CONTAINER_H
#define CONTAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* X(symbol, name) */
#define RUNTIMES(X)			\
	X(DOCKER, "docker")		\
	X(PODMAN, "podman")		\
	X(CONTAINERD, "containerd")	\
	X(CRIO, "cri-o")		\
	X(NERDCTL, "nerdctl")		\
	X(RUNC, "runc")			\
	X(CRUN, "crun")			\
	X(LXC, "lxc")			\
	X(NSPAWN, "nspawn")		\
	X(FLATPAK, "flatpak")		\
	X(SNAP, "snap")			\
	X(SYSTEMD, "systemd")

enum runtime {
#define RUNTIME_ENUM(symbol, name) RUNTIME_##symbol,
	RUNTIMES(RUNTIME_ENUM)
#undef RUNTIME_ENUM
	RUNTIME_COUNT
};

extern const char *const runtime_names[RUNTIME_COUNT];

#define CONTAINER_NAME_MAX	512	/* of a name, terminated */
#define CONTAINER_ID_MAX	256	/* NAME_MAX, terminated */

/**
 * struct container - a container, or a service of systemd's
 * @runtime: what runs it
 * @id: how the runtime calls it: 64 hexadecimal digits, or a name; of a service
 *	its unit; of containerd NAMESPACE/ID where the namespace is not "default"
 *	and the id is a name
 * @id_is_name: the latter
 * @uid: the user whose runtime it is, 0 for the host's own
 */
struct container {
	enum runtime	runtime;
	char		id[CONTAINER_ID_MAX];
	bool		id_is_name;
	uid_t		uid;
};

/**
 * container_set() - a container by its id
 * @container: where to; its @uid is left as it is
 * @runtime: what runs it
 * @id: how that calls it
 *
 * Return: whether that can be one's id.
 */
bool container_set(struct container *container, enum runtime runtime, const char *id);

/**
 * container_id_is_hex() - whether an id is one that an engine made up
 * @id: the id
 */
bool container_id_is_hex(const char *id);

/**
 * container_compare() - order containers
 * @a: one
 * @b: another
 *
 * Return: less than, equal to or greater than 0, as for qsort(3); 0 for the same.
 */
int container_compare(const struct container *a, const struct container *b);

/**
 * container_parse() - the container that a cgroup belongs to
 * @path: the cgroup's path in the default hierarchy
 * @length: its bytes
 * @container: where to; its @uid is also set on the host
 *
 * Of nested containers it is the outermost: what is below it is named by those
 * inside, who can call it what they like. For the same reason a scope or a
 * service is systemd's only where slices alone are above it, and what is below
 * a service, which may be left to an unprivileged user, is a container only in
 * the forms that engines use there. A service is what remains when there is no
 * container; sessions, scopes, slices and a user's service manager are the
 * host's.
 *
 * Return: whether it is one; false for the host's own.
 */
bool container_parse(const char *path, size_t length, struct container *container);

/**
 * container_walk() - the same, with the help of one who knows more
 * @path: as above
 * @length: as above
 * @known: asked about each cgroup from the root down to this one that the path
 *	does not tell: whether it is a container's, and which; or NULL
 * @context: for @known
 * @container: as above
 */
bool container_walk(const char *path, size_t length,
		    bool (*known)(void *context, const char *path, size_t length,
				  struct container *container),
		    void *context, struct container *container);

#endif /* CONTAINER_H */
