// SPDX-License-Identifier: GPL-2.0
/*
 * settle.c - following a system call to its end
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
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/task_work.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

#include <asm/syscall.h>

#include "followed.h"
#include "hook.h"
#include "loss.h"
#include "lsm.h"
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
 * @call: which call
 * @nr: its number, in the ABI of the task
 * @file: what finit_module() loads
 * @inode: and its inode, to compare with
 * @checked: when its capability check was, ns
 * @ended: when it was settled, ns
 * @passed: it got past the filter: a module call to its capability check, any
 *	other into its function
 * @stopped: the task is about to stop, in the middle of the call
 * @asked: the security modules were asked about the module
 * @cap_reason: what the capability check answered
 * @refusal: why the module was refused afterwards
 * @refusal_error: with which error
 */
struct settle {
	struct callback_head		work;
	const struct capprobe_followed	*call;
	int				nr;
	struct file			*file;
	const struct inode		*inode;
	u64				checked;
	u64				ended;
	bool				passed;
	bool				stopped;
	bool				asked;
	u8				cap_reason;
	u8				refusal;
	int				refusal_error;
};

static struct settle settles[SETTLES];
static bool enabled;

/* Whose each of them is; NULL where it is free. */
static struct task_struct *owners[SETTLES];

/* How many are not. */
static atomic_t under_way;

/* Where to look for the next: one that has ended stays as it is for a while. */
static atomic_t next;

void capprobe_settle_enable(void)
{
	WRITE_ONCE(enabled, true);
}

/* Only the current task's own is of interest: nobody else sets or clears it. */
static struct settle *find(void)
{
	int i;

	if (!atomic_read(&under_way))
		return NULL;
	for (i = 0; i < SETTLES; i++) {
		if (READ_ONCE(owners[i]) == current)
			return &settles[i];
	}
	return NULL;
}

static struct settle *claim(void)
{
	unsigned int first = atomic_inc_return(&next), n;

	for (n = 0; n < SETTLES; n++) {
		unsigned int i = (first + n) % SETTLES;

		if (!READ_ONCE(owners[i]) && !cmpxchg(&owners[i], NULL, current)) {
			atomic_inc(&under_way);
			return &settles[i];
		}
	}
	return NULL;
}

static void release(struct settle *settle)
{
	if (settle->file)
		fput(settle->file);
	settle->ended = ktime_get_mono_fast_ns();
	/* The rest of it before somebody else can claim it. */
	smp_store_release(&owners[settle - settles], NULL);
	atomic_dec(&under_way);
	module_put(THIS_MODULE);
}

/* Unsure, where the name cannot be read without a page fault, is yes: a loss. */
static bool may_name_this_module(const char __user *name)
{
	const char *own = THIS_MODULE->name;
	size_t i;
	char c;

	for (i = 0; i <= strlen(own); i++) {
		if (copy_from_user_nofault(&c, name + i, 1)) {
			atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNFOLLOWED]);
			return true;
		}
		if (c != own[i])
			return false;
	}
	return true;
}

static bool may_unload_this_module(const struct capprobe_followed *call,
				   const unsigned long *arguments)
{
	return call->kind == CAPPROBE_DELETE_MODULE &&
	       capprobe_granted(capprobe_verdict(current_cred(), &init_user_ns, CAP_SYS_MODULE)) &&
	       may_name_this_module((const char __user *)arguments[0]);
}

/* SYSLOG_ACTION_READ: until there is a message the module could not go. */
static bool may_wait_for_ever(const struct capprobe_followed *call, const unsigned long *arguments)
{
	return call->kind == CAPPROBE_SYSLOG && arguments[0] == 2;
}

static void settle_call(struct callback_head *work);

static struct settle *follow(const struct capprobe_followed *call, int nr)
{
	unsigned long arguments[6];
	struct settle *settle;

	syscall_get_arguments(current, task_pt_regs(current), arguments);
	if (may_unload_this_module(call, arguments) || may_wait_for_ever(call, arguments) ||
	    !try_module_get(THIS_MODULE))
		return NULL;

