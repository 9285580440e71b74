/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_load.h - why the kernel refuses a module although the capability check
 * is granted
 */
#ifndef CAPPROBE_MODULE_LOAD_H
#define CAPPROBE_MODULE_LOAD_H

/**
 * capprobe_module_load_attach() - probe the refusals of modules
 *
 * Those of the security modules and of lockdown at their hooks, those of the
 * module loader by what it writes to the kernel log. Each is passed to
 * capprobe_track_module_refused().
 *
 * Context: process context, may sleep.
 * Return: 0, or the error of a registration, which has been logged.
 */
int capprobe_module_load_attach(void);

/**
 * capprobe_module_load_detach() - undo capprobe_module_load_attach()
 *
 * Context: process context, may sleep.
 */
void capprobe_module_load_detach(void);

#endif /* CAPPROBE_MODULE_LOAD_H */
