// SPDX-License-Identifier: GPL-2.0
/*
 * runtime_files.c - read the files that container runtimes keep about containers
 */
#include <errno.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "process/become.h"
#include "runtime/json_pick.h"
#include "runtime/runtime_files.h"

static const char *root = "";
static char last_said[RUNTIME_SAID_MAX];
static void (*progress)(void);

void runtime_files_root(const char *directory)
{
	root = directory;
}

const char *runtime_root(void)
{
	return root;
}

char *runtime_path(const char *format, ...)
{
	char *below, *path;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vasprintf(&below, format, arguments);
	va_end(arguments);
	if (length < 0)
		below = NULL;
	if (!below || asprintf(&path, "%s%s", root, below) < 0)
		path = NULL;
	free(below);
	if (!path)
		runtime_no_memory();
	return path;
}

char *runtime_text(uid_t uid, const char *path, size_t limit, size_t *length)
{
	char *text = NULL;

	if (path && become_user(uid)) {
		text = file_read_path(path, limit, length);
		if (!text && errno == EFBIG)
			runtime_say("%s is larger than %zu MiB and was not read", path, limit >> 20);
		if (!text && errno == ENOMEM)
			runtime_no_memory();
		become_self();
	}
	runtime_goes_on();
	return text;
}

json_t *runtime_json(uid_t uid, char *path, const char *const *keys)
{
	size_t length;
	char *text = runtime_text(uid, path, RUNTIME_FILE_MAX, &length);
	json_t *json = text ? json_pick(text, length, keys) : NULL;

	free(text);
	free(path);
	return json;
}

bool runtime_stamp(uid_t uid, const char *path, struct runtime_stamp *stamp)
{
	struct stat its;
	bool there = false;

	if (path && become_user(uid)) {
		there = !stat(path, &its);
		become_self();
	}
	if (there)
		*stamp = (struct runtime_stamp){
			.device = its.st_dev,
			.inode = its.st_ino,
			.size = its.st_size,
			.modified = its.st_mtim,
			.changed = its.st_ctim,
		};
	return there;
}

static bool is_same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool runtime_stamp_same(const struct runtime_stamp *a, const struct runtime_stamp *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       is_same_time(&a->modified, &b->modified) && is_same_time(&a->changed, &b->changed);
}

DIR *runtime_directory(uid_t uid, const char *path)
{
	DIR *directory = NULL;

	if (path && become_user(uid)) {
		directory = opendir(path);
		become_self();
	}
	return directory;
}

void runtime_files_progress(void (*call)(void))
{
	progress = call;
}

void runtime_goes_on(void)
{
	if (progress)
		progress();
}

void runtime_say(const char *format, ...)
{
	char text[RUNTIME_SAID_MAX];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	text_clean(last_said, sizeof(last_said), text, strlen(text));
}

void runtime_no_memory(void)
{
	runtime_say(OUT_OF_MEMORY, "the runtimes' files");
}

void runtime_said(char said[RUNTIME_SAID_MAX])
{
	strcpy(said, last_said);
	*last_said = '\0';
}

void runtime_glob(uid_t uid, char *pattern, glob_t *found)
{
	memset(found, 0, sizeof(*found));
	if (pattern && become_user(uid)) {
		glob(pattern, GLOB_NOSORT | GLOB_BRACE, NULL, found);
		become_self();
	}
	free(pattern);
}

char *runtime_home(uid_t uid)
{
	const struct passwd *user = getpwuid(uid);

	return user ? strdup(user->pw_dir) : NULL;
}
