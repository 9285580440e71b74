/* SPDX-License-Identifier: GPL-2.0 */
/*
 * runtime_files.h - the files that container runtimes keep about containers
 *
 * What they hold is another's: it is read bounded, and the files of a user's
 * own runtime with no more rights than that user has, which costs the process
 * its supplementary groups; where that cannot be, they are not read. Reading can
 * hang where the file system does: container_ask.c has it done by a process of
 * its own.
 */
#ifndef RUNTIME_FILES_H
#define RUNTIME_FILES_H

#include <dirent.h>
#include <glob.h>
#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#define RUNTIME_FILE_MAX	(4 << 20)	/* bytes that are read of one about a container */
#define RUNTIME_LIST_MAX	(32 << 20)	/* bytes that are read of one about all */
#define RUNTIME_FILES_MAX	65536		/* files that are looked at in a directory */
#define RUNTIME_SAID_MAX	512

/**
 * struct runtime_stamp - what is another when a file, or what is in a directory, is
 * @device: where it is
 * @inode: which it is there
 * @size: its bytes
 * @modified: when it was last written
 * @changed: when anything about it was last changed
 */
struct runtime_stamp {
	dev_t		device;
	ino_t		inode;
	off_t		size;
	struct timespec	modified;
	struct timespec	changed;
};

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
 * runtime_text() - read one
 * @uid: whose runtime's it is
 * @path: from runtime_path()
 * @limit: bytes of it at most; what is larger is said, as by runtime_say()
 * @length: bytes of what is in it
 *
 * Return: what is in it, for free(), or NULL.
 */
char *runtime_text(uid_t uid, const char *path, size_t limit, size_t *length);

/**
 * runtime_json() - read some of what is in one
 * @uid: as above
 * @path: from runtime_path(), which it frees
 * @keys: as for json_pick()
 *
 * Return: as json_pick(); NULL where there is no such file.
 */
json_t *runtime_json(uid_t uid, char *path, const char *const *keys);

/**
 * runtime_stamp() - the state of a file or directory
 * @uid: as above
 * @path: from runtime_path()
 * @stamp: where to
 *
 * Return: whether there is one.
 */
bool runtime_stamp(uid_t uid, const char *path, struct runtime_stamp *stamp);

/**
 * runtime_stamp_same() - whether a file or directory is as it was
 * @a: its state
 * @b: its state at another time
 */
bool runtime_stamp_same(const struct runtime_stamp *a, const struct runtime_stamp *b);

/**
 * runtime_directory() - look into a directory
 * @uid: as above
 * @path: from runtime_path()
 *
 * Return: it, for closedir(), or NULL.
 */
DIR *runtime_directory(uid_t uid, const char *path);

/**
 * runtime_files_progress() - have it known that reading goes on
 * @call: called by runtime_goes_on(); or NULL
 */
void runtime_files_progress(void (*call)(void));

/**
 * runtime_goes_on() - something was read, as by the functions above
 */
void runtime_goes_on(void);

/**
 * runtime_say() - note that something could not be known for its size
 * @format: what that is
 */
void runtime_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * runtime_said() - what was noted since this was last asked
 * @said: where to; cleaned, empty for nothing
 */
void runtime_said(char said[RUNTIME_SAID_MAX]);

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
