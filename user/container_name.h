/* SPDX-License-Identifier: GPL-2.0 */
/*
 * container_name.h - how people call a container
 */
#ifndef CONTAINER_NAME_H
#define CONTAINER_NAME_H

#include "container.h"

/**
 * container_name() - the name of a container, from its runtime's own files
 * @container: the container
 *
 * The files are another's: read bounded, believed only as far as a name goes.
 *
 * Return: the name, not cleaned, for free(); or NULL where it is not known, as
 * of a container that is gone.
 */
char *container_name(const struct container *container);

#endif /* CONTAINER_NAME_H */
