// SPDX-License-Identifier: GPL-2.0
/*
 * bundle.c - find the OCI bundle of a container
 */
#include <stdlib.h>
#include <string.h>

#include "runtime/bundle.h"
#include "runtime/containerd_tasks.h"
#include "runtime/oci_state.h"
#include "runtime/runtime_files.h"

/* The first match of a pattern for runtime_glob(), without the root of tests. */
static char *first_match(uid_t uid, char *pattern)
{
	size_t root = strlen(runtime_root());
	char *path = NULL;
	glob_t found;

	runtime_glob(uid, pattern, &found);
	if (found.gl_pathc)
		path = strdup(found.gl_pathv[0] + root);
	globfree(&found);
	return path;
}

static char *containerd_bundle(const struct container *container)
{
	if (container->uid)
		return first_match(container->uid,
				   runtime_path("/run/user/%u/docker/containerd/daemon/"
						"io.containerd.runtime.v2.task/*/%s",
						container->uid, container->id));
	return containerd_task_directory(container->id);
}

/* For engines that call runc or crun directly: the OCI runtime knows. */
static char *state_bundle(const struct container *container)
{
	struct oci_state state;
	char *directory, *bundle = NULL;

	if (container->uid)
		directory = first_match(container->uid,
					runtime_path("/run/user/%u/{crun,runc}/%s",
						     container->uid, container->id));
	else
		directory = first_match(0, runtime_path("/run/{crun,runc}/%s", container->id));
	if (directory && oci_state_read(container->uid, directory, &state)) {
		bundle = *state.bundle ? strdup(state.bundle) : NULL;
		oci_state_free(&state);
	}
	free(directory);
	return bundle;
}

char *bundle_directory(const struct container *container)
{
	switch (container->runtime) {
	case RUNTIME_DOCKER:
	case RUNTIME_CONTAINERD:
	case RUNTIME_NERDCTL:
		return containerd_bundle(container);
	case RUNTIME_PODMAN:
	case RUNTIME_CRIO:
		return state_bundle(container);
	default:
		return NULL;
	}
}

json_t *bundle_config(const struct container *container, const char *key)
{
	const char *const keys[] = { key, NULL };
	char *directory = bundle_directory(container);
	json_t *config = NULL, *value;

	if (!directory && container->runtime == RUNTIME_CRIO)
		directory = first_match(0, runtime_path("/{run,var/lib}/containers/storage/"
							"*-containers/%s/userdata",
							container->id));
	if (directory)
		config = runtime_json(container->uid, runtime_path("%s/config.json", directory),
				      keys);
	free(directory);
	value = json_incref(json_object_get(config, key));
	json_decref(config);
	return value;
}
