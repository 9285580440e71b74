/* SPDX-License-Identifier: GPL-2.0 */
/*
 * bundle.h - where the OCI bundle of a container is
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include <jansson.h>

#include "container/container.h"

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
 * @key: which of it
 *
 * Return: its value, or NULL.
 */
json_t *bundle_config(const struct container *container, const char *key);

#endif /* BUNDLE_H */
