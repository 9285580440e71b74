/* SPDX-License-Identifier: GPL-2.0 */
/*
 * containerd_tasks.h - what root's containerd notes down about its tasks
 */
#ifndef CONTAINERD_TASKS_H
#define CONTAINERD_TASKS_H

#include "container/container.h"

/**
 * containerd_task_find() - the task that has a cgroup
 * @cgroup: the cgroup's path
 * @container: where to
 *
 * Return: whether there is one.
 */
bool containerd_task_find(const char *cgroup, struct container *container);

/**
 * containerd_task_directory() - where the bundle of a task is
 * @id: the task, whatever its namespace
 *
 * Return: the directory, for free(), or NULL.
 */
char *containerd_task_directory(const char *id);

#endif /* CONTAINERD_TASKS_H */
