// SPDX-License-Identifier: GPL-2.0
/*
 * hook.c - hooks on the entry of cap_capable() and of the seccomp filter
 */
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/string.h>

#include "hook.h"
#include "loss.h"

static char *hook = "auto";
module_param(hook, charp, 0444);
MODULE_PARM_DESC(hook, "how checks are seen: auto, ftrace or kprobe");

/* In order of preference. */
static const struct capprobe_backend *const backends[] = {
#if COMPAT_FTRACE
	&capprobe_ftrace,
#endif
	&capprobe_kprobe,
};

static const struct capprobe_backend *in_use;

static bool is_allowed(const struct capprobe_backend *backend)
{
	return !strcmp(hook, "auto") || !strcmp(hook, backend->name);
}

static unsigned long count_missed_hook_calls(void)
{
	return in_use->missed();
}

static struct capprobe_miss_counter miss_counter = { .count = count_missed_hook_calls };

int capprobe_hook_attach(void)
{
	int err = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(backends); i++) {
		if (!is_allowed(backends[i]))
			continue;
		if (err)
			pr_warn("%s is tried instead\n", backends[i]->name);
		in_use = backends[i];
		err = in_use->attach();
		if (!err) {
			capprobe_miss_counter_add(&miss_counter);
			return 0;
		}
	}
	if (!err) {
		pr_err("hook=%s: there is auto, kprobe%s\n", hook,
		       COMPAT_FTRACE ? " and ftrace" : "; ftrace needs a kernel that has it");
		return -EINVAL;
	}
	return err;
}

void capprobe_hook_detach(void)
{
	in_use->detach();
}

const char *capprobe_hook_name(void)
{
	return in_use->name;
}
