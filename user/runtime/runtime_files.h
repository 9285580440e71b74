/* SPDX-License-Identifier: GPL-2.0 */
/*
 * runtime_files.h - read the files that container runtimes keep about containers
 *
 * Their contents are not trusted. Reads are bounded, and the files of a user's own
 * runtime are read with that user's rights or not at all; for this the process
 * loses its supplementary groups. Reading can hang with the file system, so
 * container_ask.c does it in a separate process.
 */
#ifndef RUNTIME_FILES_H
#define RUNTIME_FILES_H

#include <dirent.h>
#include <glob.h>
#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#define RUNTIME_FILE_MAX	(4 << 20)	/* size limit of a file about one container */
#define RUNTIME_LIST_MAX	(32 << 20)	/* size limit of a file about all containers */
#define RUNTIME_FILES_MAX	65536		/* limit of files per directory */
#define RUNTIME_SAID_MAX	512

/**
 * struct runtime_stamp - changes whenever a file, or the contents of a directory, do
 * @device: st_dev
 * @inode: st_ino
 * @size: st_size
 * @modified: st_mtim
 * @changed: st_ctim
 */
struct runtime_stamp {
	dev_t		device;
	ino_t		inode;
	off_t		size;
	struct timespec	modified;
	struct timespec	changed;
};

/**
 * runtime_files_root() - look for files below another root directory, for tests
 * @directory: replaces "/"; not copied
 */
void runtime_files_root(const char *directory);

/**
 * runtime_root() - the directory set by runtime_files_root()
 *
 * Return: the prefix that runtime_path() adds; empty outside tests.
 */
const char *runtime_root(void);

/**
 * runtime_path() - format a path
 * @format: absolute path, as for printf(3)
 *
 * Return: the path, to be freed by the caller. NULL if out of memory, after
 * runtime_no_memory(); every function that takes a path finds nothing at NULL.
 */
char *runtime_path(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * runtime_text() - read a file
 * @uid: owner of the runtime
 * @path: from runtime_path()
 * @limit: maximum size in bytes; a larger file is reported with runtime_say()
 * @length: set to the size in bytes
 *
 * Return: the contents, to be freed by the caller, or NULL.
 */
char *runtime_text(uid_t uid, const char *path, size_t limit, size_t *length);

/**
 * runtime_json() - read values from a JSON file
 * @uid: as above
 * @path: from runtime_path(); freed
 * @keys: as for json_pick()
 *
 * Return: as json_pick(); NULL if the file cannot be read.
 */
json_t *runtime_json(uid_t uid, char *path, const char *const *keys);

/**
 * runtime_stamp() - get the stamp of a file or directory
 * @uid: as above
 * @path: from runtime_path()
 * @stamp: result
 *
 * Return: whether it exists.
 */
bool runtime_stamp(uid_t uid, const char *path, struct runtime_stamp *stamp);

/**
 * runtime_stamp_same() - whether two stamps are equal
 * @a: one stamp
 * @b: the other
 */
bool runtime_stamp_same(const struct runtime_stamp *a, const struct runtime_stamp *b);

/**
 * runtime_directory() - open a directory
 * @uid: as above
 * @path: from runtime_path()
 *
 * Return: the stream, for closedir(), or NULL.
 */
DIR *runtime_directory(uid_t uid, const char *path);

/**
 * runtime_files_progress() - set a progress callback
 * @call: called by runtime_goes_on(); or NULL
 */
void runtime_files_progress(void (*call)(void));

/**
 * runtime_goes_on() - report progress; the functions above do so themselves
 */
void runtime_goes_on(void);

/**
 * runtime_say() - record that something is unknown, as too large or for lack of memory
 * @format: the message
 */
void runtime_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * runtime_no_memory() - record that memory ran out
 */
void runtime_no_memory(void);

/**
 * runtime_said() - take the last message of runtime_say()
 * @said: result, cleaned; empty if there was none since the last call
 */
void runtime_said(char said[RUNTIME_SAID_MAX]);

/**
 * runtime_glob() - find files by pattern
 * @uid: as above
 * @pattern: from runtime_path(); freed; may contain {a,b}
 * @found: result, for globfree(); callers look at no more than
 *	RUNTIME_FILES_MAX
 */
void runtime_glob(uid_t uid, char *pattern, glob_t *found);

/**
 * runtime_home() - look up a user's home directory
 * @uid: the user
 *
 * Return: its path, to be freed by the caller, or NULL.
 */
char *runtime_home(uid_t uid);

#endif /* RUNTIME_FILES_H */
