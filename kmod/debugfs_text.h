/* SPDX-License-Identifier: GPL-2.0 */
/*
 * debugfs_text.h - human-readable files in debugfs
 */
#ifndef CAPPROBE_DEBUGFS_TEXT_H
#define CAPPROBE_DEBUGFS_TEXT_H

#include <linux/dcache.h>

/**
 * capprobe_debugfs_text_init() - create the files
 * @directory: parent directory
 *
 * Context: process context, may sleep.
 */
void capprobe_debugfs_text_init(struct dentry *directory);

#endif /* CAPPROBE_DEBUGFS_TEXT_H */
