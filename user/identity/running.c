// SPDX-License-Identifier: GPL-2.0
/*
 * running.c - find running containers in the cgroup file system
 */
#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "container/cgroup_walk.h"
#include "identity/container_find.h"
#include "identity/container_name.h"
#include "identity/running.h"
#include "process/proc_status.h"
#include "process/process.h"

#define STATUS_FILE_MAX	(1 << 16)	/* bytes of a file in /proc/PID */
#define LEVELS_MAX	32		/* nested pid namespaces: MAX_PID_NS_LEVEL */

/*
 * The hierarchy that tells containers apart, as in the module: the default one, unless
 * the pids controller has its own.
 */
#define HIERARCHY		"/sys/fs/cgroup"
#define HIERARCHY_OF_PIDS	HIERARCHY "/pids"

static bool is_legacy(void)
{
	static int legacy = -1;

	if (legacy < 0)
		legacy = access(HIERARCHY "/cgroup.controllers", F_OK) &&
			 !access(HIERARCHY_OF_PIDS, F_OK);
	return legacy;
}

static char *read_process(pid_t pid, const char *name)
{
	char path[64];
	size_t length;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	return file_read_path(path, STATUS_FILE_MAX, &length);
}

/* Start time of a process: the 22nd field of stat in proc(5). */
static bool read_start(pid_t pid, unsigned long long *started)
{
	char *text = read_process(pid, "stat");
	/* The name in the second field may contain anything. */
	const char *field = text ? strrchr(text, ')') : NULL;
	int fields;

	for (fields = 2; field && fields < 22; fields++)
		field = strchr(field + 1, ' ');
	if (field)
		*started = strtoull(field + 1, NULL, 10);
	free(text);
	return field;
}

/* Whether a process is pid 1 in a pid namespace other than the host's. */
static bool is_first(pid_t pid)
{
	char *text = read_process(pid, "status");
	unsigned long numbers[LEVELS_MAX];
	size_t levels = text ? proc_status_numbers(text, "NSpid", numbers, LEVELS_MAX) : 0;

	free(text);
	return levels > 1 && levels <= LEVELS_MAX && numbers[levels - 1] == 1;
}

static void free_identity(struct identity *identity)
{
	free(identity->path);
	free(identity->name);
}

/* Returns NULL if out of memory. */
static struct running *add(struct running_list *list)
{
	struct running *running = array_grow(list->running, &list->room, list->count + 1,
					     sizeof(*running));

	if (!running)
		return NULL;
	list->running = running;
	running += list->count++;
	*running = (struct running){ 0 };
	return running;
}

/* A container's index in the list. */
struct place {
	struct container	container;
	size_t			index;
};

static int by_container(const void *a, const void *b)
{
	const struct place *one = a, *other = b;

	return container_compare(&one->container, &other->container);
}

static struct place *place_of(const struct running_list *list, const struct container *container)
{
	struct place wanted = { .container = *container };
	struct place **found = tfind(&wanted, &list->by_container, by_container);

	return found ? *found : NULL;
}

static bool note_place(struct running_list *list, const struct container *container)
{
	struct place *place = malloc(sizeof(*place));

	if (place)
		*place = (struct place){ .container = *container, .index = list->count - 1 };
	if (place && tsearch(place, &list->by_container, by_container))
		return true;
	free(place);
	return false;
}

static void set_container(struct identity *identity, const struct container *container)
{
	identity->contained = true;
	identity->container = *container;
	identity->name = container_name(container);
}

/* Returns NULL if out of memory. */
static struct running *find_or_add(struct running_list *list, const char *path,
				   const struct container *container)
{
	const struct place *place = place_of(list, container);
	struct running *running;

	if (place)
		return &list->running[place->index];
	running = add(list);
	if (!running)
		return NULL;
	running->identity.path = strdup(path);
	if (!running->identity.path || !note_place(list, container))
		return NULL;
	set_container(&running->identity, container);
	return running;
}

/* Returns false if the process has ended. */
static bool look_at(pid_t pid, struct running *running)
{
	running->pid = pid;
	running->is_init = is_first(pid);
	return read_start(pid, &running->started);
}

/* Most containers have one process: read start times only if there are more. */
static void offer(struct running *running, pid_t pid)
{
	struct running other = { 0 };

	if (!running->pid) {
		running->pid = pid;
		return;
	}
	if (!running->started && !look_at(running->pid, running))
		running->pid = 0;
	if (!look_at(pid, &other))
		return;
	if (running->pid && running->is_init != other.is_init ? running->is_init :
	    running->pid && running->started <= other.started)
		return;
	running->pid = pid;
	running->is_init = other.is_init;
	running->started = other.started;
}

static FILE *open_processes(int directory)
{
	int fd = openat(directory, "cgroup.procs", O_RDONLY | O_CLOEXEC);
	FILE *processes = fd < 0 ? NULL : fdopen(fd, "r");

	if (fd >= 0 && !processes)
		close(fd);
	return processes;
}

/**
 * struct find - search for containers
 * @list: the containers found
 * @incomplete: ran out of memory
 */
struct find {
	struct running_list	*list;
	bool			incomplete;
};

