// SPDX-License-Identifier: GPL-2.0
/*
 * A module that has ftrace refuse every callback of other modules.
 */
#include <linux/kprobes.h>
#include <linux/module.h>

static int refuse(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	regs_set_return_value(regs, -EBUSY);
	return 0;
}

/* The kernel's own uses, the kprobes on functions' entries among them, do without this function. */
static struct kretprobe probe = {
	.kp.symbol_name	= "ftrace_set_filter",
	.handler	= refuse,
};

static int __init no_ftrace_init(void)
{
	return register_kretprobe(&probe);
}

static void __exit no_ftrace_exit(void)
{
	unregister_kretprobe(&probe);
}

module_init(no_ftrace_init);
module_exit(no_ftrace_exit);

MODULE_DESCRIPTION("Has ftrace refuse every callback of other modules");
MODULE_LICENSE("GPL");
