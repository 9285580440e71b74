// SPDX-License-Identifier: GPL-2.0
/*
 * settle.c - following a module system call to its end
 *
 * Unloading. Each followed call holds a reference to the module, so that the
 * task_work finds its code. The reference is dropped by that very code, whose
 * last instructions then run without one: capprobe_hook_detach(), before the
 * module goes, waits until every task has been in user space or has slept
 * since. The call that unloads this module must not be followed, or it could
 * never succeed.
 */
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/task_work.h>
#include <linux/uaccess.h>

#include <asm/syscall.h>

#include "followed.h"
#include "hook.h"
#include "loss.h"
#include "record.h"
#include "series.h"
#include "session.h"
#include "settle.h"
#include "verdict.h"

/* Calls that can be followed at the same time; more are counted as lost. */
#define SETTLES	128

/**
 * struct settle - a call that is followed
 * @work: runs at its end
 * @task: whose it is; NULL where this one is free
 * @call: which call
 * @file: what finit_module() loads
 * @checked: it got as far as the capability check
 * @cap_reason: what that answered
 */
struct settle {
	struct callback_head		work;
	struct task_struct		*task;
	const struct capprobe_followed	*call;
	struct file			*file;
	bool				checked;
	u8				cap_reason;
};

static struct settle settles[SETTLES];
static bool enabled;

void capprobe_settle_enable(void)
{
	WRITE_ONCE(enabled, true);
}

/* Only the current task's own is of interest: nobody else sets or clears it. */
static struct settle *find(void)
{
	int i;

	for (i = 0; i < SETTLES; i++) {
		if (READ_ONCE(settles[i].task) == current)
			return &settles[i];
	}
	return NULL;
}

static struct settle *claim(void)
{
	int i;

	for (i = 0; i < SETTLES; i++) {
		if (!READ_ONCE(settles[i].task) && !cmpxchg(&settles[i].task, NULL, current))
			return &settles[i];
	}
	return NULL;
}

static void release(struct settle *settle)
{
	if (settle->file)
		fput(settle->file);
	/* The rest of it before somebody else can claim it. */
	smp_store_release(&settle->task, NULL);
	module_put(THIS_MODULE);
}

/* Unsure, where the name cannot be read without a page fault, is yes. */
static bool may_name_this_module(const char __user *name)
{
	const char *own = THIS_MODULE->name;
	size_t i;
	char c;

	for (i = 0; i <= strlen(own); i++) {
		if (copy_from_user_nofault(&c, name + i, 1))
			return true;
		if (c != own[i])
			return false;
	}
	return true;
}

static bool may_unload_this_module(const struct capprobe_followed *call,
				   const unsigned long *arguments)
{
	return call->call == CAPPROBE_DELETE_MODULE &&
	       capprobe_granted(capprobe_verdict(current_cred(), &init_user_ns, CAP_SYS_MODULE)) &&
	       may_name_this_module((const char __user *)arguments[0]);
}

static void settle_call(struct callback_head *work);

static struct settle *follow(const struct capprobe_followed *call)
{
	unsigned long arguments[6];
	struct settle *settle;

	syscall_get_arguments(current, task_pt_regs(current), arguments);
	if (may_unload_this_module(call, arguments) || !try_module_get(THIS_MODULE))
		return NULL;

	settle = claim();
	if (!settle) {
		atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNFOLLOWED]);
		module_put(THIS_MODULE);
		return NULL;
	}
	settle->call = call;
	settle->checked = false;
	settle->file = call->call == CAPPROBE_FINIT_MODULE ? fget(arguments[0]) : NULL;
	init_task_work(&settle->work, settle_call);
	if (task_work_add(current, &settle->work, TWA_RESUME)) {
		/* The task is exiting, and does not return from anything. */
		atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNFOLLOWED]);
		release(settle);
		return NULL;
	}
	return settle;
}

/* The settle of the call that the current task is in, if it is followed. */
static struct settle *current_settle(void)
{
	const struct capprobe_followed *call;

