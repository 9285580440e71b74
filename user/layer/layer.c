// SPDX-License-Identifier: GPL-2.0
/*
 * layer.c - the layers that a call passes, in the kernel's order
 */
#include <linux/capability.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/memory.h"
#include "layer/layer.h"

/*
 * First modprobe(8) looks for the file, then kernel/seccomp.c runs the filters; the rest is
 * in the order of init_module(), load_module() and early_mod_check() in kernel/module.
 */
static const struct {
	const char	*name;
	layer_find	find;
	bool		module_only;
} walk[] = {
	{ "files", layer_files, true },
	{ "seccomp", layer_seccomp },
	{ "capability", layer_capability },
	{ "lsm", layer_lsm },
	{ "modules-disabled", layer_modules_disabled, true },
	{ "lockdown", layer_lockdown, true },
	{ "blacklist", layer_blacklist, true },
	{ "version-magic", layer_version_magic, true },
};

_Static_assert(ARRAY_SIZE(walk) == LAYERS_MAX, "LAYERS_MAX is another");

void layer_say(struct layer *layer, const char *format, ...)
{
	char *clause, *evidence;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vasprintf(&clause, format, arguments);
	va_end(arguments);
	if (length < 0 ||
	    asprintf(&evidence, "%s%s%s", layer->evidence ? layer->evidence : "",
		     layer->evidence ? "\n" : "", clause) < 0) {
		layer->incomplete = true;
	} else {
		free(layer->evidence);
		layer->evidence = evidence;
	}
	if (length >= 0)
		free(clause);
}

enum status layers_walk(const struct question *question, struct layer layers[LAYERS_MAX],
			size_t *count)
{
	struct layer *layer;
	size_t i;

	*count = 0;
	for (i = 0; i < LAYERS_MAX; i++) {
		if (walk[i].module_only && question->cap != CAP_SYS_MODULE)
			continue;
		layer = &layers[(*count)++];
		*layer = (struct layer){ .name = walk[i].name };
		walk[i].find(question, layer);
		if (layer->incomplete)
			return out_of_memory("the evidence");
	}
	return STATUS_OK;
}

const struct layer *layers_refusal(const struct layer *layers, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (layers[i].passes == LAYER_REFUSES)
			return &layers[i];
	}
	return NULL;
}

void layers_free(struct layer *layers, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		free(layers[i].evidence);
}
