/* SPDX-License-Identifier: GPL-2.0 */
/*
 * machine_state.h - machines registered with systemd-machined
 */
#ifndef MACHINE_STATE_H
#define MACHINE_STATE_H

#include <stdbool.h>

#include "container/container.h"

/**
 * machine_state_find() - find the machine that runs in a unit
 * @unit: the unit's name
 * @name: set to the machine's name; a buffer of CONTAINER_ID_MAX bytes
 *
 * Return: whether there is one.
 */
bool machine_state_find(const char *unit, char *name);

#endif /* MACHINE_STATE_H */
