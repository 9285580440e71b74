/* SPDX-License-Identifier: GPL-2.0 */
/*
 * containerd_tasks.h - tasks of root's containerd
 */
#ifndef CONTAINERD_TASKS_H
#define CONTAINERD_TASKS_H

#include "container/container.h"

/**
 * containerd_task_find() - find the task that owns a cgroup
 * @cgroup: the cgroup's path
 * @container: result
 *
 * Return: whether there is one.
 */
bool containerd_task_find(const char *cgroup, struct container *container);

/**
 * containerd_task_directory() - find the bundle of a task
 * @id: the task, in any namespace
 *
 * Return: the directory, to be freed by the caller, or NULL.
 */
char *containerd_task_directory(const char *id);

#endif /* CONTAINERD_TASKS_H */
