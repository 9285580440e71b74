// SPDX-License-Identifier: GPL-2.0
/*
 * container_name.c - how people call a container, from its runtime's own files
 *
 * docker:	DATA-ROOT/containers/ID/config.v2.json, the key "Name" and the
 *		labels
 * podman:	STORAGE/DRIVER-containers/containers.json, or
 *		volatile-containers.json where newer ones keep those of --rm: an
 *		array of objects with the keys "id" and "names"
 *		(containers-storage)
 * containerd, nerdctl, cri-o: annotations in the OCI bundle's config.json
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "container_name.h"
#include "runtime_files.h"

static const char *text_of(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* Never NULL but where there is no memory: a name that is too long is none. */
static char *copy_name(const char *name)
{
	return name && *name && strlen(name) < CONTAINER_NAME_MAX ? strdup(name) : NULL;
}

/* How containerd and the kubelet (for cri-o and docker) note down what a container is. */
static const struct {
	const char	*space;
	const char	*pod;
	const char	*container;
} kubernetes_keys[] = {
	{ "io.kubernetes.cri.sandbox-namespace", "io.kubernetes.cri.sandbox-name",
	  "io.kubernetes.cri.container-name" },
	{ "io.kubernetes.pod.namespace", "io.kubernetes.pod.name", "io.kubernetes.container.name" },
};

/* What the kubelet calls a sandbox, which is no container of the pod's. */
#define SANDBOX	"POD"

static char *kubernetes_name(json_t *labels)
{
	char name[CONTAINER_NAME_MAX];
	size_t i;

	for (i = 0; i < sizeof(kubernetes_keys) / sizeof(*kubernetes_keys); i++) {
		const char *space = text_of(labels, kubernetes_keys[i].space);
		const char *pod = text_of(labels, kubernetes_keys[i].pod);
		const char *container = text_of(labels, kubernetes_keys[i].container);
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

static char *annotated_name(json_t *config)
{
	json_t *annotations = json_object_get(config, "annotations");
	char *name = kubernetes_name(annotations);

	return name ? name : copy_name(text_of(annotations, "nerdctl/name"));
}

/* Takes over @config, as the next one does. */
static char *docker_config_name(json_t *config)
{
	char *name = kubernetes_name(json_object_get(json_object_get(config, "Config"), "Labels"));
	const char *its = text_of(config, "Name");

	if (!name && its)
		name = copy_name(its + (*its == '/'));
	json_decref(config);
	return name;
}

static char *bundle_name(json_t *config)
{
	char *name = annotated_name(config);

	json_decref(config);
	return name;
}

static char *docker_default_root(uid_t uid)
{
	json_t *daemon;
	char *root, *home;

	if (uid) {
		home = runtime_home(uid);
		if (!home || asprintf(&root, "%s/.local/share/docker", home) < 0)
			root = NULL;
		free(home);
		return root;
	}
	daemon = runtime_json(0, runtime_path("/etc/docker/daemon.json"));
	root = (char *)text_of(daemon, "data-root");
	root = strdup(root ? root : "/var/lib/docker");
	json_decref(daemon);
	return root;
}

/*
 * Where dockerd keeps what it knows of a container, for any data root: it mounts
 * a file from there on the container's /etc/hostname.
 */
static json_t *docker_mounted_config(const struct container *container)
{
	json_t *bundle = bundle_config(container), *config = NULL, *mount;
	size_t i;

	json_array_foreach(json_object_get(bundle, "mounts"), i, mount) {
		const char *to = text_of(mount, "destination"), *from = text_of(mount, "source");
		const char *slash = from ? strrchr(from, '/') : NULL;

		if (!config && to && slash && !strcmp(to, "/etc/hostname"))
			config = runtime_json(container->uid,
					      runtime_path("%.*s/config.v2.json",
							   (int)(slash - from), from));
	}
	json_decref(bundle);
	return config;
}

static char *docker_name(const struct container *container)
{
	char *root = docker_default_root(container->uid);
	json_t *config = NULL;

	if (root)
		config = runtime_json(container->uid,
				      runtime_path("%s/containers/%s/config.v2.json", root,
						   container->id));
	free(root);
	return docker_config_name(config ? config : docker_mounted_config(container));
}

static char *listed_name(json_t *containers, const char *id)
{
	json_t *container;
	size_t i;

	json_array_foreach(containers, i, container) {
		const char *its = text_of(container, "id");
		json_t *names = json_object_get(container, "names");
		const char *name = json_string_value(json_array_get(names, 0));

		if (its && name && !strcmp(its, id))
			return copy_name(name);
	}
	return NULL;
}

/* From the lists of a directory of containers; @pattern as for runtime_glob(). */
static char *storage_name(const struct container *container, char *pattern)
{
	char *name = NULL;
	glob_t lists;
	size_t i;

	runtime_glob(container->uid, pattern, &lists);
	for (i = 0; i < lists.gl_pathc && i < RUNTIME_FILES_MAX && !name; i++) {
		json_t *list = runtime_json(container->uid, strdup(lists.gl_pathv[i]));

		name = listed_name(list, container->id);
		json_decref(list);
	}
	globfree(&lists);
	return name;
}

#define LISTS	"{containers,volatile-containers}.json"

static char *podman_default_storages(uid_t uid)
{
	char *home = uid ? runtime_home(uid) : NULL, *storages;

	if (!uid)
		return strdup("/{var/lib,run}/containers/storage");
	if (!home || asprintf(&storages, "{%s/.local/share/containers/storage,/run/user/%u/containers}",
			      home, uid) < 0)
		storages = NULL;
	free(home);
	return storages;
}

static char *podman_name(const struct container *container)
{
	char *storages = podman_default_storages(container->uid), *name = NULL, *bundle;

	if (storages)
		name = storage_name(container, runtime_path("%s/*-containers/" LISTS, storages));
	free(storages);
	if (name)
		return name;
	/* Another storage: STORAGE/DRIVER-containers/ID/userdata is the bundle. */
	bundle = bundle_directory(container);
	if (bundle)
		name = storage_name(container, runtime_path("%s/../../" LISTS, bundle));
	free(bundle);
	return name;
}

char *container_name_read(const struct container *container)
{
	if (container->id_is_name)
		return strdup(container->id);
	switch (container->runtime) {
	case RUNTIME_DOCKER:
		return docker_name(container);
	case RUNTIME_PODMAN:
		return podman_name(container);
	default:
		return bundle_name(bundle_config(container));
	}
}
