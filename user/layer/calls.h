/* SPDX-License-Identifier: GPL-2.0 */
/*
 * calls.h - the system calls that stand for a capability
 */
#ifndef CALLS_H
#define CALLS_H

#include <stddef.h>

#define CALLS_MAX	64	/* of one capability */

/**
 * calls_for() - the system calls that take a capability
 * @cap: the capability
 * @nrs: where to put their numbers in the native ABI
 *
 * Of CAP_SYS_MODULE those that load a module.
 *
 * Return: how many; 0 for a capability that no call stands for.
 */
size_t calls_for(int cap, int nrs[CALLS_MAX]);

#endif /* CALLS_H */
