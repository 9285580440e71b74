// SPDX-License-Identifier: GPL-2.0
/*
 * container_find.c - the container that a cgroup belongs to, where its path does not tell
 *
 * containerd:	TASKS/NAMESPACE/ID/config.json: "linux"."cgroupsPath", a path or
 *		SLICE:PREFIX:NAME
 * runc, crun:	what oci_state.h reads, of each container below /run/runc and
 *		/run/crun, or the user's
 * nspawn:	what machine_state.h reads, of a unit in which there is a machine; its
 *		processes are in "payload"
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "bundle.h"
#include "container_find.h"
#include "machine_state.h"
#include "oci_state.h"
#include "runtime_files.h"

static bool ends_with(const char *text, const char *suffix)
{
	size_t length = strlen(text), suffix_length = strlen(suffix);

	return length >= suffix_length && !strcmp(text + length - suffix_length, suffix);
}

static bool set_name(struct container *container, enum runtime runtime, const char *id)
{
	size_t length = strlen(id);

	if (!length || length >= sizeof(container->id))
		return false;
	container->runtime = runtime;
	container->id_is_name = length != 64 || strspn(id, "0123456789abcdef") != 64;
	memcpy(container->id, id, length + 1);
	return true;
}

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

/* Whether the bundle in a directory is of this very cgroup. */
static bool is_bundle_of(const char *directory, const char *cgroup)
{
	json_t *config = runtime_json(0, runtime_path("%s/config.json", directory));
	const char *path = json_string_value(json_object_get(json_object_get(config, "linux"),
							     "cgroupsPath"));
	char *expanded = path && *path != '/' && strchr(path, ':') ? expand_scope(path) : NULL;
	bool same = path && !strcmp(expanded ? expanded : path, cgroup);

	free(expanded);
	json_decref(config);
	return same;
}

static bool set_task(struct container *container, const char *space, const char *id)
{
	char name[CONTAINER_ID_MAX];

	if (!strcmp(space, "moby"))
		return set_name(container, RUNTIME_DOCKER, id);
	if (!set_name(container, RUNTIME_CONTAINERD, id))
		return false;
	if (!container->id_is_name || !strcmp(space, "default"))
		return true;
	return snprintf(name, sizeof(name), "%s/%s", space, id) < (int)sizeof(name) &&
	       set_name(container, RUNTIME_CONTAINERD, name);
}

/* docker and the kubelet have the id in the cgroup's name: no need to read theirs to find it. */
static bool names_by_id(const char *space)
{
	return !strcmp(space, "moby") || !strcmp(space, "k8s.io");
}

static bool is_task_of(char *directory, const char *space, const char *cgroup,
		       struct container *container)
{
	glob_t tasks;
	bool found = false;
	size_t i;

	runtime_glob(0, runtime_path("%s/*", directory), &tasks);
	for (i = 0; i < tasks.gl_pathc && i < RUNTIME_FILES_MAX && !found; i++) {
		const char *task = tasks.gl_pathv[i] + strlen(runtime_root());

		found = is_bundle_of(task, cgroup) &&
			set_task(container, space, strrchr(task, '/') + 1);
	}
	globfree(&tasks);
	return found;
}

static bool find_task(const char *cgroup, struct container *container)
{
	const char *name = strrchr(cgroup, '/') + 1;
	bool found = false;
	glob_t spaces;
	size_t i;

	runtime_glob(0, runtime_path(CONTAINERD_TASKS "/*"), &spaces);
	for (i = 0; i < spaces.gl_pathc && i < RUNTIME_FILES_MAX && !found; i++) {
		char *directory = spaces.gl_pathv[i] + strlen(runtime_root());
		const char *space = strrchr(directory, '/') + 1;
		char *task;

		if (asprintf(&task, "%s/%s", directory, name) < 0)
			break;
		found = is_bundle_of(task, cgroup) && set_task(container, space, name);
		free(task);
		if (!found && !names_by_id(space))
			found = is_task_of(directory, space, cgroup, container);
	}
	globfree(&spaces);
	return found;
}

/**
 * struct states - what a runtime knows of all its containers
 * @changed: when a container came or went: as long as that is the same, the
 *	states are
 * @states: sorted by nothing
 * @ids: the directories' names
 * @count: how many
 */