/* Adds the processes of a cgroup. */
static bool look_into(void *context, int directory, const char *path)
{
	struct container container;
	struct find *find = context;
	struct running *running;
	FILE *processes;
	int pid;

	if (!container_find(path, strlen(path), &container))
		return true;
	processes = open_processes(directory);
	if (!processes)
		return true;
	while (!find->incomplete && fscanf(processes, "%d", &pid) == 1) {
		running = find_or_add(find->list, path, &container);
		if (running)
			offer(running, pid);
		else
			find->incomplete = true;
	}
	fclose(processes);
	return !find->incomplete;
}

/* Drops containers that ended before any of their processes was read. */
static void drop_ended(struct running_list *list)
{
	size_t kept = 0, i;

	for (i = 0; i < list->count; i++) {
		struct running *running = &list->running[i];
		struct place *place = place_of(list, &running->identity.container);

		if (running->pid && place) {
			place->index = kept;
			list->running[kept++] = *running;
			continue;
		}
		if (place)
			tdelete(place, &list->by_container, by_container);
		free(place);
		free_identity(&running->identity);
	}
	list->count = kept;
}

static const char *hierarchy(void)
{
	return is_legacy() ? HIERARCHY_OF_PIDS : HIERARCHY;
}

enum status running_find(struct running_list *list)
{
	struct find find = { .list = list };
	int error;

	*list = (struct running_list){ 0 };
	if (access(hierarchy(), R_OK | X_OK))
		return fail(STATUS_FAILED, "cannot read the cgroups in %s: %s", hierarchy(),
			    strerror(errno));
	error = cgroup_walk(hierarchy(), look_into, &find);
	if (find.incomplete) {
		running_free(list);
		return out_of_memory("the containers");
	}
	if (error)
		note("some cgroups in %s cannot be read: %s; containers may be missing", hierarchy(),
		     strerror(error));
	drop_ended(list);
	return STATUS_OK;
}

const struct running *running_lookup(const struct running_list *list,
				     const struct container *container)
{
	const struct place *place = place_of(list, container);

	return place ? &list->running[place->index] : NULL;
}

void running_free(struct running_list *list)
{
	size_t i;

	tdestroy(list->by_container, free);

	for (i = 0; i < list->count; i++)
		free_identity(&list->running[i].identity);
	free(list->running);
	*list = (struct running_list){ 0 };
}

/* The path in a line of /proc/PID/cgroup, if it is for our hierarchy: cgroups(7). */
static const char *path_in(const char *line, bool legacy)
{
	const char *controllers = strchr(line, ':');
	const char *path = controllers ? strchr(controllers + 1, ':') : NULL;

	if (!path)
		return NULL;
	if (legacy ? !strncmp(controllers, ":pids:", 6) : !strncmp(line, "0::", 3))
		return path + 1;
	return NULL;
}

/**
 * struct search - search for a process's cgroup
 * @pid: the process
 * @path: the cgroup's path, NULL while not found
 */
struct search {
	pid_t	pid;
	char	*path;
};

static bool look_for(void *context, int directory, const char *path)
{
	FILE *processes = open_processes(directory);
	struct search *search = context;
	int pid;

	if (!processes)
		return true;
	while (!search->path && fscanf(processes, "%d", &pid) == 1) {
		if (pid == search->pid)
			search->path = strdup(path);
	}
	fclose(processes);
	return !search->path;
}

/* The kernel does not report paths longer than PATH_MAX, so search the tree. */
static char *search_path(pid_t pid)
{
	struct search search = { .pid = pid };

	cgroup_walk(hierarchy(), look_for, &search);
	return search.path;
}

/* NULL with errno set; empty if there is no line for our hierarchy. */
static char *path_of(int process)
{
	size_t length;
	char *line, *rest, *text = process_read(process, "cgroup", &length);
	const char *path = NULL;
	char *copy;

	if (!text)
		return NULL;
	for (rest = text; !path && (line = strsep(&rest, "\n"));)
		path = path_in(line, is_legacy());
	copy = strdup(path ? path : "");
	free(text);
	return copy;
}

/* NULL if there is no such process; empty if its cgroup is unknown. */
static char *read_path(pid_t pid)
{
	int process = process_open(pid);
	char *path = process < 0 ? NULL : path_of(process);
	bool too_long = process >= 0 && !path && errno == ENAMETOOLONG;

	if (process >= 0)
		close(process);
	return too_long ? search_path(pid) : path;
}

/* If only a subtree is mounted, the paths found in it are suffixes of those in /proc. */
static bool is_in(const struct identity *identity, const char *path)
{
	size_t length = strlen(path), end = strlen(identity->path);
	struct container container;

	if (end <= length && !strcmp(path + length - end, identity->path))
		return true;
	return identity->contained && container_find(path, strlen(path), &container) &&
	       !container_compare(&container, &identity->container);
}

bool running_has(const struct running *running, int process)
{
	char *path = path_of(process);
	bool has = path ? is_in(&running->identity, path) : errno == ENAMETOOLONG;

	free(path);
	return has;
}

const struct running *running_add_process(struct running_list *list, pid_t pid)
{
	struct container container;
	struct running *running;
	char *path = read_path(pid);

	if (!path)
		return NULL;
	running = add(list);
	if (!running) {
		free(path);
		errno = ENOMEM;
		return NULL;
	}
	running->identity.path = path;
	if (container_find(path, strlen(path), &container))
		set_container(&running->identity, &container);
	running->pid = pid;
	return running;
}
