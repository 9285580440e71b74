// SPDX-License-Identifier: GPL-2.0
/*
 * container_find.c - find the container of a cgroup whose path does not tell
 *
 * containerd:	its tasks, containerd_tasks.h
 * runc, crun:	the state of each container below /run/runc and /run/crun, or below
 *		the user's runtime directory, oci_state.h
 * nspawn:	the machine that runs in a unit, machine_state.h; its processes are in
 *		"payload"
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "identity/container_find.h"
#include "runtime/containerd_tasks.h"
#include "runtime/machine_state.h"
#include "runtime/runtime_cache.h"
#include "runtime/subdirs.h"

static bool is_suffix(const char *text, size_t length, const char *suffix, size_t suffix_length)
{
	return length >= suffix_length &&
	       !memcmp(text + length - suffix_length, suffix, suffix_length);
}

static bool find_state(uid_t uid, const char *directory, const char *cgroup,
		       struct container *container)
{
	const struct subdirs *states = subdirs_in(uid, directory, oci_state_read);
	const struct subdir *state = states ? subdirs_find(states, cgroup) : NULL;

	return state && container_set(container, state->runtime, state->name);
}

static bool find_root_state(const char *cgroup, struct container *container)
{
	return find_state(0, "/run/runc", cgroup, container) ||
	       find_state(0, "/run/crun", cgroup, container);
}

static bool find_user_state(const char *cgroup, struct container *container)
{
	static const char *const runtimes[] = { "runc", "crun" };
	bool found = false;
	size_t i;

	for (i = 0; container->uid && i < 2 && !found; i++) {
		char directory[64];

		snprintf(directory, sizeof(directory), "/run/user/%u/%s", container->uid,
			 runtimes[i]);
		found = find_state(container->uid, directory, cgroup, container);
	}
	return found;
}

/* Finds the machine in a unit if the cgroup is ".../UNIT/payload". */
static bool find_machine(const char *cgroup, struct container *container)
{
	const char *payload = strrchr(cgroup, '/');
	bool found;
	char *unit;

	if (payload == cgroup || strcmp(payload, "/payload"))
		return false;
	unit = strndup(cgroup, payload - cgroup);
	found = unit && machine_state_find(strrchr(unit, '/') + 1, container->id);
	free(unit);
	if (found) {
		container->runtime = RUNTIME_NSPAWN;
		container->id_is_name = true;
	}
	return found;
}

/* Whether state files may know more: not for slices and services. */
static bool is_open(const char *path, size_t length)
{
	static const char slice[] = ".slice", service[] = ".service";

	return length && *path == '/' && !is_suffix(path, length, slice, sizeof(slice) - 1) &&
	       !is_suffix(path, length, service, sizeof(service) - 1);
}

static bool find_roots(const char *cgroup, struct container *container)
{
	if (!find_machine(cgroup, container) && !containerd_task_find(cgroup, container) &&
	    !find_root_state(cgroup, container))
		return false;
	container->uid = 0;
	return true;
}

static bool find_known(void *context, const char *path, size_t length, struct container *container)
{
	const uid_t *asked = context;
	char *cgroup;
	bool found = false;

	if (!is_open(path, length) || (*asked && *asked != container->uid))
		return false;
	cgroup = strndup(path, length);
	if (cgroup)
		found = *asked ? find_user_state(cgroup, container) : find_roots(cgroup, container);
	free(cgroup);
	return found;
}

/*
 * The machine in "machine-web.scope" is "web", except with systemd 262, which no
 * longer adds the prefix: then it is "machine-web".
 */
static void find_machine_name(const char *path, size_t length, struct container *container)
{
	static const char slice[] = "/machine.slice/";
	char *unit;

	if (length < sizeof(slice) || memcmp(path, slice, sizeof(slice) - 1))
		return;
	unit = strndup(path + sizeof(slice) - 1, length - (sizeof(slice) - 1));
	if (!unit)
		return;
	unit[strcspn(unit, "/")] = '\0';
	machine_state_find(unit, container->id);
	free(unit);
}

static bool note_open(void *context, const char *path, size_t length,
		      struct container *container)
{
	bool *open = context;

	(void)container;
	*open |= is_open(path, length);
	return false;
}

bool container_find_is_plain(const char *path, size_t length, struct container *container,
			     bool *found)
{
	bool open = false;

	*found = container_walk(path, length, note_open, &open, container);
	return !open && !(*found && container->runtime == RUNTIME_NSPAWN);
}

bool container_find_read(const char *path, size_t length, uid_t asked, struct container *container)
{
	bool found;

	runtime_cache_question();
	found = container_walk(path, length, find_known, &asked, container);
	if (found && container->runtime == RUNTIME_NSPAWN)
		find_machine_name(path, length, container);
	return found;
}