struct states {
	struct timespec		changed;
	struct oci_state	*states;
	char			**ids;
	size_t			count;
};

static void states_free(struct states *states)
{
	size_t i;

	for (i = 0; i < states->count; i++) {
		oci_state_free(&states->states[i]);
		free(states->ids[i]);
	}
	free(states->states);
	free(states->ids);
	*states = (struct states){ 0 };
}

/* A change in the same tick as the reading would not show in the time. */
static bool is_settled(const struct timespec *changed)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec > changed->tv_sec + 1;
}

static void states_read(struct states *states, uid_t uid, const char *directory)
{
	bool complete = true;
	struct stat stat_is;
	glob_t found;
	size_t i;
	char *path = runtime_path("%s", directory);
	bool there = !stat(path, &stat_is);

	free(path);
	if (there && states->count && states->changed.tv_sec == stat_is.st_mtim.tv_sec &&
	    states->changed.tv_nsec == stat_is.st_mtim.tv_nsec)
		return;
	states_free(states);
	if (!there)
		return;
	runtime_glob(uid, runtime_path("%s/*", directory), &found);
	states->states = calloc(found.gl_pathc, sizeof(*states->states));
	states->ids = calloc(found.gl_pathc, sizeof(*states->ids));
	for (i = 0; i < found.gl_pathc && i < RUNTIME_FILES_MAX; i++) {
		const char *container = found.gl_pathv[i] + strlen(runtime_root());

		if (!states->states || !states->ids)
			break;
		if (!oci_state_read(uid, container, &states->states[states->count])) {
			complete = false;
			continue;
		}
		states->ids[states->count++] = strdup(strrchr(container, '/') + 1);
	}
	globfree(&found);
	if (complete && is_settled(&stat_is.st_mtim))
		states->changed = stat_is.st_mtim;
}

static bool states_find(const struct states *states, const char *cgroup,
			struct container *container)
{
	size_t i;

	for (i = 0; i < states->count; i++) {
		if (states->ids[i] && !strcmp(states->states[i].cgroup, cgroup))
			return set_name(container, states->states[i].runtime, states->ids[i]);
	}
	return false;
}

static bool find_root_state(const char *cgroup, struct container *container)
{
	static struct states of_runc, of_crun;

	states_read(&of_runc, 0, "/run/runc");
	states_read(&of_crun, 0, "/run/crun");
	return states_find(&of_runc, cgroup, container) ||
	       states_find(&of_crun, cgroup, container);
}

static bool find_user_state(const char *cgroup, struct container *container)
{
	static const char *const runtimes[] = { "runc", "crun" };
	bool found = false;
	size_t i;

	for (i = 0; container->uid && i < 2 && !found; i++) {
		struct states states = { 0 };
		char directory[64];

		snprintf(directory, sizeof(directory), "/run/user/%u/%s", container->uid,
			 runtimes[i]);
		states_read(&states, container->uid, directory);
		found = states_find(&states, cgroup, container);
		states_free(&states);
	}
	return found;
}

/* The machine that is in a unit, where the cgroup is ".../UNIT/payload". */
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

static bool find_known(void *context, const char *path, size_t length, struct container *container)
{
	char *cgroup;
	bool found;

	(void)context;
	cgroup = strndup(path, length);
	if (!cgroup || *cgroup != '/' || ends_with(cgroup, ".slice") ||
	    ends_with(cgroup, ".service")) {
		free(cgroup);
		return false;
	}
	found = find_machine(cgroup, container) || find_task(cgroup, container) ||
		find_root_state(cgroup, container);
	if (found)
		container->uid = 0;
	else
		found = find_user_state(cgroup, container);
	free(cgroup);
	return found;
}

/*
 * Of a machine in a scope of its own, "machine-web.scope": that is "web", but with
 * systemd 262, which leaves out "machine-", it is "machine-web".
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

bool container_find_read(const char *path, size_t length, struct container *container)
{
	bool found = container_walk(path, length, find_known, NULL, container);

	if (found && container->runtime == RUNTIME_NSPAWN)
		find_machine_name(path, length, container);
	return found;
}
