/* SPDX-License-Identifier: GPL-2.0 */
/*
 * debugfs.h - the files under /sys/kernel/debug/capprobe
 */
#ifndef CAPPROBE_DEBUGFS_H
#define CAPPROBE_DEBUGFS_H

/**
 * capprobe_debugfs_init() - make the files
 *
 * A kernel without debugfs gets none, which is no error: generic netlink says
 * so to the program.
 *
 * Context: process context, may sleep.
 */
void capprobe_debugfs_init(void);

/**
 * capprobe_debugfs_exit() - remove the files
 *
 * Context: process context. No file is open: each holds the module.
 */
void capprobe_debugfs_exit(void);

#endif /* CAPPROBE_DEBUGFS_H */
