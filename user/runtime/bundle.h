/* SPDX-License-Identifier: GPL-2.0 */
/*
 * bundle.h - find the OCI bundle of a container
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include <jansson.h>

#include "container/container.h"

/**
 * bundle_directory() - find the OCI bundle of a container
 * @container: the container, whose id must be hexadecimal
 *
 * Return: the directory, to be freed by the caller; or NULL.
 */
char *bundle_directory(const struct container *container);

/**
 * bundle_config() - read a value from its config.json
 * @container: the container
 * @key: a key for json_pick()
 *
 * Return: a new reference to the value, or NULL.
 */
json_t *bundle_config(const struct container *container, const char *key);

#endif /* BUNDLE_H */