	settle = claim();
	if (!settle) {
		atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNFOLLOWED]);
		module_put(THIS_MODULE);
		return NULL;
	}
	settle->call = call;
	settle->nr = nr;
	settle->passed = false;
	settle->stopped = false;
	settle->asked = false;
	settle->refusal_error = 0;
	settle->file = call->kind == CAPPROBE_FINIT_MODULE ? fget(arguments[0]) : NULL;
	settle->inode = settle->file ? file_inode(settle->file) : NULL;
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
	int nr = syscall_get_nr(current, task_pt_regs(current));
	enum capprobe_abi abi = capprobe_current_abi();

	if (!READ_ONCE(enabled) || !capprobe_is_followed(abi, nr))
		return NULL;
	return find() ?: follow(capprobe_followed_find(abi, nr), nr);
}

void capprobe_on_followed(void)
{
	preempt_disable_notrace();
	current_settle();
	preempt_enable_notrace();
}

void capprobe_on_entered(void)
{
	struct settle *settle = find();

	if (settle)
		settle->passed = true;
}

void capprobe_settle_check(const struct user_namespace *target, enum capprobe_reason reason)
{
	struct settle *settle;

	if (!in_task() || current->flags & PF_KTHREAD || target != &init_user_ns)
		return;
	settle = current_settle();
	if (settle && capprobe_is_module_call(settle->call) && !settle->passed) {
		settle->passed = true;
		settle->checked = ktime_get_mono_fast_ns();
		settle->cap_reason = reason;
	}
}

static struct settle *find_loading(void)
{
	struct settle *settle = in_task() ? find() : NULL;

	return settle && capprobe_is_module_call(settle->call) && settle->passed ? settle : NULL;
}

bool capprobe_settle_loads(void)
{
	return find_loading();
}

bool capprobe_settle_asked(void)
{
	struct settle *settle = find_loading();

	if (settle)
		settle->asked = true;
	return settle;
}

void capprobe_settle_refused(enum capprobe_reason reason, int error)
{
	struct settle *settle = find_loading();

	settle->refusal = reason;
	settle->refusal_error = error;
}

bool capprobe_settle_stop(void)
{
	struct settle *settle = find();

	if (!settle || settle->passed)
		return false;
	settle->stopped = true;
	return true;
}

void capprobe_settle_go_on(void)
{
	struct settle *settle = find();

	if (!settle)
		return;
	settle->stopped = false;
	/* Not where it has not run: it is still going to. */
	if (settle->work.func)
		return;
	init_task_work(&settle->work, settle_call);
	if (task_work_add(current, &settle->work, TWA_RESUME)) {
		atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNFOLLOWED]);
		release(settle);
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
	if (settle->call->kind != CAPPROBE_DELETE_MODULE)
		return "";
	syscall_get_arguments(current, task_pt_regs(current), arguments);
	return name_text((const char __user *)arguments[0], buffer);
}

/* A signal interrupted it. Where it is made again that is the attempt. */
static bool is_restart(long error)
{
	return error == -ERESTARTSYS || error == -ERESTARTNOINTR || error == -ERESTARTNOHAND ||
	       error == -ERESTART_RESTARTBLOCK;
}

static bool is_pending(int signal)
{
	return !sigismember(&current->blocked, signal) &&
	       (sigismember(&current->pending.signal, signal) ||
		sigismember(&current->signal->shared_pending.signal, signal));
}

/* As handle_signal() in arch/x86/kernel/signal.c. */
static bool restarts(long error, const struct sigaction *action)
{
	return error == -ERESTARTNOINTR ||
	       (error == -ERESTARTSYS && action->sa_flags & SA_RESTART);
}

/*
 * What becomes of a call that a signal interrupted: it depends on the signal
 * that is delivered next, which the task has not taken yet. Returns @error
 * where the call is made again.
 */
static int interrupted_result(long error)
{
	/* A task's own stays while it runs. */
	struct sighand_struct *sighand = rcu_dereference_protected(current->sighand, true);
	int signal, result = error;

	if (fatal_signal_pending(current))
		return (current->signal->group_exit_code & 0x7f) ?: SIGKILL;
	spin_lock_irq(&sighand->siglock);
	for (signal = 1; signal <= _NSIG; signal++) {
		const struct sigaction *action = &sighand->action[signal - 1].sa;
		bool handled = action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN;

		if (!is_pending(signal))
			continue;
		if (handled && !restarts(error, action))
			result = -EINTR;
		if (action->sa_handler == SIG_DFL && sig_kernel_coredump(signal))
			result = signal;
		if (handled || result != error)
			break;
	}
	spin_unlock_irq(&sighand->siglock);
	return result;
}

