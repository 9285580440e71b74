/* SPDX-License-Identifier: GPL-2.0 */
/*
 * running.h - find running containers in the cgroup file system
 */
#ifndef RUNNING_H
#define RUNNING_H

#include "base/status.h"
#include "identity/identity.h"

/**
 * struct running - a running container
 * @identity: its identity, without the cgroup's id
 * @pid: its first process: the oldest that is pid 1 in a pid namespace of its own,
 *	else the oldest of all
 * @is_init: @pid is pid 1 in a namespace of its own; valid if @started is
 * @started: start time of @pid in clock ticks since boot; 0 if not read because there
 *	was only one process
 */
struct running {
	struct identity		identity;
	pid_t			pid;
	bool			is_init;
	unsigned long long	started;
};

/**
 * struct running_list - all running containers
 * @count: number of containers
 * @running: the containers
 * @room: allocated entries of @running
 * @by_container: tsearch(3) tree of indices into @running
 */
struct running_list {
	size_t		count;
	struct running	*running;
	size_t		room;
	void		*by_container;
};

/**
 * running_find() - find all running containers
 * @list: result, for running_free(); empty on failure
 */
enum status running_find(struct running_list *list);

/**
 * running_lookup() - look up a container
 * @list: the list
 * @container: the container
 *
 * Return: the entry, or NULL.
 */
const struct running *running_lookup(const struct running_list *list,
				     const struct container *container);

/**
 * running_has() - whether a process is still in the container where it was found
 * @running: the container
 * @process: a handle of @running->pid (process.h), which may have been reused
 */
bool running_has(const struct running *running, int process);

/**
 * running_free() - free a list
 * @list: the list
 */
void running_free(struct running_list *list);

/**
 * running_add_process() - add a process and its container, if any
 * @list: the list; the process becomes the last entry
 * @pid: the process
 *
 * Return: the new entry, valid until another is added. NULL with errno ENOMEM if out of
 * memory, or another errno if there is no such process.
 */
const struct running *running_add_process(struct running_list *list, pid_t pid);

#endif /* RUNNING_H */
