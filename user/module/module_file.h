/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_file.h - a module's file, as a process finds it, and what it says of
 *	itself
 */
#ifndef MODULE_FILE_H
#define MODULE_FILE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "module/module_parse.h"

/**
 * struct module_info - what a module says of itself
 * @name: its name, as it stands there; the other texts are fit to be shown
 * @vermagic: the kernel that it was built for
 * @is_signed: whether it has a signature
 * @signer: whose key that is made with
 * @has_layout: whether it has checksums of the kernel's symbols
 * @layout: that of module_layout, which stands for the kernel's structures
 */
struct module_info {
	char		name[MODULE_NAME_MAX];
	char		vermagic[MODULE_INFO_MAX];
	bool		is_signed;
	char		signer[MODULE_INFO_MAX];
	bool		has_layout;
	uint64_t	layout;
};

/**
 * enum module_found - where a module is
 * @MODULE_FOUND: in @path
 * @MODULE_BUILT_IN: in the kernel
 * @MODULE_MISSING: nowhere
 * @MODULE_UNKNOWN: that cannot be read
 */
enum module_found {
	MODULE_FOUND,
	MODULE_BUILT_IN,
	MODULE_MISSING,
	MODULE_UNKNOWN,
};

/**
 * struct module_file - a module as a process finds it
 * @is_path: whether it was asked for as a file, not as modprobe takes it
 * @name: what was asked for; of a file the module's name
 * @directory: where modprobe looks: /lib/modules/RELEASE
 * @path: the file, in the process's root
 * @found: where it is
 * @obstacle: why it could not be looked into; NULL if it was
 * @readable: whether @info is filled in
 * @info: what it says of itself
 */
struct module_file {
	bool			is_path;
	char			name[MODULE_NAME_MAX];
	char			directory[128];
	char			path[PATH_MAX];
	enum module_found	found;
	const char		*obstacle;
	bool			readable;
	struct module_info	info;
};

/**
 * module_file_find() - find a module as a process would
 * @process: the process; no link leads out of its root directory
 * @module: what was asked for: a file if it has a slash or ends in .ko, else a
 *	name or an alias of this host's modules
 * @file: where to
 */
void module_file_find(int process, const char *module, struct module_file *file);

/**
 * module_file_directory() - whether a process has modules of this kernel
 * @process: the process
 * @directory: where to put which directory was looked for
 *
 * Return: MODULE_FOUND, MODULE_MISSING or MODULE_UNKNOWN.
 */
enum module_found module_file_directory(int process, char directory[128]);

/**
 * module_file_running() - what a module says that this kernel has loaded
 * @info: where to
 *
 * Return: whether one was found on the host's disk.
 */
bool module_file_running(struct module_info *info);

#endif /* MODULE_FILE_H */
