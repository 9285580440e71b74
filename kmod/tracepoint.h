/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tracepoint.h - the kernel's tracepoints, by name
 */
#ifndef CAPPROBE_TRACEPOINT_H
#define CAPPROBE_TRACEPOINT_H

/**
 * capprobe_tracepoint_register() - have a function called by a tracepoint
 * @name: the tracepoint's
 * @function: with the arguments of the tracepoint, after a pointer that is NULL
 *
 * Context: process context, may sleep.
 * Return: 0, -ENOENT where the kernel has no such tracepoint, or what it refused
 * the function with, which is said in the log.
 */
int capprobe_tracepoint_register(const char *name, void *function);

/**
 * capprobe_tracepoint_unregister() - stop that; the function is not running any
 *	more afterwards
 * @name: the tracepoint's
 * @function: that was registered
 *
 * Context: process context, may sleep.
 */
void capprobe_tracepoint_unregister(const char *name, void *function);

#endif /* CAPPROBE_TRACEPOINT_H */
