// SPDX-License-Identifier: GPL-2.0
/*
 * layer_host.c - host-wide restrictions, independent of capabilities
 */
#include <string.h>

#include "base/text.h"
#include "layer/layer.h"

void layer_modules_disabled(const struct question *question, struct layer *layer)
{
	layer_say(layer, "kernel.modules_disabled = %d", question->host->modules_disabled);
	if (question->host->modules_disabled)
		layer_refuse(layer, CAPPROBE_MODULES_DISABLED);
	else
		layer_set(layer, LAYER_PASSES);
}

static void say_unread(const struct question *question, struct layer *layer)
{
	layer_say(layer, question->file ? "the module's file cannot be read" :
		  "needs a module: name one with --module");
}

void layer_lockdown(const struct question *question, struct layer *layer)
{
	const struct module_file *file = question->file;
	const struct host *host = question->host;

	layer_say(layer, "lockdown: %s", *host->lockdown ? host->lockdown : "not in this kernel");
	layer_say(layer, "signatures are %srequired", host->signatures ? "" : "not ");
	if (!host_wants_signatures(host)) {
		layer_set(layer, LAYER_PASSES);
		if (file && file->readable)
			layer_say(layer, "the module is %ssigned", file->info.is_signed ? "" : "not ");
	} else if (!file || !file->readable) {
		say_unread(question, layer);
	} else if (!file->info.is_signed) {
		layer_refuse(layer, host->signatures ? CAPPROBE_SIGNATURE : CAPPROBE_LOCKDOWN);
		layer_say(layer, "the module is not signed");
	} else {
		layer_say(layer, "the module is signed by %s: only the kernel knows whether it trusts that key",
			  *file->info.signer ? file->info.signer : "an unnamed signer");
	}
}

/* Like blacklisted() in kernel/module/main.c: matches whole names between commas. */
static bool is_listed(const char *list, const char *name)
{
	size_t length = strlen(name);

	for (;;) {
		if (strcspn(list, ",") == length && !memcmp(list, name, length))
			return true;
		list = strchr(list, ',');
		if (!list)
			return false;
		list++;
	}
}

static void look_up(const struct module_file *file, const struct host *host, struct layer *layer)
{
	char name[TEXT_CLEAN_MAX(MODULE_NAME_MAX)];

	text_clean(name, sizeof(name), file->name, strlen(file->name));
	if (is_listed(host->blacklist, file->name)) {
		layer_refuse(layer, CAPPROBE_BLACKLISTED);
		layer_say(layer, "%s is in it", name);
	} else if (host->blacklist_known) {
		layer_set(layer, LAYER_PASSES);
		layer_say(layer, "%s is not in it", name);
	} else {
		layer_say(layer, "%s is not in the part that can be read", name);
	}
}

void layer_blacklist(const struct question *question, struct layer *layer)
{
	const struct host *host = question->host;

	if (!*host->blacklist && host->blacklist_known) {
		layer_set(layer, LAYER_PASSES);
		layer_say(layer, "no module_blacklist= on the kernel command line");
		return;
	}
	if (!*host->blacklist) {
		layer_say(layer, "module_blacklist= cannot be read: needs root and /sys");
		return;
	}
	layer_say(layer, "module_blacklist=%s", host->blacklist);
	if (question->file)
		look_up(question->file, host, layer);
	else
		say_unread(question, layer);
}
