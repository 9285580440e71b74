// SPDX-License-Identifier: GPL-2.0
/*
 * runtime_files.c - the files that container runtimes keep about containers
 */
#include <grp.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/fsuid.h>
#include <unistd.h>

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

/* Whether this process opens what its user could not. */
static bool overrides(void)
{
	cap_flag_value_t search = CAP_SET, override = CAP_SET;
	cap_t sets = cap_get_proc();

	if (sets) {
		cap_get_flag(sets, CAP_DAC_READ_SEARCH, CAP_EFFECTIVE, &search);
		cap_get_flag(sets, CAP_DAC_OVERRIDE, CAP_EFFECTIVE, &override);
		cap_free(sets);
	}
	return search == CAP_SET || override == CAP_SET;
}

static void resume(void)
{
	setfsuid(geteuid());
	setfsgid(getegid());
}

/*
 * A link in a user's home must not lead to what that user could not open. None
 * of the calls can be relied on to say that it failed; asked for -1 they say what
 * is in force. The groups are gone for good: root needs none.
 */
static bool become(uid_t uid)
{
	if (!uid || uid == geteuid())
		return true;
	setgroups(0, NULL);
	setfsgid(NOGROUP);
	setfsuid(uid);
	if (uid != (uid_t)-1 && (uid_t)setfsuid(-1) == uid && setfsgid(-1) == NOGROUP &&
	    !getgroups(0, NULL) && !overrides())
		return true;
	resume();
	return false;
}

json_t *runtime_json(uid_t uid, char *path)
{
	json_t *json = NULL;
	char *text = NULL;
	size_t length;

	if (become(uid)) {
		text = file_read_path(path, RUNTIME_FILE_MAX, &length);
		resume();
	}
	if (text)
		json = json_loadb(text, length, 0, NULL);
	free(text);
	free(path);
	return json;
}

void runtime_glob(uid_t uid, char *pattern, glob_t *found)
{
	memset(found, 0, sizeof(*found));
	if (become(uid)) {
		glob(pattern, GLOB_NOSORT | GLOB_BRACE, NULL, found);
		resume();
	}
	free(pattern);
}

char *runtime_home(uid_t uid)
{
	const struct passwd *user = getpwuid(uid);

	return user ? strdup(user->pw_dir) : NULL;
}
