// SPDX-License-Identifier: GPL-2.0
/*
 * capprobe - which layer refuses a container a capability
 *
 * hook.c		sees cap_capable() and the seccomp filter being entered, by
 *			hook_ftrace.c or hook_kprobe.c
 * sight.c, ask.c	whether it does, and so do the kernel's probes
 * check.c		the hot path: each check gets its verdict (verdict.h), is
 *			counted (series.c) and given to the readers (session.c)
 * lsm.c		what other security modules say of a check
 * followed.c		the system calls that are followed to their end
 * settle.c		how they are: settle_slots.c has room for them, settle_record.c
 *			tells what became of them, user_return.c when they end, and
 *			tracer.c when they wait for others
 * loading.c		why the kernel refuses a module in spite of the capability
 * session.c		readers, what each wants (filter.h), and how it is woken
 * ring.c, record.h	what a reader gets, and share.c how a ring that runs full is
 *			shared by containers
 * cgroup.c		id and path of the cgroups that were seen
 * quota.c		how much of the tables a subtree of them may take
 * tables.c		what cgroups and series need done in process context
 * tracepoint.c		the kernel's tracepoints, by name
 * debugfs.c		the door to the rings, and debugfs_text.c to files for people
 * netlink.c		the door to the counts, netlink_session.c to the rings where
 *			debugfs is not to be had, and netlink_check.c to what a
 *			process would be answered
 */
#include <linux/init.h>
#include <linux/module.h>

#include "cgroup.h"
#include "check.h"
#include "debugfs.h"
#include "followed.h"
#include "hook.h"
#include "loading.h"
#include "lsm.h"
#include "netlink.h"
#include "series.h"
#include "settle.h"
#include "sight.h"
#include "status.h"
#include "tracer.h"

static unsigned int series = 262144;
module_param(series, uint, 0444);
MODULE_PARM_DESC(series, "how many (cgroup, capability, outcome) are counted; 0 counts nothing");

static unsigned int cgroups = 32768;
module_param(cgroups, uint, 0444);
MODULE_PARM_DESC(cgroups, "how many cgroups are remembered");

static int __init capprobe_init(void)
{
	static const u64 no_sessions[CAPPROBE_CHECK_REASONS] __initconst;
	int err;

	if (series > CAPPROBE_SERIES_LIMIT || !cgroups || cgroups > CAPPROBE_CGROUPS_LIMIT) {
		pr_err("series may be 0 to %u and cgroups 1 to %u\n", CAPPROBE_SERIES_LIMIT,
		       CAPPROBE_CGROUPS_LIMIT);
		return -EINVAL;
	}
	capprobe_status_init();
	err = capprobe_series_init(series);
	if (err)
		return err;
	capprobe_check_want(no_sessions);
	err = capprobe_cgroup_init(cgroups);
	if (err)
		goto free_series;
	err = capprobe_lsm_attach();
	if (err)
		goto free_cgroups;
	err = capprobe_settle_init();
	if (err)
		goto detach_lsm;
	err = capprobe_followed_attach();
	if (err)
		goto free_settles;
	err = capprobe_tracer_attach();
	if (err)
		goto detach_followed;
	err = capprobe_loading_attach();
	if (err)
		goto detach_tracer;
	err = capprobe_hook_attach();
	if (err)
		goto detach_loading;
	err = capprobe_sight_attach();
	if (err)
		goto detach_hooks;
	err = capprobe_netlink_init();
	if (err)
		goto detach_sight;
	capprobe_debugfs_init();
	capprobe_settle_enable();
	return 0;

detach_sight:
	capprobe_sight_detach();
detach_hooks:
	capprobe_hook_detach();
detach_loading:
	capprobe_loading_detach();
detach_tracer:
	capprobe_tracer_detach();
detach_followed:
	capprobe_followed_detach();
free_settles:
	capprobe_settle_exit();
detach_lsm:
	capprobe_lsm_detach();
free_cgroups:
	capprobe_cgroup_exit();
free_series:
	capprobe_series_exit();
	return err;
}

static void __exit capprobe_exit(void)
{
	capprobe_debugfs_exit();
	capprobe_netlink_exit();
	capprobe_sight_detach();
	capprobe_hook_detach();
	capprobe_loading_detach();
	capprobe_tracer_detach();
	capprobe_followed_detach();
	capprobe_settle_exit();
	capprobe_lsm_detach();
	capprobe_cgroup_exit();
	capprobe_series_exit();
}

module_init(capprobe_init);
module_exit(capprobe_exit);

MODULE_DESCRIPTION("Which layer refuses a container a capability");
MODULE_LICENSE("GPL");
MODULE_VERSION(CAPPROBE_VERSION);
