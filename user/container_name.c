// SPDX-License-Identifier: GPL-2.0
/*
 * container_name.c - how people call a container, from its runtime's own files
 *
 * docker:	DATA-ROOT/containers/ID/config.v2.json, the key "Name"
 * podman:	STORAGE/DRIVER-containers/containers.json, an array of objects
 *		with the keys "id" and "names" (containers-storage)
 */
#include <glob.h>
#include <jansson.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "container_name.h"
#include "file.h"

#define FILE_MAX	(16 << 20)	/* bytes of a runtime's file */

static json_t *load(const char *path)
{
	size_t length;
	char *text = file_read_path(path, FILE_MAX, &length);
	json_t *root = text ? json_loadb(text, length, 0, NULL) : NULL;

	free(text);
	return root;
}

/* A directory of the runtime's user: @system for root, else @own at home. */
static char *directory(uid_t uid, const char *system, const char *own)
{
	const struct passwd *user;
	char *path;

	if (!uid)
		return strdup(system);
	user = getpwuid(uid);
	if (!user || asprintf(&path, "%s/%s", user->pw_dir, own) < 0)
		return NULL;
	return path;
}

static char *docker_root(uid_t uid)
{
	json_t *daemon = uid ? NULL : load("/etc/docker/daemon.json");
	const char *set = json_string_value(json_object_get(daemon, "data-root"));
	char *root = directory(uid, set ? set : "/var/lib/docker", ".local/share/docker");

	json_decref(daemon);
	return root;
}

static char *docker_name(const struct container *container)
{
	char *root = docker_root(container->uid);
	json_t *config = NULL;
	const char *name;
	char *path, *copy;

	if (root && asprintf(&path, "%s/containers/%s/config.v2.json", root, container->id) > 0) {
		config = load(path);
		free(path);
	}
	free(root);
	name = json_string_value(json_object_get(config, "Name"));
	copy = name ? strdup(name + (*name == '/')) : NULL;
	json_decref(config);
	return copy;
}

static char *find_name(json_t *containers, const char *id)
{
	json_t *container;
	size_t i;

	json_array_foreach(containers, i, container) {
		const char *its = json_string_value(json_object_get(container, "id"));
		json_t *names = json_object_get(container, "names");
		const char *name = json_string_value(json_array_get(names, 0));

		if (its && name && !strcmp(its, id))
			return strdup(name);
	}
	return NULL;
}

static char *podman_name(const struct container *container)
{
	char *storage = directory(container->uid, "/var/lib/containers/storage",
				  ".local/share/containers/storage");
	char *pattern, *name = NULL;
	glob_t files = { 0 };
	size_t i;

	if (storage && asprintf(&pattern, "%s/*-containers/containers.json", storage) > 0) {
		glob(pattern, GLOB_NOSORT, NULL, &files);
		free(pattern);
	}
	free(storage);
	for (i = 0; i < files.gl_pathc && !name; i++) {
		json_t *containers = load(files.gl_pathv[i]);

		name = find_name(containers, container->id);
		json_decref(containers);
	}
	globfree(&files);
	return name;
}

char *container_name(const struct container *container)
{
	if (container->id_is_name)
		return strdup(container->id);
	switch (container->runtime) {
	case RUNTIME_DOCKER:
		return docker_name(container);
	case RUNTIME_PODMAN:
		return podman_name(container);
	default:
		return NULL;
	}
}
