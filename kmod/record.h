/* SPDX-License-Identifier: GPL-2.0 */
/*
 * record.h - filling in a record
 */
#ifndef CAPPROBE_RECORD_H
#define CAPPROBE_RECORD_H

#include <linux/sched/task_stack.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/user_namespace.h>

#include <asm/syscall.h>

#include "check_types.h"

/**
 * capprobe_record_task() - fill in the record of a check by the current task
 * @record: filled in, every byte of it
 * @check: the check
 *
 * Sets error to 0 and syscall to the one that the task is in, which
 * syscall_record.c overrides. The name of a task is always terminated: see
 * __set_task_comm().
 *
 * Context: any.
 */
static __always_inline void capprobe_record_task(struct capprobe_record *record,
						 const struct capprobe_check *check)
{
	const struct cred *cred = check->cred;

	BUILD_BUG_ON(offsetofend(struct capprobe_record, text_len) !=
		     offsetof(struct capprobe_record, type) + sizeof(check->head));
	record->time = ktime_get_boot_fast_ns();
	record->cgroup = compat_cgroup_id(check->cgroup);
	/* One store for six fields saves ten instructions (recorded in make bench). */
	*(u64 *)&record->type = check->head.word;
	record->error = 0;
	if (likely(!(check->head.flags & CAPPROBE_INTERRUPT) && !(current->flags & PF_KTHREAD))) {
		record->syscall = syscall_get_nr(current, task_pt_regs(current));
		record->arch = syscall_get_arch(current);
	} else {
		record->syscall = -1;
		record->arch = 0;
	}
	record->pid = current->tgid;
	record->tid = current->pid;
	record->uid = __kuid_val(cred->uid);
	record->gid = __kgid_val(cred->gid);
	record->userns = cred->user_ns->ns.inum;
	record->target_userns = check->target->ns.inum;
	record->reserved = 0;
	record->effective = compat_cap_mask(cred->cap_effective);
	record->permitted = compat_cap_mask(cred->cap_permitted);
	record->inheritable = compat_cap_mask(cred->cap_inheritable);
	record->bounding = compat_cap_mask(cred->cap_bset);
	record->ambient = compat_cap_mask(cred->cap_ambient);
	memcpy(record->comm, current->comm, sizeof(record->comm));
	record->reserved2 = 0;
}

#endif /* CAPPROBE_RECORD_H */
