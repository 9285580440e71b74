// SPDX-License-Identifier: GPL-2.0
/*
 * hook_ftrace.c - the hooks as ftrace callbacks on the entry of a function
 *
 * One ftrace_ops for each function, so that each gets a trampoline of its own
 * that calls its callback directly. FTRACE_OPS_FL_RECURSION is left out for
 * the same reason: the callbacks call nothing that comes back to the two
 * functions. FTRACE_OPS_FL_PERMANENT makes the kernel refuse
 * kernel.ftrace_enabled=0 instead of silencing them (Documentation/trace/
 * ftrace-uses.rst).
 */
#include <linux/ftrace.h>

#include "check.h"
#include "hook.h"

#if COMPAT_FTRACE
static void cap_capable_entry(unsigned long ip, unsigned long parent_ip,
			      struct ftrace_ops *ops, struct compat_ftrace_regs *regs)
{
	int cap = compat_ftrace_arg(regs, 2);

	if (!capprobe_check_wanted(cap))
		return;
	capprobe_on_check((const struct cred *)compat_ftrace_arg(regs, 0),
			  (struct user_namespace *)compat_ftrace_arg(regs, 1), cap,
			  (unsigned int)compat_ftrace_arg(regs, 3), parent_ip);
}

static void seccomp_entry(unsigned long ip, unsigned long parent_ip,
			  struct ftrace_ops *ops, struct compat_ftrace_regs *regs)
{
	capprobe_on_seccomp();
}

static struct {
	const char *function;
	struct ftrace_ops ops;
} hooks[] = {
	{
		.function = "cap_capable",
		.ops = {
			.func = cap_capable_entry,
			.flags = COMPAT_FTRACE_FLAGS | FTRACE_OPS_FL_PERMANENT,
		},
	},
	{
		.function = "__secure_computing",
		.ops = {
			.func = seccomp_entry,
			.flags = COMPAT_FTRACE_FLAGS | FTRACE_OPS_FL_PERMANENT,
		},
	},
};

/* What ftrace_free_filter() does, which modules have since 6.2 only. */
static void forget_filter(struct ftrace_ops *ops)
{
	ftrace_set_filter(ops, NULL, 0, 1);
}

static void detach_first(unsigned int count)
{
	while (count--) {
		unregister_ftrace_function(&hooks[count].ops);
		forget_filter(&hooks[count].ops);
	}
}

static int attach(void)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		unsigned char *name = (unsigned char *)hooks[i].function;

		err = ftrace_set_filter(&hooks[i].ops, name, strlen(name), 1);
		if (!err)
			err = register_ftrace_function(&hooks[i].ops);
		if (err) {
			pr_err("cannot hook %s: error %d; is kernel.ftrace_enabled 1?\n",
			       hooks[i].function, err);
			forget_filter(&hooks[i].ops);
			detach_first(i);
			return err;
		}
	}
	return 0;
}

static void detach(void)
{
	detach_first(ARRAY_SIZE(hooks));
}

/* A callback without FTRACE_OPS_FL_RECURSION is always called. */
static unsigned long missed(void)
{
	return 0;
}

const struct capprobe_backend capprobe_ftrace = {
	.name	= "ftrace",
	.attach	= attach,
	.detach	= detach,
	.missed	= missed,
};
#endif
