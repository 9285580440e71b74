/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tracepoint.h - using the kernel's tracepoints by name
 */
#ifndef CAPPROBE_TRACEPOINT_H
#define CAPPROBE_TRACEPOINT_H

/**
 * capprobe_tracepoint_register() - register a probe with a tracepoint
 * @name: name of the tracepoint
 * @function: the probe; takes a pointer, which is NULL, and the arguments of the
 *	tracepoint
 *
 * Context: process context, may sleep.
 * Return: 0, -ENOENT if there is no such tracepoint, or the error of the
 * registration; errors are logged.
 */
int capprobe_tracepoint_register(const char *name, void *function);

/**
 * capprobe_tracepoint_unregister() - unregister a probe
 * @name: name of the tracepoint
 * @function: the probe; does not run any more on return
 *
 * Context: process context, may sleep.
 */
void capprobe_tracepoint_unregister(const char *name, void *function);

#endif /* CAPPROBE_TRACEPOINT_H */
