// SPDX-License-Identifier: GPL-2.0
/*
 * hook_kprobe.c - the hooks as kprobes
 *
 * A kprobe on the entry of a function uses ftrace if the kernel has it. If not,
 * the probe starts as a breakpoint, whose handler runs as if in an NMI, until
 * the kernel has replaced it by a jump (Documentation/trace/kprobes.rst, "How
 * Does Jump Optimization Work?"). Checks in that short time are counted as lost.
 *
 * A kretprobe that somebody else registers on cap_capable() after this kprobe
 * replaces the return address before our handler reads it: with the LSM layer
 * on, granted checks are then recorded twice.
 */
#include <linux/kprobes.h>
#include <linux/ptrace.h>

#include "check.h"
#include "hook.h"
#include "wanted.h"

static int cap_capable_handler(struct kprobe *probe, struct pt_regs *regs)
{
	int cap = regs_get_kernel_argument(regs, 2);

	if (!capprobe_cap_wanted(cap))
		return 0;
	capprobe_check_entry((const struct cred *)regs_get_kernel_argument(regs, 0),
			     (struct user_namespace *)regs_get_kernel_argument(regs, 1), cap,
			     (unsigned int)regs_get_kernel_argument(regs, 3),
			     compat_return_address(regs));
	return 0;
}

NOKPROBE_SYMBOL(cap_capable_handler);

static int secure_computing_handler(struct kprobe *probe, struct pt_regs *regs)
{
	capprobe_hook_seccomp();
	return 0;
}

NOKPROBE_SYMBOL(secure_computing_handler);

static struct kprobe cap_capable_probe = {
	.symbol_name = "cap_capable",
	.pre_handler = cap_capable_handler,
};

static struct kprobe seccomp_probe = {
	.symbol_name = "__secure_computing",
	.pre_handler = secure_computing_handler,
};

static struct kprobe *probes[] = { &cap_capable_probe, &seccomp_probe };

static int attach_kprobes(void)
{
	int err = register_kprobes(probes, ARRAY_SIZE(probes));

	if (err)
		pr_err("cannot probe cap_capable and __secure_computing: error %d\n", err);
	return err;
}

static void detach_kprobes(void)
{
	unregister_kprobes(probes, ARRAY_SIZE(probes));
}

static unsigned long count_missed_kprobes(void)
{
	return cap_capable_probe.nmissed + seccomp_probe.nmissed;
}

const struct capprobe_backend capprobe_kprobe = {
	.name	= "kprobe",
	.attach	= attach_kprobes,
	.detach	= detach_kprobes,
	.missed	= count_missed_kprobes,
};
