// SPDX-License-Identifier: GPL-2.0
/*
 * module_file.c - a module's file, as a process finds it
 *
 * The lists of a container's modules are read here, as text (modules.dep(5)),
 * and not by libkmod, which maps an index that it trusts: they are the
 * container's to write.
 */
#include <errno.h>
#include <fcntl.h>
#include <libkmod.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "capprobe.h"
#include "file.h"
#include "module_file.h"
#include "text.h"

#define LIST_MAX	(16 << 20)	/* bytes of modules.dep */
#define MODULE_MAX	(256 << 20)	/* of a module */

/* A file in the root directory of a process; links in it stay in there. */
static int open_in(pid_t pid, const char *path, int flags)
{
	struct open_how how = {
		/* Not to hang on a FIFO that somebody put there; openat2(2) is strict. */
		.flags = flags | O_CLOEXEC | (flags & O_PATH ? 0 : O_NONBLOCK | O_NOCTTY),
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};
	char root[64];
	int fd, error, directory;

	snprintf(root, sizeof(root), "/proc/%d/root", pid);
	directory = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return -1;
	fd = syscall(__NR_openat2, directory, path, &how, sizeof(how));
	error = errno;
	close(directory);
	errno = error;
	return fd;
}

static enum module_found what_error(int error)
{
	return error == ENOENT || error == ENOTDIR ? MODULE_MISSING : MODULE_UNKNOWN;
}

enum module_found module_file_directory(pid_t pid, char directory[128])
{
	struct utsname name;
	int fd;

	uname(&name);
	snprintf(directory, 128, "/lib/modules/%s", name.release);
	fd = open_in(pid, directory, O_PATH | O_DIRECTORY);
	if (fd < 0)
		return what_error(errno);
	close(fd);
	return MODULE_FOUND;
}

static char *read_list(pid_t pid, const char *directory, const char *name)
{
	char path[PATH_MAX];
	struct stat file;
	char *text = NULL;
	size_t length;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	fd = open_in(pid, path, O_RDONLY);
	if (fd < 0)
		return NULL;
	if (!fstat(fd, &file) && S_ISREG(file.st_mode))
		text = file_read(fd, LIST_MAX, &length);
	close(fd);
	return text;
}

/* Whether a path is that of a module: both kinds of dash are one. */
static bool is_of(const char *path, size_t length, const char *name)
{
	const char *slash = memrchr(path, '/', length);
	const char *base = slash ? slash + 1 : path, *end = path + length;

	for (; *name && base < end; name++, base++) {
		if (*base != *name && !(strchr("-_", *base) && strchr("-_", *name)))
			return false;
	}
	return !*name && end - base >= 3 && !memcmp(base, ".ko", 3);
}

/* The path in the line of a list that is about a module, up to a colon. */
static const char *find_line(const char *list, const char *name, size_t *length)
{
	while (list && *list) {
		*length = strcspn(list, ":\n");
		if (is_of(list, *length, name))
			return list;
		list = strchr(list, '\n');
		list = list ? list + 1 : NULL;
	}
	return NULL;
}

/* libkmod's words for a module's file. */
static void take_info(struct kmod_list *list, struct module_info *info)
{
	struct kmod_list *entry;

	kmod_list_foreach(entry, list) {
		const char *key = kmod_module_info_get_key(entry);
		const char *value = kmod_module_info_get_value(entry);

		if (!strcmp(key, "vermagic")) {
			text_clean(info->vermagic, sizeof(info->vermagic), value, strlen(value));
		} else if (!strcmp(key, "name")) {
			text_clean(info->name, sizeof(info->name), value, strlen(value));
		} else if (!strcmp(key, "sig_id")) {
			info->is_signed = true;
		} else if (!strcmp(key, "signer")) {
			text_clean(info->signer, sizeof(info->signer), value, strlen(value));
		}
	}
}

static void take_versions(struct kmod_list *list, struct module_info *info)
{
	struct kmod_list *entry;

	kmod_list_foreach(entry, list) {
		if (strcmp(kmod_module_version_get_symbol(entry), "module_layout"))
			continue;
		info->has_layout = true;
		info->layout = kmod_module_version_get_crc(entry);
	}
}

