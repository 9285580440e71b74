// SPDX-License-Identifier: GPL-2.0
/*
 * syscall_record.c - counting and recording the outcome of system calls
 */
#include <linux/dcache.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/seccomp.h>
#include <linux/slab.h>

#include <asm/syscall.h>

#include "cgroup.h"
#include "loss.h"
#include "record.h"
#include "series.h"
#include "session.h"
#include "syscall_record.h"
#include "verdict.h"

static bool hides_refusals;

void capprobe_syscall_record_init(bool lsm_unseen)
{
	hides_refusals = lsm_unseen;
}

static bool is_restart(long error)
{
	return error == -ERESTARTSYS || error == -ERESTARTNOINTR || error == -ERESTARTNOHAND ||
	       error == -ERESTART_RESTARTBLOCK;
}

/*
 * Only the kernel itself returns these codes for a signal: a filter can make a
 * call return any number.
 */
static bool is_interrupted(const struct capprobe_tracked *tracked, long error)
{
	return (tracked->passed || tracked->supervised) && is_restart(error) &&
	       signal_pending(current);
}

static bool is_signal_pending(int signal)
{
	return !sigismember(&current->blocked, signal) &&
	       (sigismember(&current->pending.signal, signal) ||
		sigismember(&current->signal->shared_pending.signal, signal));
}

/* The same rules as in handle_signal() in arch/x86/kernel/signal.c. */
static bool restarts_call(long error, const struct sigaction *action)
{
	return error == -ERESTARTNOINTR ||
	       (error == -ERESTARTSYS && action->sa_flags & SA_RESTART);
}

static int fatal_signal(void)
{
	return (current->signal->group_exit_code & 0x7f) ?: SIGKILL;
}

/*
 * Predicts the result of a call that a signal has interrupted. It depends on the
 * signal that will be delivered next, which is still pending. Returns @error if
 * the call will be restarted.
 */
