// SPDX-License-Identifier: GPL-2.0
/*
 * hook_kprobe.c - the hooks as kprobes on the entry of a function
 *
 * Where the kernel has ftrace, a kprobe on the entry of a function uses it.
 * Where it has not, the probe is a breakpoint, which counts as an NMI, until
 * the kernel has replaced it by a jump (Documentation/trace/kprobes.rst, "How
 * Does Jump Optimization Work?"): checks of that first moment are lost, and
 * counted as such.
 *
 * A return probe that somebody else puts on cap_capable() later replaces the
 * return address before this one sees it: with the LSM layer on, checks that
 * are granted are recorded twice then.
 */
#include <linux/kprobes.h>
#include <linux/ptrace.h>

#include "check.h"
#include "hook.h"

static int cap_capable_entry(struct kprobe *probe, struct pt_regs *regs)
{
	int cap = regs_get_kernel_argument(regs, 2);

	if (capprobe_check_wanted(cap))
		capprobe_on_check((const struct cred *)regs_get_kernel_argument(regs, 0),
				  (struct user_namespace *)regs_get_kernel_argument(regs, 1), cap,
				  (unsigned int)regs_get_kernel_argument(regs, 3),
				  compat_return_address(regs));
	return 0;
}

NOKPROBE_SYMBOL(cap_capable_entry);

static int seccomp_entry(struct kprobe *probe, struct pt_regs *regs)
{
	capprobe_on_seccomp();
	return 0;
}

NOKPROBE_SYMBOL(seccomp_entry);

static struct kprobe cap_capable_probe = {
	.symbol_name = "cap_capable",
	.pre_handler = cap_capable_entry,
};

static struct kprobe seccomp_probe = {
	.symbol_name = "__secure_computing",
	.pre_handler = seccomp_entry,
};

static struct kprobe *probes[] = { &cap_capable_probe, &seccomp_probe };

static int attach(void)
{
	int err = register_kprobes(probes, ARRAY_SIZE(probes));

	if (err)
		pr_err("cannot probe cap_capable and __secure_computing: error %d\n", err);
	return err;
}

static void detach(void)
{
	unregister_kprobes(probes, ARRAY_SIZE(probes));
}

static unsigned long missed(void)
{
	return cap_capable_probe.nmissed + seccomp_probe.nmissed;
}

const struct capprobe_backend capprobe_kprobe = {
	.name	= "kprobe",
	.attach	= attach,
	.detach	= detach,
	.missed	= missed,
};
