// SPDX-License-Identifier: GPL-2.0
/*
 * runtime_files.c - the files that container runtimes keep about containers
 */
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>

#include "command.h"
#include "file.h"
#include "runtime_files.h"

#define NOGROUP	65534

static const char *root = "";

void runtime_files_root(const char *directory)
{
	root = directory;
}

const char *runtime_root(void)
{
	return root;
}

static void out_of_memory(void)
{
	exit(fail(STATUS_FAILED, "out of memory for the runtimes' files"));
}

char *runtime_path(const char *format, ...)
{
	char *below, *path;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vasprintf(&below, format, arguments);
	va_end(arguments);
	if (length < 0 || asprintf(&path, "%s%s", root, below) < 0)
		out_of_memory();
	free(below);
	return path;
}

/* A link in a user's home must not lead to what that user could not open. */
static void become(uid_t uid)
{
	setfsgid(uid ? NOGROUP : 0);
	setfsuid(uid);
}

json_t *runtime_json(uid_t uid, char *path)
{
	json_t *json = NULL;
	size_t length;
	char *text;

	become(uid);
	text = file_read_path(path, RUNTIME_FILE_MAX, &length);
	become(0);
	if (text)
		json = json_loadb(text, length, 0, NULL);
	free(text);
	free(path);
	return json;
}

void runtime_glob(uid_t uid, char *pattern, glob_t *found)
{
	memset(found, 0, sizeof(*found));
	become(uid);
	glob(pattern, GLOB_NOSORT | GLOB_BRACE, NULL, found);
	become(0);
	free(pattern);
}

char *runtime_home(uid_t uid)
{
	const struct passwd *user = getpwuid(uid);

	return user ? strdup(user->pw_dir) : NULL;
}
