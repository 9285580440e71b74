// SPDX-License-Identifier: GPL-2.0
/*
 * oci_state.c - state files of runc and crun
 *
 * runc:	state.json: "cgroup_paths", by controller, "" for the default
 *		hierarchy; "config"."labels": "bundle=DIRECTORY" and the bundle's
 *		annotations as KEY=VALUE
 * crun:	status: "cgroup-path" and "bundle"; config.json, a copy of the
 *		bundle's
 */
#include <stdlib.h>
#include <string.h>

#include "runtime/json_pick.h"
#include "runtime/oci_state.h"
#include "runtime/runtime_files.h"

/* The annotation by which podman and cri-o mark their containers. */
#define MANAGER	"io.container.manager"

#define LABELS	"config/labels"

static enum runtime manager_runtime(const char *manager, enum runtime otherwise)
{
	if (manager && !strcmp(manager, "libpod"))
		return RUNTIME_PODMAN;
	if (manager && !strcmp(manager, "cri-o"))
		return RUNTIME_CRIO;
	return otherwise;
}

static char *copy(const char *text)
{
	return strdup(text ? text : "");
}

/* The value of KEY=VALUE among runc's labels. */
static const char *label(json_t *labels, const char *key)
{
	size_t length = strlen(key), i;
	json_t *entry;

	json_array_foreach(labels, i, entry) {
		const char *text = json_string_value(entry);

		if (text && !strncmp(text, key, length) && text[length] == '=')
			return text + length + 1;
	}
	return NULL;
}

/* The cgroup's path, from that of its directory below a mount point. */
static const char *strip_mount(const char *path, const char *mount)
{
	size_t length = strlen(mount);

	return path && !strncmp(path, mount, length) && path[length] == '/' ? path + length : NULL;
}

static bool read_runc(uid_t uid, const char *directory, struct oci_state *state)
{
	static const char *const keys[] = { "cgroup_paths", LABELS, NULL };
	json_t *json = runtime_json(uid, runtime_path("%s/state.json", directory), keys);
	json_t *labels = json_object_get(json, LABELS);
	json_t *paths = json_object_get(json, "cgroup_paths");
	const char *cgroup;

	if (!json)
		return false;
	cgroup = strip_mount(json_string_at(paths, ""), "/sys/fs/cgroup");
	if (!cgroup)
		cgroup = strip_mount(json_string_at(paths, "pids"),
				     "/sys/fs/cgroup/pids");
	state->runtime = manager_runtime(label(labels, MANAGER), RUNTIME_RUNC);
	state->cgroup = copy(cgroup);
	state->bundle = copy(label(labels, "bundle"));
	json_decref(json);
	return true;
}

static bool read_crun(uid_t uid, const char *directory, struct oci_state *state)
{
	static const char *const keys[] = { "cgroup-path", "bundle", NULL };
	static const char *const config_keys[] = { "annotations", NULL };
	json_t *json = runtime_json(uid, runtime_path("%s/status", directory), keys);
	json_t *config, *annotations;

	if (!json)
		return false;
	config = runtime_json(uid, runtime_path("%s/config.json", directory), config_keys);
	annotations = json_object_get(config, "annotations");
	state->runtime = manager_runtime(json_string_at(annotations, MANAGER), RUNTIME_CRUN);
	state->cgroup = copy(json_string_at(json, "cgroup-path"));
	state->bundle = copy(json_string_at(json, "bundle"));
	json_decref(config);
	json_decref(json);
	return true;
}

bool oci_state_read(uid_t uid, const char *directory, struct oci_state *state)
{
	if (!read_crun(uid, directory, state) && !read_runc(uid, directory, state))
		return false;
	if (state->cgroup && state->bundle)
		return true;
	oci_state_free(state);
	runtime_no_memory();
	return false;
}

void oci_state_free(struct oci_state *state)
{
	free(state->cgroup);
	free(state->bundle);
}
