/* SPDX-License-Identifier: GPL-2.0 */
/*
 * debugfs.h - the files under /sys/kernel/debug/capprobe
 */
#ifndef CAPPROBE_DEBUGFS_H
#define CAPPROBE_DEBUGFS_H

/**
 * capprobe_debugfs_init() - create the files
 *
 * Without debugfs in the kernel there are none, which is not an error: the program
 * then uses generic netlink.
 *
 * Context: process context, may sleep.
 */
void capprobe_debugfs_init(void);

/**
 * capprobe_debugfs_exit() - remove the files
 *
 * Context: process context; no file is open, as each holds the module.
 */
void capprobe_debugfs_exit(void);

#endif /* CAPPROBE_DEBUGFS_H */
