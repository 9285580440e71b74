// SPDX-License-Identifier: GPL-2.0
/*
 * container_name.c - find the name of a container in its runtime's files
 *
 * docker:	the key "Name" and the labels in
 *		DATA-ROOT/containers/ID/config.v2.json
 * podman:	the lists in STORAGE/DRIVER-containers, storage_list.h
 * containerd, nerdctl, cri-o: annotations in the OCI bundle's config.json
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "identity/container_name.h"
#include "runtime/bundle.h"
#include "runtime/json_pick.h"
#include "runtime/runtime_cache.h"
#include "runtime/runtime_files.h"
#include "runtime/storage_list.h"
#include "runtime/subdirs.h"

/* NULL if there is no name, or one that is too long. */
static char *copy_name(const char *name)
{
	return name && *name && strlen(name) < CONTAINER_NAME_MAX ? strdup(name) : NULL;
}

/* The labels of containerd, and of the kubelet for cri-o and docker. */
static const struct {
	const char	*space;
	const char	*pod;
	const char	*container;
} kubernetes_keys[] = {
	{ "io.kubernetes.cri.sandbox-namespace", "io.kubernetes.cri.sandbox-name",
	  "io.kubernetes.cri.container-name" },
	{ "io.kubernetes.pod.namespace", "io.kubernetes.pod.name", "io.kubernetes.container.name" },
};

/* The kubelet's container name for the pod's sandbox. */
#define SANDBOX	"POD"

static char *kubernetes_name(json_t *labels)
{
	char name[CONTAINER_NAME_MAX];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kubernetes_keys); i++) {
		const char *space = json_string_at(labels, kubernetes_keys[i].space);
		const char *pod = json_string_at(labels, kubernetes_keys[i].pod);
		const char *container = json_string_at(labels, kubernetes_keys[i].container);
		int length;

		if (!space || !pod)
			continue;
		if (!container || !strcmp(container, SANDBOX))
			length = snprintf(name, sizeof(name), "%s/%s", space, pod);
		else
			length = snprintf(name, sizeof(name), "%s/%s/%s", space, pod, container);
		return length < (int)sizeof(name) ? strdup(name) : NULL;
	}
	return NULL;
}

#define LABELS	"Config/Labels"

static json_t *docker_config(const struct container *container, char *path)
{
	static const char *const keys[] = { "Name", LABELS, NULL };

	return runtime_json(container->uid, path, keys);
}

/* Drops the reference to @config. */
static char *docker_config_name(json_t *config)
{
	char *name = kubernetes_name(json_object_get(config, LABELS));
	const char *its = json_string_at(config, "Name");

	if (!name && its)
		name = copy_name(its + (*its == '/'));
	json_decref(config);
	return name;
}

static char *bundle_name(const struct container *container)
{
	json_t *annotations = bundle_config(container, "annotations");
	char *name = kubernetes_name(annotations);

	if (!name)
		name = copy_name(json_string_at(annotations, "nerdctl/name"));
	json_decref(annotations);
	return name;
}

static char *docker_default_root(uid_t uid)
{
	static const char *const keys[] = { "data-root", NULL };
	json_t *daemon;
	char *root, *home;

	if (uid) {
		home = runtime_home(uid);
		if (!home || asprintf(&root, "%s/.local/share/docker", home) < 0)
			root = NULL;
		free(home);
		return root;
	}
	daemon = runtime_json(0, runtime_path("/etc/docker/daemon.json"), keys);
	root = (char *)json_string_at(daemon, "data-root");
	root = strdup(root ? root : "/var/lib/docker");
	json_decref(daemon);
	return root;
}

/*
 * Finds the container's directory for any data root: dockerd bind-mounts a file from
 * there to the container's /etc/hostname.
 */
static json_t *docker_mounted_config(const struct container *container)
{
	json_t *mounts = bundle_config(container, "mounts"), *config = NULL, *mount;
	size_t i;

	json_array_foreach(mounts, i, mount) {
		const char *to = json_string_at(mount, "destination");
		const char *from = json_string_at(mount, "source");
		const char *slash = from ? strrchr(from, '/') : NULL;

		if (!config && to && slash && !strcmp(to, "/etc/hostname"))
			config = docker_config(container,
					       runtime_path("%.*s/config.v2.json",
							    (int)(slash - from), from));
	}
	json_decref(mounts);
	return config;
}

static char *docker_name(const struct container *container)
{
	char *root = docker_default_root(container->uid);
	json_t *config = NULL;

	if (root)
		config = docker_config(container, runtime_path("%s/containers/%s/config.v2.json",
							       root, container->id));
	free(root);
	return docker_config_name(config ? config : docker_mounted_config(container));
}

/* Searches the lists of all drivers of a storage. */
static char *storage_name(const struct container *container, const char *storage)
{
	static const char suffix[] = "-containers";
	const struct subdirs *drivers;
	const char *name = NULL;
	char *directory;
	size_t i;

	/* Get the drivers again each time: reading a list may evict them from the cache. */
	for (i = 0; !name && (drivers = subdirs_in(container->uid, storage, NULL)) &&
		    i < drivers->count; i++) {
		const char *driver = drivers->dirs[i].name;
		size_t length = strlen(driver);

		if (length < sizeof(suffix) ||
		    strcmp(driver + length - (sizeof(suffix) - 1), suffix) ||
		    asprintf(&directory, "%s/%s", storage, driver) < 0)
			continue;
		name = storage_list_name(container->uid, directory, container->id);
		free(directory);
	}
	return name ? copy_name(name) : NULL;
}

/* The default storage: persistent or in memory. */
static char *default_storage(uid_t uid, bool transient)
{
	char *home, *storage = NULL;

	if (!uid)
		return strdup(transient ? "/run/containers/storage" :
			      "/var/lib/containers/storage");
	if (transient)
		return asprintf(&storage, "/run/user/%u/containers", uid) < 0 ? NULL : storage;
	home = runtime_home(uid);
	if (!home || asprintf(&storage, "%s/.local/share/containers/storage", home) < 0)
		storage = NULL;
	free(home);
	return storage;
}

/* Any other storage: the bundle is STORAGE/DRIVER-containers/ID/userdata. */
static char *bundled_name(const struct container *container)
{
	char *directory = bundle_directory(container);
	const char *name = NULL;
	int levels;

	for (levels = 0; directory && levels < 2; levels++) {
		char *slash = strrchr(directory, '/');

		if (slash)
			*slash = '\0';
	}
	if (directory && *directory)
		name = storage_list_name(container->uid, directory, container->id);
	free(directory);
	return name ? copy_name(name) : NULL;
}

static char *podman_name(const struct container *container)
{
	char *name = NULL;
	int transient;

	for (transient = 0; transient < 2 && !name; transient++) {
		char *storage = default_storage(container->uid, transient);

		if (storage)
			name = storage_name(container, storage);
		free(storage);
	}
	return name ? name : bundled_name(container);
}

char *container_name_read(const struct container *container)
{
	runtime_cache_question();
	if (container->id_is_name)
		return strdup(container->id);
	switch (container->runtime) {
	case RUNTIME_DOCKER:
		return docker_name(container);
	case RUNTIME_PODMAN:
		return podman_name(container);
	default:
		return bundle_name(container);
	}
}
