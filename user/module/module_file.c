// SPDX-License-Identifier: GPL-2.0
/*
 * module_file.c - find a module's file as a process would
 *
 * libkmod is used for the host's names only: it maps files and indices and trusts
 * them. A container's lists are read as text (modules.dep(5)) and its modules with
 * module_parse.h, both in a sandbox.
 */
#include <errno.h>
#include <libkmod.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/text.h"
#include "capprobe.h"
#include "module/module_file.h"
#include "module/module_list.h"
#include "module/module_unpack.h"
#include "process/confined.h"
#include "process/process.h"

#define LIST_MAX	(16 << 20)	/* bytes of modules.dep */
#define MODULE_MAX	(128 << 20)	/* of a module, compressed or not */

/* Describes an error of confined_read(). */
static const char *explain(int error)
{
	switch (error) {
	case EISDIR:
		return "it is a directory";
	case EINVAL:
		return "it is not a regular file";
	case EFBIG:
		return "it is larger than 128 MiB, or unpacks to more";
	case ENOEXEC:
		return "it is not a module for this architecture";
	case EBADMSG:
		return "it is compressed and damaged";
	case ENOMEM:
		return "it takes too much memory";
	case ETIMEDOUT:
		return "that took longer than 5 seconds";
	case EPROTO:
		return "the process examining it was killed";
	case EPERM:
		return "the process examining it could not drop its privileges";
	default:
		return strerror(error);
	}
}

/* Whether a file exists, from the result of reading it. */
static enum module_found found_by(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return MODULE_MISSING;
	case 0:
	case EISDIR:
	case EINVAL:
	case EFBIG:
	case ENOEXEC:
	case EBADMSG:
		return MODULE_FOUND;
	default:
		return MODULE_UNKNOWN;
	}
}

static int look_at_nothing(const char *bytes, size_t length, const void *context, void *answer)
{
	(void)bytes;
	(void)length;
	(void)context;
	(void)answer;
	return 0;
}

enum module_found module_file_directory(int process, char directory[128])
{
	struct utsname name;
	char none;
	int error;

	uname(&name);
	snprintf(directory, 128, "/lib/modules/%s", name.release);
	error = confined_read(process, directory, 0, look_at_nothing, NULL, &none, 0);
	if (error == EISDIR)
		return MODULE_FOUND;
	return found_by(error) == MODULE_UNKNOWN ? MODULE_UNKNOWN : MODULE_MISSING;
}

/* The result of a search: @path is empty if the module is not listed. */
struct listed {
	char	path[PATH_MAX];
};

static int look_at_list(const char *bytes, size_t length, const void *context, void *answer)
{
	struct listed *listed = answer;
	const char *line = module_list_find(bytes, context, &length);

	if (line && length < sizeof(listed->path))
		memcpy(listed->path, line, length);
	return 0;
}

/*
 * Looks a module up in a list and sets @path to its file; to the list itself, if
 * that cannot be read. ENOENT if the module is not listed.
 */
static int find_listed(int process, const struct module_file *file, const char *list,
		       char path[PATH_MAX])
{
	struct listed listed;
	int error;

	snprintf(path, PATH_MAX, "%s/%s", file->directory, list);
	error = confined_read(process, path, LIST_MAX, look_at_list, file->name, &listed,
			      sizeof(listed));
	if (error)
		return error;
	listed.path[PATH_MAX - 1] = '\0';
	if (*listed.path == '/')
		strcpy(path, listed.path);
	else if (!*listed.path ||
		 snprintf(path, PATH_MAX, "%s/%s", file->directory, listed.path) >= PATH_MAX)
		return ENOENT;
	return 0;
}

static int look_at_packed(const char *bytes, size_t length, struct module_words *words)
{
	void *unpacked = mmap(NULL, MODULE_MAX, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	size_t used;
	int error;

	if (unpacked == MAP_FAILED)
		return ENOMEM;
	error = module_unpack(bytes, length, unpacked, MODULE_MAX, &used);
	return error ? error : module_parse(unpacked, used, words);
}

static int look_at_module(const char *bytes, size_t length, const void *context, void *answer)
{
	(void)context;
	if (module_is_packed(bytes, length))
		return look_at_packed(bytes, length, answer);
	return module_parse(bytes, length, answer);
}

/* The sandbox may have been taken over, so do not even rely on terminated strings. */
static void take_words(const struct module_words *words, struct module_info *info)
{
	snprintf(info->name, sizeof(info->name), "%.*s", (int)sizeof(words->name) - 1,
		 words->name);
	text_clean(info->vermagic, sizeof(info->vermagic), words->vermagic,
		   strnlen(words->vermagic, sizeof(words->vermagic)));
	text_clean(info->signer, sizeof(info->signer), words->signer,
		   strnlen(words->signer, sizeof(words->signer)));
	info->is_signed = words->is_signed;
	info->has_layout = words->has_layout;
	info->layout = words->layout;
}

static int read_module(int process, const char *path, struct module_info *info)
{
	struct module_words words;
	int error = confined_read(process, path, MODULE_MAX, look_at_module, NULL, &words, sizeof(words));

	if (!error)
		take_words(&words, info);
	return error;
}

static void look_at(int process, struct module_file *file)
{
	int error = read_module(process, file->path, &file->info);

	file->found = found_by(error);
	file->readable = !error;
	file->obstacle = error ? explain(error) : NULL;
}

/* Errors are reported by the caller. */
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

/* Resolves a name or alias with this host's lists. */
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

static void find_by_name(int process, struct module_file *file)
{
	char path[PATH_MAX];
	int error;

	file->found = module_file_directory(process, file->directory);
	if (file->found != MODULE_FOUND)
		return;
	error = find_listed(process, file, "modules.dep", file->path);
	if (!error) {
		look_at(process, file);
		return;
	}
	file->found = MODULE_MISSING;
	if (found_by(error) != MODULE_MISSING) {
		file->found = MODULE_UNKNOWN;
		file->obstacle = explain(error);
		return;
	}
	*file->path = '\0';
	if (!find_listed(process, file, "modules.builtin", path))
		file->found = MODULE_BUILT_IN;
}

void module_file_find(int process, const char *module, struct module_file *file)
{
	const char *base = strrchr(module, '/');

	*file = (struct module_file){ 0 };
	base = base ? base + 1 : module;
	file->is_path = base != module || strstr(base, ".ko");
	if (!file->is_path) {
		resolve(module, file->name);
		find_by_name(process, file);
		return;
	}
	snprintf(file->name, sizeof(file->name), "%.*s", (int)strcspn(base, "."), base);
	snprintf(file->path, sizeof(file->path), "%s", module);
	look_at(process, file);
	if (file->readable && *file->info.name)
		strcpy(file->name, file->info.name);
}

bool module_file_running(struct module_info *info)
{
	struct kmod_ctx *context = new_context();
	struct kmod_list *entry, *loaded = NULL;
	int error = ENOENT, process = process_open(getpid());

	if (context && !kmod_module_new_from_loaded(context, &loaded)) {
		kmod_list_foreach(entry, loaded) {
			struct kmod_module *module = kmod_module_get_module(entry);
			const char *path = kmod_module_get_path(module);

			/* If one read times out, the others would, too. */
			if (error && error != ETIMEDOUT && path)
				error = read_module(process, path, info);
			kmod_module_unref(module);
		}
		kmod_module_unref_list(loaded);
	}
	kmod_unref(context);
	close(process);
	return !error;
}
