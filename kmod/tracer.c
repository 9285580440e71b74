// SPDX-License-Identifier: GPL-2.0
/*
 * tracer.c - calls that a filter leaves to a tracer
 *
 * A task that SECCOMP_RET_TRACE stops runs its works before it stops
 * (ptrace_notify() in kernel/signal.c), in the middle of the call: what follows
 * the call must be put back afterwards.
 */
#include <linux/kprobes.h>
#include <linux/ptrace.h>
#include <linux/signal.h>

#include "settle.h"
#include "tracer.h"

/* As many as calls can be followed. */
#define STOPPED	128

static int on_stop(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	int why = (int)regs_get_kernel_argument(regs, 0);

	return why != (PTRACE_EVENT_SECCOMP << 8 | SIGTRAP) || !capprobe_settle_stop();
}

NOKPROBE_SYMBOL(on_stop);

static int on_go(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	capprobe_settle_go_on();
	return 0;
}

NOKPROBE_SYMBOL(on_go);

static struct kretprobe probe = {
	.kp.symbol_name	= "ptrace_notify",
	.entry_handler	= on_stop,
	.handler	= on_go,
	.maxactive	= STOPPED,
};

int capprobe_tracer_attach(void)
{
	int err = register_kretprobe(&probe);

	if (err)
		pr_err("cannot probe ptrace_notify: error %d\n", err);
	return err;
}

void capprobe_tracer_detach(void)
{
	unregister_kretprobe(&probe);
}

unsigned long capprobe_tracer_missed(void)
{
	return probe.nmissed + probe.kp.nmissed;
}
