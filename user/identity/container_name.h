/* SPDX-License-Identifier: GPL-2.0 */
/*
 * container_name.h - how people call a container
 */
#ifndef CONTAINER_NAME_H
#define CONTAINER_NAME_H

#include "container/container.h"

/**
 * container_name() - the name of a container, from its runtime's own files
 * @container: the container
 *
 * Of a Kubernetes container it is NAMESPACE/POD/CONTAINER, of a pod's sandbox
 * NAMESPACE/POD; where the id is a name, it is that. The runtime's files are
 * read by another process, which is given a second (container_ask.c): those of
 * one that took longer are not read again for a while.
 *
 * Return: the name, not cleaned, shorter than CONTAINER_NAME_MAX, for free(); or
 * NULL where it is not known, as of a container that is gone.
 */
char *container_name(const struct container *container);

/**
 * container_name_read() - the same, here and for as long as it takes
 * @container: the container
 */
char *container_name_read(const struct container *container);

#endif /* CONTAINER_NAME_H */
