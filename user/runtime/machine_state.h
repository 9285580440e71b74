/* SPDX-License-Identifier: GPL-2.0 */
/*
 * machine_state.h - what systemd-machined notes down about a machine
 */
#ifndef MACHINE_STATE_H
#define MACHINE_STATE_H

#include <stdbool.h>

#include "container/container.h"

/**
 * machine_state_find() - the machine that is in a unit
 * @unit: the unit's name
 * @name: where to put the machine's, CONTAINER_ID_MAX bytes
 *
 * Return: whether there is one.
 */
bool machine_state_find(const char *unit, char *name);

#endif /* MACHINE_STATE_H */
