// SPDX-License-Identifier: GPL-2.0
/*
 * containerd_tasks.c - tasks of root's containerd
 *
 * TASKS/NAMESPACE/ID/config.json: "linux"."cgroupsPath", a path or
 * SLICE:PREFIX:NAME
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "runtime/containerd_tasks.h"
#include "runtime/json_pick.h"
#include "runtime/runtime_files.h"
#include "runtime/subdirs.h"

#define TASKS(daemon)	"/run/" daemon "io.containerd.runtime.v2.task"

/* A system's containerd, and those started by docker and k3s. */
static const char *const bases[] = {
	TASKS("containerd/"),
	TASKS("docker/containerd/daemon/"),
	TASKS("docker/containerd/"),
	TASKS("k3s/containerd/"),
	TASKS("k3s/containerd/daemon/"),
	TASKS("containerd/daemon/"),
};

#define CGROUP	"linux/cgroupsPath"

/* Where systemd puts SLICE:PREFIX:NAME: "a-b.slice" is below "a.slice". */
static char *expand_scope(const char *text)
{
	const char *prefix = strchr(text, ':'), *name = prefix ? strchr(prefix + 1, ':') : NULL;
	char path[4096];
	size_t used = 0, i, slice = prefix - text;

	if (!name || slice < sizeof(".slice") || strncmp(prefix - 6, ".slice", 6))
		return NULL;
	for (i = 1; i <= slice - 6; i++) {
		if (i < slice - 6 && text[i] != '-')
			continue;
		if (used + i + sizeof("/.slice") > sizeof(path))
			return NULL;
		used += sprintf(path + used, "/%.*s.slice", (int)i, text);
	}
	if (snprintf(path + used, sizeof(path) - used, "/%.*s%s%s.scope",
		     (int)(name - prefix - 1), prefix + 1, name == prefix + 1 ? "" : "-",
		     name + 1) >= (int)(sizeof(path) - used))
		return NULL;
	return strdup(path);
}

static bool read_task(uid_t uid, const char *directory, struct oci_state *state)
{
	static const char *const keys[] = { CGROUP, NULL };
	json_t *config = runtime_json(uid, runtime_path("%s/config.json", directory), keys);
	const char *path = json_string_at(config, CGROUP);

	*state = (struct oci_state){ .runtime = RUNTIME_CONTAINERD };
	if (path)
		state->cgroup = *path != '/' && strchr(path, ':') ? expand_scope(path) :
				strdup(path);
	json_decref(config);
	return state->cgroup;
}

/* The namespaces of docker and the kubelet. */
static bool names_by_id(const char *space)
{
	return !strcmp(space, "moby") || !strcmp(space, "k8s.io");
}

/* There, the cgroup's name is the id: no need to read all tasks. */
static bool has_task_named(const char *directory, const char *cgroup)
{
	const char *name = strrchr(cgroup, '/') + 1;
	struct oci_state state;
	char *task;
	bool same;

	if (!container_id_is_hex(name) || asprintf(&task, "%s/%s", directory, name) < 0)
		return false;
	same = read_task(0, task, &state);
	if (same) {
		same = !strcmp(state.cgroup, cgroup);
		oci_state_free(&state);
	}
	free(task);
	return same;
}

static bool set_task(struct container *container, const char *space, const char *id)
{
	char name[CONTAINER_ID_MAX];

	if (!strcmp(space, "moby"))
		return container_set(container, RUNTIME_DOCKER, id);
	if (!container_set(container, RUNTIME_CONTAINERD, id))
		return false;
	if (!container->id_is_name || !strcmp(space, "default"))
		return true;
	return snprintf(name, sizeof(name), "%s/%s", space, id) < (int)sizeof(name) &&
	       container_set(container, RUNTIME_CONTAINERD, name);
}

static bool find_in_space(const char *directory, const char *cgroup, struct container *container)
{
	const char *space = strrchr(directory, '/') + 1;
	const struct subdirs *tasks;
	const struct subdir *task;

	if (names_by_id(space))
		return has_task_named(directory, cgroup) &&
		       set_task(container, space, strrchr(cgroup, '/') + 1);
	tasks = subdirs_in(0, directory, read_task);
	task = tasks ? subdirs_find(tasks, cgroup) : NULL;
	return task && set_task(container, space, task->name);
}

/* The directory of a daemon's n-th namespace, to be freed; NULL after the last. */
static char *space_directory(const char *base, size_t number)
{
	const struct subdirs *spaces = subdirs_in(0, base, NULL);
	char *directory;

	if (!spaces || number >= spaces->count ||
	    asprintf(&directory, "%s/%s", base, spaces->dirs[number].name) < 0)
		return NULL;
	return directory;
}

bool containerd_task_find(const char *cgroup, struct container *container)
{
	bool found = false;
	char *directory;
	size_t i, space;

	for (i = 0; i < ARRAY_SIZE(bases); i++) {
		for (space = 0; !found && (directory = space_directory(bases[i], space)); space++) {
			found = find_in_space(directory, cgroup, container);
			free(directory);
		}
	}
	return found;
}

/* The directory of a task in a namespace's @directory, to be freed; frees @directory. */
static char *with_task(char *directory, const char *id)
{
	struct runtime_stamp stamp;
	char *path, *task = NULL;

	path = runtime_path("%s/%s", directory, id);
	if (runtime_stamp(0, path, &stamp))
		task = strdup(path + strlen(runtime_root()));
	free(path);
	free(directory);
	return task;
}

char *containerd_task_directory(const char *id)
{
	char *directory, *task = NULL;
	size_t i, space;

	for (i = 0; i < ARRAY_SIZE(bases); i++) {
		for (space = 0; !task && (directory = space_directory(bases[i], space)); space++)
			task = with_task(directory, id);
	}
	return task;
}
