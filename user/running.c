// SPDX-License-Identifier: GPL-2.0
/*
 * running.c - the containers that are running, from the cgroup file system
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "container_find.h"
#include "container_name.h"
#include "file.h"
#include "proc_status.h"
#include "running.h"

#define STATUS_FILE_MAX	(1 << 16)	/* bytes of a file in /proc/PID */
#define LEVELS_MAX	32		/* of process numbers: MAX_PID_NS_LEVEL */

/*
 * The hierarchy that tells containers apart, as the module has it: the default
 * one, unless the pids controller has its own.
 */
#define HIERARCHY		"/sys/fs/cgroup"
#define HIERARCHY_OF_PIDS	HIERARCHY "/pids"

static bool is_legacy(void)
{
	return access(HIERARCHY "/cgroup.controllers", F_OK) && !access(HIERARCHY_OF_PIDS, F_OK);
}

static char *read_process(pid_t pid, const char *name)
{
	char path[64];
	size_t length;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	return file_read_path(path, STATUS_FILE_MAX, &length);
}

/* When a process was started: the 22nd field of proc(5)'s stat. */
static bool read_start(pid_t pid, unsigned long long *started)
{
	char *text = read_process(pid, "stat");
	/* The name in the second field may hold anything. */
	const char *field = text ? strrchr(text, ')') : NULL;
	int fields;

	for (fields = 2; field && fields < 22; fields++)
		field = strchr(field + 1, ' ');
	if (field)
		*started = strtoull(field + 1, NULL, 10);
	free(text);
	return field;
}

/* Whether a process is the first of process numbers other than the host's. */
static bool is_first(pid_t pid)
{
	char *text = read_process(pid, "status");
	unsigned long numbers[LEVELS_MAX];
	size_t levels = text ? proc_status_numbers(text, "NSpid", numbers, LEVELS_MAX) : 0;

	free(text);
	return levels > 1 && levels <= LEVELS_MAX && numbers[levels - 1] == 1;
}

static void offer(struct running *running, pid_t pid)
{
	unsigned long long started;
	bool is_init = is_first(pid);

	if (!read_start(pid, &started))
		return;
	if (running->pid && running->is_init != is_init ? running->is_init :
	    running->pid && running->started <= started)
		return;
	running->pid = pid;
	running->is_init = is_init;
	running->started = started;
}

static struct running *add(struct running_list *list)
{
	struct running *running;

	running = reallocarray(list->running, list->count + 1, sizeof(*running));
	if (!running)
		exit(fail(STATUS_FAILED, "out of memory for %zu containers", list->count + 1));
	list->running = running;
	running += list->count++;
	*running = (struct running){ 0 };
	return running;
}

static void set_path(struct identity *identity, const char *path)
{
	identity->path = strdup(path);
	if (!identity->path)
		exit(fail(STATUS_FAILED, "out of memory for a container"));
}

static void set_container(struct identity *identity, const struct container *container)
{
	identity->contained = true;
	identity->container = *container;
	identity->name = container_name(container);
}

static struct running *find_or_add(struct running_list *list, const char *path,
				   const struct container *container)
{
	const struct identity wanted = { .contained = true, .container = *container };
	struct running *running;
	size_t i;

	for (i = 0; i < list->count; i++) {
		if (identity_same(&list->running[i].identity, &wanted))
			return &list->running[i];
	}
	running = add(list);
	set_path(&running->identity, path);
	set_container(&running->identity, container);
	return running;
}

/* The processes of the cgroup in @directory, which has that path. */
static void look_into(struct running_list *list, const char *directory, const char *path)
{
	struct container container;
	char file[PATH_MAX];
	FILE *processes;
	int pid;

	if (!container_find(path, strlen(path), &container) ||
	    snprintf(file, sizeof(file), "%s/cgroup.procs", directory) >= (int)sizeof(file))
		return;
	processes = fopen(file, "re");
	if (!processes)
		return;
	while (fscanf(processes, "%d", &pid) == 1)
		offer(find_or_add(list, path, &container), pid);
	fclose(processes);
}

/*
 * @directory, @length bytes long, is a cgroup's; its path starts at @path. What
 * is below has its name appended meanwhile: a container can nest cgroups deeply.
 */
static void walk(struct running_list *list, char directory[PATH_MAX], size_t length,
		 const char *path)
{
	const struct dirent *entry;
	DIR *entries;

	look_into(list, directory, path);
	entries = opendir(directory);
	while (entries && (entry = readdir(entries))) {
		size_t more = strlen(entry->d_name) + 1;

		if (entry->d_type != DT_DIR || *entry->d_name == '.' || length + more >= PATH_MAX)
			continue;
		sprintf(directory + length, "/%s", entry->d_name);
		walk(list, directory, length + more, path);
		directory[length] = '\0';
	}
	if (entries)
		closedir(entries);
}

/* Those that ended before a process of theirs could be looked at. */
static void drop_ended(struct running_list *list)
{
	size_t kept = 0, i;

	for (i = 0; i < list->count; i++) {
		if (list->running[i].pid) {
			list->running[kept++] = list->running[i];
		} else {
			free(list->running[i].identity.path);
			free(list->running[i].identity.name);
		}
	}
	list->count = kept;
}

enum status running_find(struct running_list *list)
{
	char directory[PATH_MAX];

	*list = (struct running_list){ 0 };
	strcpy(directory, is_legacy() ? HIERARCHY_OF_PIDS : HIERARCHY);
	if (access(directory, R_OK | X_OK))
		return fail(STATUS_FAILED, "cannot read the cgroups in %s: %s", directory,
			    strerror(errno));
	walk(list, directory, strlen(directory), directory + strlen(directory));
	drop_ended(list);
	return STATUS_OK;
}

void running_free(struct running_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		free(list->running[i].identity.path);
		free(list->running[i].identity.name);
	}
	free(list->running);
	*list = (struct running_list){ 0 };
}

/* The path in a line of /proc/PID/cgroup, where it is of the hierarchy: cgroups(7). */
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

bool running_add_process(struct running_list *list, pid_t pid)
{
	char *line, *rest, *text = read_process(pid, "cgroup");
	struct container container;
	const char *path = NULL;
	struct running *running;

	if (!text)
		return false;
	for (rest = text; !path && (line = strsep(&rest, "\n"));)
		path = path_in(line, is_legacy());
	running = add(list);
	set_path(&running->identity, path ? path : "");
	if (path && container_find(path, strlen(path), &container))
		set_container(&running->identity, &container);
	running->pid = pid;
	free(text);
	return true;
}
