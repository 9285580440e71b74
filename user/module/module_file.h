/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_file.h - find a module's file as a process would, and read its metadata
 */
#ifndef MODULE_FILE_H
#define MODULE_FILE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "module/module_parse.h"

/**
 * struct module_info - a module's metadata
 * @name: its name, not cleaned; the other strings are
 * @vermagic: the kernel that it was built for
 * @is_signed: whether it has a signature
 * @signer: common name of the signer
 * @has_layout: whether it has symbol checksums
 * @layout: checksum of module_layout, which covers the kernel's main structures
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
 * @MODULE_FOUND: in the file @path
 * @MODULE_BUILT_IN: built into the kernel
 * @MODULE_MISSING: nowhere
 * @MODULE_UNKNOWN: could not be checked
 */
enum module_found {
	MODULE_FOUND,
	MODULE_BUILT_IN,
	MODULE_MISSING,
	MODULE_UNKNOWN,
};

/**
 * struct module_file - a module as a process finds it
 * @is_path: it was given as a file rather than a name for modprobe
 * @name: the module's name
 * @directory: where modprobe looks: /lib/modules/RELEASE
 * @path: the file, in the process's root directory
 * @found: where it is
 * @obstacle: why it could not be examined; NULL if it was
 * @readable: @info is valid
 * @info: its metadata
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
 * @process: the process (process.h); symlinks cannot escape its root directory
 * @module: a file if it has a slash or ".ko", else the name or an alias of a
 *	module of this host
 * @file: result
 */
void module_file_find(int process, const char *module, struct module_file *file);

/**
 * module_file_directory() - whether a process has modules for this kernel
 * @process: the process (process.h)
 * @directory: set to the directory that was looked for
 *
 * Return: MODULE_FOUND, MODULE_MISSING or MODULE_UNKNOWN.
 */
enum module_found module_file_directory(int process, char directory[128]);

/**
 * module_file_running() - read the metadata of a module that is loaded
 * @info: result
 *
 * Return: whether the file of any loaded module was found on the host.
 */
bool module_file_running(struct module_info *info);

#endif /* MODULE_FILE_H */
