// SPDX-License-Identifier: GPL-2.0
/*
 * layer_files.c - whether there is a file to load
 */
#include <string.h>

#include "base/text.h"
#include "layer/layer.h"

static void look_for_modules(const struct question *question, struct layer *layer)
{
	char directory[128];

	switch (module_file_directory(question->subject->process, directory)) {
	case MODULE_FOUND:
		layer_say(layer, "%s is there; use --module to look for a module in it",
			  directory);
		break;
	case MODULE_MISSING:
		layer_say(layer, "there is no %s: modprobe would find no module; insmod does not need it",
			  directory);
		break;
	default:
		layer_say(layer, "cannot look for %s", directory);
	}
}

void layer_files(const struct question *question, struct layer *layer)
{
	const struct module_file *file = question->file;
	char name[TEXT_CLEAN_MAX(MODULE_NAME_MAX)], path[1024];

	if (!file) {
		look_for_modules(question, layer);
		return;
	}
	text_clean(name, sizeof(name), file->name, strlen(file->name));
	text_clean(path, sizeof(path), file->path, strlen(file->path));
	switch (file->found) {
	case MODULE_FOUND:
		layer_set(layer, LAYER_PASSES);
		if (file->obstacle)
			layer_say(layer, "%s is there, but cannot be examined: %s", path,
				  file->obstacle);
		else
			layer_say(layer, "%s is there", path);
		break;
	case MODULE_BUILT_IN:
		layer_set(layer, LAYER_PASSES);
		layer_say(layer, "%s is built into the kernel: modprobe has nothing to load", name);
		break;
	case MODULE_MISSING:
		layer_refuse(layer, CAPPROBE_MISSING_FILE);
		if (*path)
			layer_say(layer, "there is no %s: it fails before any system call", path);
		else
			layer_say(layer, "there is no module %s in %s: modprobe fails before any system call",
				  name, file->directory);
		break;
	case MODULE_UNKNOWN:
		layer_say(layer, "%s cannot be read from here%s%s",
			  *path ? path : file->directory, file->obstacle ? ": " : "",
			  file->obstacle ? file->obstacle : "");
		break;
	}
}
