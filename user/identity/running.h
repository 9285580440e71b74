/* SPDX-License-Identifier: GPL-2.0 */
/*
 * running.h - the containers that are running, from the cgroup file system
 */
#ifndef RUNNING_H
#define RUNNING_H

#include "base/status.h"
#include "identity/identity.h"

/**
 * struct running - a container that is running
 * @identity: which; without the cgroup's number
 * @pid: its first process: the first of those that its processes call 1, or
 *	the first of all where it has no process numbers of its own
 * @is_init: the former, where @started is known
 * @started: when @pid was started, in clock ticks since the host was; 0 where it
 *	was not looked at, as there was no other
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
 * @room: for how many there is
 * @by_container: where in @running each is: tsearch(3)
 */
struct running_list {
	size_t		count;
	struct running	*running;
	size_t		room;
	void		*by_container;
};

/**
 * running_find() - find the containers that are running
 * @list: where to; for running_free()
 */
enum status running_find(struct running_list *list);

/**
 * running_lookup() - the one that is a container
 * @list: where running_find() put them
 * @container: which
 *
 * Return: it, or NULL.
 */
const struct running *running_lookup(const struct running_list *list,
				     const struct container *container);

/**
 * running_has() - whether a process is the one that was seen in a container
 * @running: where it was seen
 * @process: what has its number since (process.h)
 */
bool running_has(const struct running *running, int process);

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
