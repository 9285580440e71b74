/* SPDX-License-Identifier: GPL-2.0 */
/*
 * calls.h - the system calls that need a capability
 */
#ifndef CALLS_H
#define CALLS_H

#include <stddef.h>

#define CALLS_MAX	64	/* per capability */

/**
 * calls_for() - the system calls that engines' filters open with a capability
 * @cap: the capability
 * @nrs: set to their numbers in the ABI of arch_native()
 *
 * For CAP_SYS_MODULE, only those that load a module.
 *
 * Return: number of calls; 0 if none corresponds to the capability.
 */
size_t calls_for(int cap, int nrs[CALLS_MAX]);

#endif /* CALLS_H */
