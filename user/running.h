/* SPDX-License-Identifier: GPL-2.0 */
/*
 * running.h - the containers that are running, from the cgroup file system
 */
#ifndef RUNNING_H
#define RUNNING_H

#include "identity.h"
#include "status.h"

/**
 * struct running - a container that is running
 * @identity: which; without the cgroup's number
 * @pid: its first process: the first of those that its processes call 1, or
 *	the first of all where it has no process numbers of its own
 * @is_init: the former
 * @started: when @pid was started, in clock ticks since the host was
 */
struct running {
	struct identity		identity;
	pid_t			pid;
	bool			is_init;
	unsigned long long	started;
};

/**
 * struct running_list - all of them
 * @count: how many
 * @running: them
 */
struct running_list {
	size_t		count;
	struct running	*running;
};

/**
 * running_find() - find the containers that are running
 * @list: where to; for running_free()
 */
enum status running_find(struct running_list *list);

/**
 * running_free() - free what running_find() found
 * @list: the list
 */
void running_free(struct running_list *list);

/**
 * running_add_process() - one process, and the container that it is in, if any
 * @list: where to add it as the last
 * @pid: the process
 *
 * Return: whether there is such a process.
 */
bool running_add_process(struct running_list *list, pid_t pid);

#endif /* RUNNING_H */
