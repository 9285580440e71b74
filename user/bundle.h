/* SPDX-License-Identifier: GPL-2.0 */
/*
 * bundle.h - where the OCI bundle of a container is
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include <jansson.h>

#include "container.h"

/* containerd's own, and those that docker and k3s start; below: NAMESPACE/ID. */
#define CONTAINERD_TASKS	"/run/{,docker/,k3s/}containerd/{,daemon/}io.containerd.runtime.v2.task"

/**
 * bundle_directory() - where the OCI bundle of a container is
 * @container: the container, which has an id that is no name
 *
 * Return: the directory, for free(); or NULL.
 */
char *bundle_directory(const struct container *container);

/**
 * bundle_config() - what is in its config.json
 * @container: the same
 *
 * Return: the JSON, or NULL.
 */
json_t *bundle_config(const struct container *container);

#endif /* BUNDLE_H */