static bool read_info(struct kmod_module *module, struct module_info *info)
{
	struct kmod_list *list = NULL;

	*info = (struct module_info){ 0 };
	if (kmod_module_get_info(module, &list) < 0)
		return false;
	take_info(list, info);
	kmod_module_info_free_list(list);
	list = NULL;
	if (kmod_module_get_versions(module, &list) > 0) {
		take_versions(list, info);
		kmod_module_versions_free_list(list);
	}
	return *info->vermagic;
}

/* What libkmod finds wrong with a file is told by what comes of it. */
static void be_quiet(void *data, int priority, const char *file, int line, const char *function,
		     const char *format, va_list arguments)
{
	(void)data;
	(void)priority;
	(void)file;
	(void)line;
	(void)function;
	(void)format;
	(void)arguments;
}

static struct kmod_ctx *new_context(void)
{
	struct kmod_ctx *context = kmod_new(NULL, NULL);

	if (context)
		kmod_set_log_fn(context, be_quiet, NULL);
	return context;
}

static bool read_fd(int fd, struct module_info *info)
{
	struct kmod_ctx *context = new_context();
	struct kmod_module *module;
	bool readable = false;
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (context && !kmod_module_new_from_path(context, path, &module)) {
		readable = read_info(module, info);
		kmod_module_unref(module);
	}
	kmod_unref(context);
	return readable;
}

static void look_at(pid_t pid, struct module_file *file)
{
	int fd = open_in(pid, file->path, O_RDONLY);
	struct stat stat;

	if (fd < 0) {
		file->found = what_error(errno);
		return;
	}
	file->found = MODULE_FOUND;
	if (!fstat(fd, &stat) && S_ISREG(stat.st_mode) && stat.st_size <= MODULE_MAX)
		file->readable = read_fd(fd, &file->info);
	close(fd);
}

/* The module that a name or an alias stands for, by this host's lists. */
static void resolve(const char *asked, char name[MODULE_NAME_MAX])
{
	struct kmod_ctx *context = new_context();
	struct kmod_list *list = NULL;

	snprintf(name, MODULE_NAME_MAX, "%s", asked);
	if (context && !kmod_module_new_from_lookup(context, asked, &list) && list) {
		struct kmod_module *module = kmod_module_get_module(list);

		snprintf(name, MODULE_NAME_MAX, "%s", kmod_module_get_name(module));
		kmod_module_unref(module);
		kmod_module_unref_list(list);
	}
	kmod_unref(context);
}

static void find_by_name(pid_t pid, struct module_file *file)
{
	char *loadable, *built_in;
	const char *line;
	size_t length;

	file->found = module_file_directory(pid, file->directory);
	if (file->found != MODULE_FOUND)
		return;
	file->found = MODULE_MISSING;
	loadable = read_list(pid, file->directory, "modules.dep");
	built_in = read_list(pid, file->directory, "modules.builtin");
	line = find_line(loadable, file->name, &length);
	if (line && *line == '/')
		snprintf(file->path, sizeof(file->path), "%.*s", (int)length, line);
	else if (line)
		snprintf(file->path, sizeof(file->path), "%s/%.*s", file->directory, (int)length,
			 line);
	if (line)
		look_at(pid, file);
	else if (find_line(built_in, file->name, &length))
		file->found = MODULE_BUILT_IN;
	free(loadable);
	free(built_in);
}

void module_file_find(pid_t pid, const char *module, struct module_file *file)
{
	const char *base = strrchr(module, '/');

	*file = (struct module_file){ 0 };
	base = base ? base + 1 : module;
	file->is_path = base != module || strstr(base, ".ko");
	if (!file->is_path) {
		resolve(module, file->name);
		find_by_name(pid, file);
		return;
	}
	snprintf(file->name, sizeof(file->name), "%.*s", (int)strcspn(base, "."), base);
	snprintf(file->path, sizeof(file->path), "%s", module);
	look_at(pid, file);
	if (file->readable && *file->info.name)
		strcpy(file->name, file->info.name);
}

bool module_file_running(struct module_info *info)
{
	struct kmod_ctx *context = new_context();
	struct kmod_list *entry, *loaded = NULL;
	bool found = false;

	if (context && !kmod_module_new_from_loaded(context, &loaded)) {
		kmod_list_foreach(entry, loaded) {
			struct kmod_module *module = kmod_module_get_module(entry);

			found = found || read_info(module, info);
			kmod_module_unref(module);
		}
		kmod_module_unref_list(loaded);
	}
	kmod_unref(context);
	return found;
}
