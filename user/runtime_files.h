/* SPDX-License-Identifier: GPL-2.0 */
/*
 * runtime_files.h - the files that container runtimes keep about containers
 *
 * What they hold is another's: it is read bounded, and the files of a user's
 * own runtime with no more rights than that user has. Reading can hang where
 * the file system does: container_ask.c has it done by a process of its own.
 */
#ifndef RUNTIME_FILES_H
#define RUNTIME_FILES_H

#include <glob.h>
#include <jansson.h>
#include <sys/types.h>

#define RUNTIME_FILE_MAX	(4 << 20)	/* bytes that are read of one */
#define RUNTIME_FILES_MAX	4096		/* files that are looked at for one answer */

/**
 * runtime_files_root() - look for them below another directory, in tests
 * @directory: stands for "/"; kept
 */
void runtime_files_root(const char *directory);

/**
 * runtime_root() - where they are looked for
 *
 * Return: what runtime_path() puts before a path: empty but in tests.
 */
const char *runtime_root(void);

/**
 * runtime_path() - where a file is
 * @format: the path from the root, as for printf(3)
 *
 * Return: the path, for free(); the program ends where there is no memory.
 */
char *runtime_path(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * runtime_json() - read one
 * @uid: whose runtime's it is
 * @path: from runtime_path(), which it frees
 *
 * Return: what is in it, or NULL.
 */
json_t *runtime_json(uid_t uid, char *path);

/**
 * runtime_glob() - find some
 * @uid: as above
 * @pattern: from runtime_path(), which it frees; may have {a,b} in it
 * @found: for globfree(); empty where nothing matches; the first
 *	RUNTIME_FILES_MAX are meant to be looked at
 */
void runtime_glob(uid_t uid, char *pattern, glob_t *found);

/**
 * runtime_home() - the home directory of a user
 * @uid: the user
 *
 * Return: its path from the root, for free(), or NULL.
 */
char *runtime_home(uid_t uid);

#endif /* RUNTIME_FILES_H */