/*
 * 0, a negative errno, or the number of the signal that ended the call. A
 * filter that sends SIGSYS leaves the system call's own number where the
 * result would be: syscall_rollback().
 */
static int call_result(const struct settle *settle)
{
	struct pt_regs *regs = task_pt_regs(current);
	long error = syscall_get_error(current, regs);

	if (current->flags & PF_EXITING)
		return (current->signal->group_exit_code ?: current->exit_code) & 0x7f;
	if (is_restart(error))
		return interrupted_result(error);
	if (!settle->passed && syscall_get_return_value(current, regs) == settle->nr)
		return SIGSYS;
	return error;
}

/*
 * Since 6.5, of calls that load the same file at the same time one does, and the
 * others return what it does: idempotent_init_module(). So the loader's call
 * ends after theirs have begun.
 */
static const struct settle *loader(const struct settle *settle)
{
	int i;

	if (settle->asked || !settle->inode)
		return settle;
	for (i = 0; i < SETTLES; i++) {
		const struct settle *other = &settles[i];

		if (other->asked && other->inode == settle->inode &&
		    (READ_ONCE(owners[i]) || other->ended >= settle->checked))
			return other;
	}
	return settle;
}

/*
 * Why a module was refused although the capability was granted. Before the
 * security modules are asked about it, which they never are for
 * delete_module(), nothing but modules_disabled says EPERM, or one of them to
 * the capability.
 */
static enum capprobe_reason kernel_reason(const struct settle *settle, int result)
{
	settle = loader(settle);
	if (result == -EKEYREJECTED)
		return CAPPROBE_SIGNATURE;
	if (result == settle->refusal_error)
		return settle->refusal;
	if (result == -EPERM && !settle->asked && !capprobe_lsm_unseen)
		return CAPPROBE_MODULES_DISABLED;
	return CAPPROBE_OTHER;
}

static enum capprobe_reason call_reason(const struct settle *settle, int result)
{
	if (!settle->passed)
		return result ? CAPPROBE_SECCOMP : CAPPROBE_SUPERVISOR;
	if (!result || !capprobe_granted(settle->cap_reason))
		return settle->cap_reason;
	return kernel_reason(settle, result);
}

static void record_call(const struct settle *settle, int result)
{
	const struct capprobe_followed *call = settle->call;
	char *buffer = kmalloc(PATH_MAX, GFP_KERNEL);
	const char *about = text(settle, buffer);
	struct capprobe_record record;
	struct capprobe_check check = {
		.cred = current_cred(),
		.target = call->global ? &init_user_ns : current_user_ns(),
		.head = {
			.type = capprobe_is_module_call(call) ? CAPPROBE_TYPE_MODULE :
								CAPPROBE_TYPE_CALL,
			.cap = call->cap,
			.reason = call_reason(settle, result),
			.cap_reason = settle->cap_reason,
			.text_len = strlen(about),
		},
	};

	if (!settle->passed)
		check.head.cap_reason = capprobe_verdict(check.cred, check.target, call->cap);

	preempt_disable();
	check.cgroup = capprobe_task_cgroup();
	capprobe_record_task(&record, &check);
	record.syscall = settle->nr;
	record.error = result;
	capprobe_series_count(check.head, check.cgroup);
	capprobe_sessions_offer(&record, check.cgroup, about);
	preempt_enable();
	kfree(buffer);
}

static void settle_call(struct callback_head *work)
{
	struct settle *settle = container_of(work, struct settle, work);
	bool refused;
	int result;

	if (settle->stopped) {
		work->func = NULL;
		return;
	}
	result = call_result(settle);
	refused = !settle->passed && result;
	if (!is_restart(result) && (refused || capprobe_is_module_call(settle->call)))
		record_call(settle, result);
	release(settle);
}
