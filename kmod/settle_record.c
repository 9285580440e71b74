// SPDX-License-Identifier: GPL-2.0
/*
 * settle_record.c - what became of a call, and telling it
 */
#include <linux/dcache.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/seccomp.h>
#include <linux/slab.h>

#include <asm/syscall.h>

#include "loss.h"
#include "lsm.h"
#include "record.h"
#include "series.h"
#include "session.h"
#include "settle_record.h"
#include "verdict.h"

/* A signal interrupted it. Where it is made again that is the attempt. */
static bool is_restart(long error)
{
	return error == -ERESTARTSYS || error == -ERESTARTNOINTR || error == -ERESTARTNOHAND ||
	       error == -ERESTART_RESTARTBLOCK;
}

/* A filter and a supervisor can make a call return any number. */
static bool is_interrupted(const struct capprobe_settle *settle, long error)
{
	return (settle->passed || settle->supervised) && is_restart(error) &&
	       signal_pending(current);
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

static int fatal_signal(void)
{
	return (current->signal->group_exit_code & 0x7f) ?: SIGKILL;
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
		return fatal_signal();
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
 * result would be: syscall_rollback(). A task that exits in the middle of a
 * call does so because the filter ends it, at once; the others get a signal.
 */
static int call_result(const struct capprobe_settle *settle)
{
	struct pt_regs *regs = task_pt_regs(current);
	long error = syscall_get_error(current, regs);

	if (current->flags & PF_EXITING)
		return (current->exit_code & 0x7f) ?: SIGSYS;
	if (settle->dying)
		return SIGSYS;
	if (settle->undecided)
		return fatal_signal();
	if (is_interrupted(settle, error))
		return interrupted_result(error);
	if (!settle->passed && !settle->supervised &&
	    syscall_get_return_value(current, regs) == settle->nr)
		return SIGSYS;
	return error;
}

/*
 * Why a module was refused although the capability was granted. Before the
 * security modules are asked about it, which they never are for
 * delete_module(), nothing but modules_disabled says EPERM, or one of them to
 * the capability.
 */
static enum capprobe_reason kernel_reason(const struct capprobe_settle *settle, int result)
{
	settle = capprobe_settle_loader(settle);
	if (result == -EKEYREJECTED)
		return CAPPROBE_SIGNATURE;
	if (result == READ_ONCE(settle->refusal_error))
		return READ_ONCE(settle->refusal);
	if (result == -EPERM && !READ_ONCE(settle->asked) && !capprobe_lsm_unseen)
		return CAPPROBE_MODULES_DISABLED;
	return CAPPROBE_OTHER;
}

/* What a call that was kept from the kernel failed by. */
static enum capprobe_reason filter_reason(const struct capprobe_settle *settle, int result)
{
	long error = syscall_get_error(current, task_pt_regs(current));

	if (settle->undecided || is_interrupted(settle, error))
		return CAPPROBE_INTERRUPTED;
	return result || !settle->delegated ? CAPPROBE_SECCOMP : CAPPROBE_SUPERVISOR;
}

static enum capprobe_reason call_reason(const struct capprobe_settle *settle, int result)
{
	if (!settle->passed)
		return filter_reason(settle, result);
	if (!result || !capprobe_granted(settle->cap_reason))
		return settle->cap_reason;
	return kernel_reason(settle, result);
}

/**
 * struct about - what a module call is about
 * @buffer: PATH_MAX bytes, or NULL
 * @text: in @buffer or elsewhere
 * @length: of @text
 * @unknown: there is something, and it cannot be told
 */
struct about {
	char		*buffer;
	const char	*text;
	size_t		length;
	bool		unknown;
};

/*
 * The file's path as the task sees it, or in its file system for one that is
 * exiting and has no root directory any more.
 */
static void tell_file(struct about *about, struct file *file)
{
	const char *path = ERR_PTR(-ENOMEM);

	about->buffer = kmalloc(PATH_MAX, GFP_KERNEL);
	if (about->buffer && current->fs)
		path = d_path(&file->f_path, about->buffer, PATH_MAX);
	else if (about->buffer)
		path = dentry_path_raw(file->f_path.dentry, about->buffer, PATH_MAX);
	about->unknown = IS_ERR(path);
	about->text = about->unknown ? "" : path;
	about->length = strlen(about->text);
}

static void tell(struct about *about, const struct capprobe_settle *settle)
{
	*about = (struct about){ .text = "" };
	if (settle->file) {
		tell_file(about, settle->file);
	} else if (settle->call->kind == CAPPROBE_DELETE_MODULE) {
		about->unknown = settle->name_len < 0;
		about->text = settle->name;
		about->length = about->unknown ? 0 : settle->name_len;
	}
}

static void offer(struct capprobe_check *check, const struct capprobe_followed *call, int nr,
		  int result, const char *text)
{
	struct capprobe_record record;

	check->head.type = capprobe_is_module_call(call) ? CAPPROBE_TYPE_MODULE :
							   CAPPROBE_TYPE_CALL;
	check->head.cap = call->cap;
	preempt_disable();
	check->cgroup = capprobe_task_cgroup();
	capprobe_record_task(&record, check);
	record.syscall = nr;
	record.error = result;
	capprobe_series_count(check->head, check->cgroup);
	capprobe_sessions_offer(&record, check->cgroup, text);
	preempt_enable();
}

static struct user_namespace *target_of(const struct capprobe_followed *call)
{
	return call->global ? &init_user_ns : current_user_ns();
}

static void record_call(const struct capprobe_settle *settle, int result,
			enum capprobe_reason reason)
{
	struct user_namespace *target = target_of(settle->call);
	enum capprobe_reason cap_reason = settle->cap_reason;
	struct about about;

	if (!settle->passed)
		cap_reason = capprobe_verdict(current_cred(), target, settle->call->cap);
	tell(&about, settle);
	offer(&(struct capprobe_check){
			.cred = current_cred(),
			.target = target,
			.head = {
				.reason = reason,
				.cap_reason = cap_reason,
				.flags = about.unknown ? CAPPROBE_TEXT_UNKNOWN : 0,
				.text_len = about.length,
			},
	      }, settle->call, settle->nr, result, about.text);
	kfree(about.buffer);
}

void capprobe_settle_record(const struct capprobe_settle *settle)
{
	int result = call_result(settle);
	enum capprobe_reason reason = call_reason(settle, result);

	if (is_interrupted(settle, result))
		return;
	if (reason == CAPPROBE_SECCOMP || capprobe_is_module_call(settle->call))
		record_call(settle, result, reason);
}

void capprobe_settle_unfollowed(const struct capprobe_followed *call, int nr)
{
	struct user_namespace *target = target_of(call);
	bool has_text = call->kind == CAPPROBE_FINIT_MODULE ||
			call->kind == CAPPROBE_DELETE_MODULE;

	atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNFOLLOWED]);
	offer(&(struct capprobe_check){
			.cred = current_cred(),
			.target = target,
			.head = {
				.reason = CAPPROBE_UNFOLLOWED,
				.cap_reason = capprobe_verdict(current_cred(), target, call->cap),
				.flags = has_text ? CAPPROBE_TEXT_UNKNOWN : 0,
			},
	      }, call, nr, 0, "");
}