	if (!READ_ONCE(enabled))
		return NULL;
	call = capprobe_followed_find(syscall_get_arch(current),
				      syscall_get_nr(current, task_pt_regs(current)));
	if (!call)
		return NULL;
	return find() ?: follow(call);
}

void capprobe_settle_seccomp(void)
{
	preempt_disable_notrace();
	current_settle();
	preempt_enable_notrace();
}

void capprobe_settle_check(const struct capprobe_check *check)
{
	struct settle *settle;

	if (!in_task() || current->flags & PF_KTHREAD || check->target != &init_user_ns)
		return;
	settle = current_settle();
	if (settle && !settle->checked) {
		settle->checked = true;
		settle->cap_reason = check->reason;
	}
}

/*
 * The file's path as the task sees it, or in its file system for one that is
 * exiting and has no root directory any more.
 */
static const char *file_text(struct file *file, char *buffer)
{
	const char *path;

	if (current->fs)
		path = d_path(&file->f_path, buffer, PATH_MAX);
	else
		path = dentry_path_raw(file->f_path.dentry, buffer, PATH_MAX);
	return IS_ERR(path) ? "" : path;
}

static const char *name_text(const char __user *name, char *buffer)
{
	long length = current->mm ? strncpy_from_user(buffer, name, MODULE_NAME_LEN) : -EFAULT;

	return length > 0 && length < MODULE_NAME_LEN ? buffer : "";
}

/* What the call is about, in @buffer of PATH_MAX bytes or elsewhere. */
static const char *text(const struct settle *settle, char *buffer)
{
	unsigned long arguments[6];

	if (!buffer)
		return "";
	if (settle->file)
		return file_text(settle->file, buffer);
	if (settle->call->call != CAPPROBE_DELETE_MODULE)
		return "";
	syscall_get_arguments(current, task_pt_regs(current), arguments);
	return name_text((const char __user *)arguments[0], buffer);
}

/*
 * 0 or a negative errno. The calls return nothing else: another number is the
 * system call's own, left there by a filter that sent a signal instead.
 */
static int call_error(u16 *flags)
{
	struct pt_regs *regs = task_pt_regs(current);
	long error = syscall_get_error(current, regs);

	if (!error && (current->flags & PF_EXITING || syscall_get_return_value(current, regs)))
		*flags |= CAPPROBE_SIGNAL;
	return error;
}

static enum capprobe_reason call_reason(const struct settle *settle, int error)
{
	if (!settle->checked)
		return CAPPROBE_SECCOMP;
	if (!error || !capprobe_granted(settle->cap_reason))
		return settle->cap_reason;
	if (error == -EKEYREJECTED)
		return CAPPROBE_SIGNATURE;
	return CAPPROBE_OTHER;
}

static void settle_call(struct callback_head *work)
{
	struct settle *settle = container_of(work, struct settle, work);
	char *buffer = kmalloc(PATH_MAX, GFP_KERNEL);
	const char *about = text(settle, buffer);
	struct capprobe_record record;
	struct capprobe_check check = {
		.cred = current_cred(),
		.target = &init_user_ns,
		.cap = CAP_SYS_MODULE,
	};
	int error = call_error(&check.flags);

	if (!settle->checked)
		settle->cap_reason = capprobe_verdict(check.cred, check.target, check.cap);
	check.reason = call_reason(settle, error);

	preempt_disable();
	check.cgroup = capprobe_task_cgroup();
	capprobe_record_task(&record, CAPPROBE_TYPE_MODULE, &check);
	record.syscall = settle->call->nr;
	record.cap_reason = settle->cap_reason;
	record.error = error;
	record.text_len = strlen(about);
	capprobe_series_record(&record, check.cgroup);
	capprobe_sessions_offer(&record, check.cgroup, about);
	preempt_enable();

	kfree(buffer);
	release(settle);
}

notrace void capprobe_on_seccomp(void)
{
	if (capprobe_maybe_followed(syscall_get_nr(current, task_pt_regs(current))))
		capprobe_settle_seccomp();
}
