/* SPDX-License-Identifier: GPL-2.0 */
/*
 * container_name.h - find the name of a container
 */
#ifndef CONTAINER_NAME_H
#define CONTAINER_NAME_H

#include "container/container.h"

/**
 * container_name() - find the name of a container in its runtime's files
 * @container: the container
 *
 * For a Kubernetes container this is NAMESPACE/POD/CONTAINER, for a pod's sandbox
 * NAMESPACE/POD; if the id is a name, it is the id. The files are read by another
 * process, which gets one second (container_ask.c). A runtime that takes longer is
 * not asked again for a while.
 *
 * Return: the name, not cleaned, shorter than CONTAINER_NAME_MAX, to be freed by the
 * caller; or NULL if it is unknown, for instance because the container is gone.
 */
char *container_name(const struct container *container);

/**
 * container_name_read() - the same in this process, however long it takes
 * @container: the container
 */
char *container_name_read(const struct container *container);

#endif /* CONTAINER_NAME_H */