static int interrupted_result(long error)
{
	/* Only the task itself replaces it. */
	struct sighand_struct *sighand = rcu_dereference_protected(current->sighand, true);
	int signal, result = error;

	if (fatal_signal_pending(current))
		return fatal_signal();
	spin_lock_irq(&sighand->siglock);
	for (signal = 1; signal <= _NSIG; signal++) {
		const struct sigaction *action = &sighand->action[signal - 1].sa;
		bool handled = action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN;

		if (!is_signal_pending(signal))
			continue;
		if (handled && !restarts_call(error, action))
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
 * Returns 0, a negative errno, or the number of the signal that has ended the
 * call. A filter that sends SIGSYS leaves the system call number in the register
 * for the result: syscall_rollback(). A task that is exiting in the middle of a
 * call has been killed by the filter directly; otherwise it gets a signal first.
 */
static int call_result(const struct capprobe_tracked *tracked)
{
	struct pt_regs *regs = task_pt_regs(current);
	long error = syscall_get_error(current, regs);

	if (current->flags & PF_EXITING)
		return (current->exit_code & 0x7f) ?: SIGSYS;
	if (tracked->dying)
		return SIGSYS;
	if (tracked->undecided)
		return fatal_signal();
	if (is_interrupted(tracked, error))
		return interrupted_result(error);
	if (!tracked->passed && !tracked->supervised &&
	    syscall_get_return_value(current, regs) == tracked->nr)
		return SIGSYS;
	return error;
}

/*
 * Why a module was refused although the capability walk granted CAP_SYS_MODULE.
 * If the security modules have not been asked about the module (they never are
 * about delete_module()), EPERM can come from modules_disabled only, or from a
 * security module that refused the capability itself.
 */
static enum capprobe_reason granted_reason(const struct capprobe_tracked *tracked, int result)
{
	tracked = capprobe_slot_loader(tracked);
	if (result == -EKEYREJECTED)
		return CAPPROBE_SIGNATURE;
	if (result == READ_ONCE(tracked->refusal_error))
		return READ_ONCE(tracked->refusal);
	if (result == -EPERM && !READ_ONCE(tracked->asked) && !hides_refusals)
		return CAPPROBE_MODULES_DISABLED;
	return CAPPROBE_OTHER;
}

/* Why a call failed that the filter has not let pass. */
static enum capprobe_reason filter_reason(const struct capprobe_tracked *tracked, int result)
{
	long error = syscall_get_error(current, task_pt_regs(current));

	if (tracked->undecided || is_interrupted(tracked, error))
		return CAPPROBE_INTERRUPTED;
	return result || !tracked->delegated ? CAPPROBE_SECCOMP : CAPPROBE_SUPERVISOR;
}

static enum capprobe_reason call_reason(const struct capprobe_tracked *tracked, int result)
{
	if (!tracked->passed)
		return filter_reason(tracked, result);
	if (!result || !capprobe_granted(tracked->cap_reason))
		return tracked->cap_reason;
	return granted_reason(tracked, result);
}

/**
 * struct module_text - file or name of the module that a call loads or unloads
 * @buffer: PATH_MAX bytes to be freed, or NULL
 * @text: the text, in @buffer or elsewhere
 * @length: length of @text
 * @unknown: there is a file or a name, but it could not be determined
 */
struct module_text {
	char		*buffer;
	const char	*text;
	size_t		length;
	bool		unknown;
};

/*
 * The path as the task sees it. A task that is exiting has no root directory any
 * more: use the path within the file system.
 */
static void get_file_path(struct module_text *text, struct file *file)
{
	const char *path = ERR_PTR(-ENOMEM);

	text->buffer = kmalloc(PATH_MAX, GFP_KERNEL);
	if (text->buffer && current->fs)
		path = d_path(&file->f_path, text->buffer, PATH_MAX);
	else if (text->buffer)
		path = dentry_path_raw(file->f_path.dentry, text->buffer, PATH_MAX);
	text->unknown = IS_ERR(path);
	text->text = text->unknown ? "" : path;
	text->length = strlen(text->text);
}

static void get_module_text(struct module_text *text, const struct capprobe_tracked *tracked)
{
	*text = (struct module_text){ .text = "" };
	if (tracked->file) {
		get_file_path(text, tracked->file);
	} else if (tracked->call->kind == CAPPROBE_DELETE_MODULE) {
		text->unknown = tracked->name_len < 0;
		text->text = tracked->name;
		text->length = text->unknown ? 0 : tracked->name_len;
	}
}

static void count_and_offer(struct capprobe_check *check, const struct capprobe_call *call,
			    int nr, int result, const char *text)
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

static struct user_namespace *call_target(const struct capprobe_call *call)
{
	return call->global ? &init_user_ns : current_user_ns();
}

static void record_call(const struct capprobe_tracked *tracked, int result,
			enum capprobe_reason reason)
{
	struct user_namespace *target = call_target(tracked->call);
	enum capprobe_reason cap_reason = tracked->cap_reason;
	struct module_text text;

	if (!tracked->passed)
		cap_reason = capprobe_verdict(current_cred(), target, tracked->call->cap);
	get_module_text(&text, tracked);
	count_and_offer(&(struct capprobe_check){
			.cred = current_cred(),
			.target = target,
			.head = {
				.reason = reason,
				.cap_reason = cap_reason,
				.flags = text.unknown ? CAPPROBE_TEXT_UNKNOWN : 0,
				.text_len = text.length,
			},
	      }, tracked->call, tracked->nr, result, text.text);
	kfree(text.buffer);
}

void capprobe_syscall_record(const struct capprobe_tracked *tracked)
{
	int result = call_result(tracked);
	enum capprobe_reason reason = call_reason(tracked, result);

	/* It will be restarted, which counts as the attempt. */
	if (is_interrupted(tracked, result))
		return;
	if (reason == CAPPROBE_SECCOMP || capprobe_is_module_call(tracked->call))
		record_call(tracked, result, reason);
}

void capprobe_syscall_unfollowed(const struct capprobe_call *call, int nr)
{
	struct user_namespace *target = call_target(call);
	bool has_text = call->kind == CAPPROBE_FINIT_MODULE ||
			call->kind == CAPPROBE_DELETE_MODULE;

	atomic64_inc(&capprobe_losses[CAPPROBE_LOST_UNFOLLOWED]);
	count_and_offer(&(struct capprobe_check){
			.cred = current_cred(),
			.target = target,
			.head = {
				.reason = CAPPROBE_UNFOLLOWED,
				.cap_reason = capprobe_verdict(current_cred(), target, call->cap),
				.flags = has_text ? CAPPROBE_TEXT_UNKNOWN : 0,
			},
	      }, call, nr, 0, "");
}
