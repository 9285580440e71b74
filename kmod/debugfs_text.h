/* SPDX-License-Identifier: GPL-2.0 */
/*
 * debugfs_text.h - the files that a person can read
 */
#ifndef CAPPROBE_DEBUGFS_TEXT_H
#define CAPPROBE_DEBUGFS_TEXT_H

#include <linux/dcache.h>

/**
 * capprobe_debugfs_text_init() - make the files
 * @directory: where
 *
 * Context: process context, may sleep.
 */
void capprobe_debugfs_text_init(struct dentry *directory);

#endif /* CAPPROBE_DEBUGFS_TEXT_H */
