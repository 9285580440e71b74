// SPDX-License-Identifier: GPL-2.0
/*
 * capprobe - which layer refuses a container a capability
 *
 * The path of a check, from the hooks up to the readers:
 * hook.c		hooks cap_capable() and the seccomp filter, by hook_ftrace.c
 *			or hook_kprobe.c
 * wanted.c		which checks anybody is interested in
 * check.c		the hot path: works out the outcome (verdict.h), counts it, and
 *			passes it on to sessions and tracked calls
 *			(check_types.h)
 * lsm.c		refusals by other security modules
 * session.c		sessions of readers, their filters (filter.h) and rings
 * ring.c, record.h	the rings and the records in them; share.c shares a ring that
 *			is running full
 *
 * System calls that are refused, among them module calls:
 * syscall_table.c	the calls that are tracked
 * syscall_track.c	tracks a call from its entry to its end: syscall_slots.c has
 *			the slots for that, user_return.c the callback at the end,
 *			and syscall_record.c records the outcome
 * syscall_entry.c	probes that tell which calls a filter has let pass
 * seccomp_wait.c	calls that a filter leaves to a tracer or a supervisor
 * module_load.c	why the kernel refuses a module in spite of the capability
 *
 * Counters:
 * series.c		counts by cgroup, capability and outcome
 * cgroup.c		ids and paths of cgroups
 * quota.c		how much of the two tables a subtree of cgroups may use
 * table_work.c		the lock and the worker of the two tables
 * reclaim.c		makes room in them
 *
 * Interfaces:
 * debugfs.c		the rings in debugfs; debugfs_text.c has text files
 * netlink.c		the generic netlink family (netlink_family.c); netlink_session.c
 *			has sessions for when debugfs cannot be used, netlink_check.c
 *			asks whether a process has a capability
 * status.c		state of the module as a whole
 *
 * Used by several of these:
 * loss.c		accounting for what was lost
 * sight.c, ask.c	whether the hooks work, found out by making a check
 * tracepoint.c		the kernel's tracepoints, by name
 * compat.h		differences between kernel versions
 *
 * No file calls one that calls it, directly or through others: tests/static
 * checks that.
 */
#include <linux/init.h>
#include <linux/module.h>

#include "cgroup.h"
#include "debugfs.h"
#include "hook.h"
#include "lsm.h"
#include "module_load.h"
#include "netlink.h"
#include "reclaim.h"
#include "seccomp_wait.h"
#include "series.h"
#include "session.h"
#include "sight.h"
#include "status.h"
#include "syscall_entry.h"
#include "syscall_track.h"
#include "table_work.h"
#include "wanted.h"

static unsigned int series = 262144;
module_param(series, uint, 0444);
MODULE_PARM_DESC(series, "how many (cgroup, capability, outcome) are counted; 0 counts nothing");

static unsigned int cgroups = 32768;
module_param(cgroups, uint, 0444);
MODULE_PARM_DESC(cgroups, "how many cgroups are remembered");

static int __init capprobe_init(void)
{
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
	capprobe_wanted_init(capprobe_series_enabled());
	capprobe_table_work_start(capprobe_reclaim);
	err = capprobe_cgroup_init(cgroups, capprobe_sessions_announce);
	if (err)
		goto free_series;
	err = capprobe_lsm_attach();
	if (err)
		goto free_cgroups;
	err = capprobe_track_init(capprobe_lsm_unseen());
	if (err)
		goto detach_lsm;
	err = capprobe_syscall_entry_attach();
	if (err)
		goto exit_tracking;
	err = capprobe_seccomp_wait_attach();
	if (err)
		goto detach_syscall_entry;
	err = capprobe_module_load_attach();
	if (err)
		goto detach_seccomp_wait;
	err = capprobe_hook_attach();
	if (err)
		goto detach_module_load;
	err = capprobe_sight_attach();
	if (err)
		goto detach_hooks;
	err = capprobe_netlink_init();
	if (err)
		goto detach_sight;
	capprobe_debugfs_init();
	capprobe_track_enable();
	return 0;

detach_sight:
	capprobe_sight_detach();
detach_hooks:
	capprobe_hook_detach();
detach_module_load:
	capprobe_module_load_detach();
detach_seccomp_wait:
	capprobe_seccomp_wait_detach();
detach_syscall_entry:
	capprobe_syscall_entry_detach();
exit_tracking:
	capprobe_track_exit();
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
	capprobe_module_load_detach();
	capprobe_seccomp_wait_detach();
	capprobe_syscall_entry_detach();
	capprobe_track_exit();
	capprobe_lsm_detach();
	capprobe_cgroup_exit();
	capprobe_series_exit();
}

module_init(capprobe_init);
module_exit(capprobe_exit);

MODULE_DESCRIPTION("Which layer refuses a container a capability");
MODULE_LICENSE("GPL");
MODULE_VERSION(CAPPROBE_VERSION);
