// SPDX-License-Identifier: GPL-2.0
/*
 * hook_ftrace.c - the hooks as ftrace callbacks
 *
 * Each function has an ftrace_ops of its own, so that ftrace gives it a
 * trampoline that calls the callback directly. FTRACE_OPS_FL_RECURSION is not
 * set, which saves another indirection: nothing the callbacks call leads back to
 * the two functions. FTRACE_OPS_FL_PERMANENT makes the kernel refuse
 * kernel.ftrace_enabled=0, which would silently disable them
 * (Documentation/trace/ftrace-uses.rst).
 */
#include <linux/ftrace.h>

#include "check.h"
#include "hook.h"
#include "wanted.h"

#if COMPAT_FTRACE
static void cap_capable_callback(unsigned long ip, unsigned long parent_ip,
				 struct ftrace_ops *ops, struct compat_ftrace_regs *regs)
{
	int cap = compat_ftrace_arg(regs, 2);

	if (!capprobe_cap_wanted(cap))
		return;
	capprobe_check_entry((const struct cred *)compat_ftrace_arg(regs, 0),
			     (struct user_namespace *)compat_ftrace_arg(regs, 1), cap,
			     (unsigned int)compat_ftrace_arg(regs, 3), parent_ip);
}

static void secure_computing_callback(unsigned long ip, unsigned long parent_ip,
				      struct ftrace_ops *ops, struct compat_ftrace_regs *regs)
{
	capprobe_hook_seccomp();
}

static struct {
	const char *function;
	struct ftrace_ops ops;
} hooks[] = {
	{
		.function = "cap_capable",
		.ops = {
			.func = cap_capable_callback,
			.flags = COMPAT_FTRACE_FLAGS | FTRACE_OPS_FL_PERMANENT,
		},
	},
	{
		.function = "__secure_computing",
		.ops = {
			.func = secure_computing_callback,
			.flags = COMPAT_FTRACE_FLAGS | FTRACE_OPS_FL_PERMANENT,
		},
	},
};

/* ftrace_free_filter() is exported only since 6.2. */
static void forget_filter(struct ftrace_ops *ops)
{
	ftrace_set_filter(ops, NULL, 0, 1);
}

static void unregister_hooks(unsigned int count)
{
	while (count--) {
		unregister_ftrace_function(&hooks[count].ops);
		forget_filter(&hooks[count].ops);
	}
}

static int attach_ftrace(void)
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
			unregister_hooks(i);
			return err;
		}
	}
	return 0;
}

static void detach_ftrace(void)
{
	unregister_hooks(ARRAY_SIZE(hooks));
}

/* Without FTRACE_OPS_FL_RECURSION, ftrace never skips a callback. */
static unsigned long count_missed_ftrace(void)
{
	return 0;
}

const struct capprobe_backend capprobe_ftrace = {
	.name	= "ftrace",
	.attach	= attach_ftrace,
	.detach	= detach_ftrace,
	.missed	= count_missed_ftrace,
};
#endif
