// SPDX-License-Identifier: GPL-2.0
/*
 * layer_version.c - whether a module was built for this kernel
 */
#include <inttypes.h>
#include <string.h>

#include "layer/layer.h"

/*
 * Like same_magic() in kernel/module/version.c: if symbols have checksums, the first word,
 * the release, is not compared.
 */
static bool same_magic(const struct module_info *module, const struct module_info *kernel)
{
	const char *a = module->vermagic, *b = kernel->vermagic;

	if (module->has_layout) {
		a += strcspn(a, " ");
		b += strcspn(b, " ");
	}
	return !strcmp(a, b);
}

void layer_version_magic(const struct question *question, struct layer *layer)
{
	const struct module_file *file = question->file;
	const struct module_info *module;
	struct module_info kernel;

	if (!file) {
		layer_say(layer, "needs a module: name one with --module");
		return;
	}
	if (!file->readable) {
		layer_say(layer, "no module could be read");
		return;
	}
	module = &file->info;
	layer_say(layer, "the module: %s", module->vermagic);
	if (!module_file_running(&kernel)) {
		layer_say(layer, "no loaded module has a file on this host to compare with");
		return;
	}
	layer_say(layer, "this kernel: %s", kernel.vermagic);
	if (module->has_layout && kernel.has_layout && module->layout != kernel.layout) {
		layer_refuse(layer, CAPPROBE_VERSION_MAGIC);
		layer_say(layer, "checksum of module_layout: %08" PRIx64 ", not %08" PRIx64,
			  module->layout, kernel.layout);
	} else if (!same_magic(module, &kernel)) {
		layer_refuse(layer, CAPPROBE_VERSION_MAGIC);
	} else {
		layer_set(layer, LAYER_PASSES);
	}
}
