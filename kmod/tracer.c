// SPDX-License-Identifier: GPL-2.0
/*
 * tracer.c - calls that a filter leaves to a tracer or to a supervisor
 *
 * A task that SECCOMP_RET_TRACE stops runs its works before it stops
 * (ptrace_notify() in kernel/signal.c), in the middle of the call: what follows
 * the call must be put back afterwards. So does one that is traced and exits.
 *
 * A task that SECCOMP_RET_USER_NOTIF makes wait does so for a completion
 * (seccomp_do_user_notification() in kernel/seccomp.c), and for no other while
 * it is in its filter; once the supervisor has received its call, if that has
 * asked for it, so that only a fatal signal ends it
 * (SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV).
 */
#include <linux/kprobes.h>
#include <linux/ptrace.h>
#include <linux/signal.h>

#include "settle.h"
#include "tracer.h"

static int on_stop(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	switch ((int)regs_get_kernel_argument(regs, 0)) {
	case PTRACE_EVENT_SECCOMP << 8 | SIGTRAP:
		return !capprobe_settle_trace();
	case PTRACE_EVENT_EXIT << 8 | SIGTRAP:
		capprobe_settle_exits();
		break;
	}
	return 1;
}

NOKPROBE_SYMBOL(on_stop);

static int on_go(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	capprobe_settle_traced();
	return 0;
}

NOKPROBE_SYMBOL(on_go);

static int on_wait(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	return !capprobe_settle_supervise();
}

NOKPROBE_SYMBOL(on_wait);

static int on_answer(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	capprobe_settle_supervised();
	return 0;
}

NOKPROBE_SYMBOL(on_answer);

static struct kretprobe probes[] = {
	{
		.kp.symbol_name	= "ptrace_notify",
		.entry_handler	= on_stop,
		.handler	= on_go,
	},
	{
		.kp.symbol_name	= "wait_for_completion_interruptible",
		.entry_handler	= on_wait,
		.handler	= on_answer,
	},
	{
		.kp.symbol_name	= "wait_for_completion_killable",
		.entry_handler	= on_wait,
		.handler	= on_answer,
	},
};

static void detach_first(size_t count)
{
	while (count--)
		unregister_kretprobe(&probes[count]);
}

int capprobe_tracer_attach(void)
{
	size_t i;
	int err;

	for (i = 0; i < ARRAY_SIZE(probes); i++) {
		/* Those that wait, and on each CPU one that turns out not to. */
		probes[i].maxactive = CAPPROBE_SETTLES + num_possible_cpus();
		err = register_kretprobe(&probes[i]);
		if (err) {
			pr_err("cannot probe %s: error %d\n", probes[i].kp.symbol_name, err);
			detach_first(i);
			return err;
		}
	}
	return 0;
}

void capprobe_tracer_detach(void)
{
	detach_first(ARRAY_SIZE(probes));
}

unsigned long capprobe_tracer_missed(void)
{
	unsigned long missed = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(probes); i++)
		missed += probes[i].nmissed + probes[i].kp.nmissed;
	return missed;
}
