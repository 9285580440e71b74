// SPDX-License-Identifier: GPL-2.0
/*
 * record.c - filling in a record
 */
#include <linux/sched/task_stack.h>
#include <linux/timekeeping.h>
#include <linux/user_namespace.h>

#include <asm/syscall.h>

#include "record.h"

void capprobe_record_task(struct capprobe_record *record, enum capprobe_type type,
			  const struct capprobe_check *check)
{
	const struct cred *cred = check->cred;

	record->time = ktime_get_boot_fast_ns();
	record->cgroup = cgroup_id(check->cgroup);
	record->type = type;
	record->cap = check->cap;
	record->reason = check->reason;
	record->cap_reason = check->reason;
	record->flags = check->flags;
	record->text_len = 0;
	record->error = 0;
	if (likely(in_task() && !(current->flags & PF_KTHREAD))) {
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
	record->comm[sizeof(record->comm) - 1] = '\0';
	record->reserved2 = 0;
}
