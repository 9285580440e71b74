/* SPDX-License-Identifier: GPL-2.0 */
/*
 * default_caps.h - the default capabilities of each runtime
 */
#ifndef DEFAULT_CAPS_H
#define DEFAULT_CAPS_H

#include <stdbool.h>
#include <stdint.h>

#include "container/container.h"

/**
 * default_caps() - the default bounding set of a runtime
 * @runtime: the runtime
 * @mask: result
 *
 * Return: whether it has one.
 */
bool default_caps(enum runtime runtime, uint64_t *mask);

#endif /* DEFAULT_CAPS_H */
