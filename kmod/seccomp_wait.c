// SPDX-License-Identifier: GPL-2.0
/*
 * seccomp_wait.c - tasks that wait for the tracer or the supervisor that their
 * seccomp filter has left a call to
 *
 * SECCOMP_RET_TRACE: before a task stops for its tracer it runs its pending task
 * work (ptrace_notify() in kernel/signal.c), in the middle of the call. Tracking
 * has to be armed again after the stop. A traced task that exits does the same.
 *
 * SECCOMP_RET_USER_NOTIF: the task waits for a completion
 * (seccomp_do_user_notification() in kernel/seccomp.c), the only one it waits
 * for while it is in the filter. With SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV the
 * wait becomes killable once the supervisor has received the notification.
 */
#include <linux/kprobes.h>
#include <linux/ptrace.h>
#include <linux/signal.h>

#include "loss.h"
#include "seccomp_wait.h"
#include "syscall_slots.h"
#include "syscall_track.h"

static int on_ptrace_stop(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	switch ((int)regs_get_kernel_argument(regs, 0)) {
	case PTRACE_EVENT_SECCOMP << 8 | SIGTRAP:
		return !capprobe_track_ptrace_stop();
	case PTRACE_EVENT_EXIT << 8 | SIGTRAP:
		capprobe_track_ptrace_exit();
		break;
	}
	return 1;
}

NOKPROBE_SYMBOL(on_ptrace_stop);

static int on_ptrace_resume(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	capprobe_track_ptrace_resume();
	return 0;
}

NOKPROBE_SYMBOL(on_ptrace_resume);

static int on_notify_wait(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	return !capprobe_track_notify_wait();
}

NOKPROBE_SYMBOL(on_notify_wait);

static int on_notify_done(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	capprobe_track_notify_done();
	return 0;
}

NOKPROBE_SYMBOL(on_notify_done);

static struct kretprobe probes[] = {
	{
		.kp.symbol_name	= "ptrace_notify",
		.entry_handler	= on_ptrace_stop,
		.handler	= on_ptrace_resume,
	},
	{
		.kp.symbol_name	= "wait_for_completion_interruptible",
		.entry_handler	= on_notify_wait,
		.handler	= on_notify_done,
	},
	{
		.kp.symbol_name	= "wait_for_completion_killable",
		.entry_handler	= on_notify_wait,
		.handler	= on_notify_done,
	},
};

static void unregister_probes(size_t count)
{
	while (count--)
		unregister_kretprobe(&probes[count]);
}

static unsigned long count_missed_waits(void)
{
	unsigned long missed = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(probes); i++)
		missed += probes[i].nmissed + probes[i].kp.nmissed;
	return missed;
}

static struct capprobe_miss_counter miss_counter = { .count = count_missed_waits };

int capprobe_seccomp_wait_attach(void)
{
	size_t i;
	int err;

	for (i = 0; i < ARRAY_SIZE(probes); i++) {
		/* Every tracked call may wait, and on each CPU one task enters that does not. */
		probes[i].maxactive = CAPPROBE_TRACKED_MAX + num_possible_cpus();
		err = register_kretprobe(&probes[i]);
		if (err) {
			pr_err("cannot probe %s: error %d\n", probes[i].kp.symbol_name, err);
			unregister_probes(i);
			return err;
		}
	}
	capprobe_miss_counter_add(&miss_counter);
	return 0;
}

void capprobe_seccomp_wait_detach(void)
{
	unregister_probes(ARRAY_SIZE(probes));
}
