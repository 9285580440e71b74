// SPDX-License-Identifier: GPL-2.0
/*
 * hook.c - which back end sees cap_capable() and the seccomp filter
 */
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/string.h>

#include "hook.h"

static char *hook = "auto";
module_param(hook, charp, 0444);
MODULE_PARM_DESC(hook, "how checks are seen: auto, ftrace or kprobe");

/* The best first. */
static const struct capprobe_backend *const backends[] = {
#if COMPAT_FTRACE
	&capprobe_ftrace,
#endif
	&capprobe_kprobe,
};

static const struct capprobe_backend *in_use;

static const struct capprobe_backend *choose(void)
{
	size_t i;

	if (!strcmp(hook, "auto"))
		return backends[0];
	for (i = 0; i < ARRAY_SIZE(backends); i++) {
		if (!strcmp(hook, backends[i]->name))
			return backends[i];
	}
	return NULL;
}

int capprobe_hook_attach(void)
{
	in_use = choose();
	if (!in_use) {
		pr_err("hook=%s: there is auto, kprobe%s\n", hook,
		       COMPAT_FTRACE ? " and ftrace" : "; ftrace needs a kernel that has it");
		return -EINVAL;
	}
	return in_use->attach();
}

void capprobe_hook_detach(void)
{
	in_use->detach();
	compat_synchronize_rcu_tasks();
}

const char *capprobe_hook_name(void)
{
	return in_use->name;
}

unsigned long capprobe_hook_missed(void)
{
	return in_use->missed();
}
