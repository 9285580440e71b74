// SPDX-License-Identifier: GPL-2.0
/*
 * syscall_track.c - tracking a system call to its end
 *
 * Unloading: a tracked call holds a reference to the module, which the kernel
 * drops once the module's code has returned (see user_return.c). A call that
 * waits for a tracer or a supervisor holds none, as such a wait may never end.
 * The call that unloads this very module must not be tracked, or it could never
 * succeed.
 */
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/seccomp.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

#include <asm/syscall.h>

#include "syscall_record.h"
#include "syscall_slots.h"
#include "syscall_table.h"
#include "syscall_track.h"
#include "verdict.h"

static bool enabled;

void capprobe_track_enable(void)
{
	WRITE_ONCE(enabled, true);
}

/*
 * Copies a module's name of up to MODULE_NAME_LEN bytes. Arguments are read
 * once, on entry, and without taking page faults: those could have to wait for
 * another process (userfaultfd, FUSE). Returns the length or -EFAULT.
 */
static long copy_module_name(char *to, const char __user *from)
{
	size_t length = 0;

	while (length < MODULE_NAME_LEN) {
		const char __user *rest = from + length;
		size_t part = min_t(size_t, MODULE_NAME_LEN - length,
				    PAGE_SIZE - offset_in_page((unsigned long)rest));
		size_t text;

		if (copy_from_user_nofault(to + length, rest, part))
			return -EFAULT;
		text = strnlen(to + length, part);
		length += text;
		if (text < part)
			break;
	}
	return length;
}

static bool is_this_module(const char *name, long length)
{
	const char *own = THIS_MODULE->name;

	return length == (long)strlen(own) && !memcmp(name, own, length);
}

static bool is_granted(const struct capprobe_call *call)
{
	return capprobe_granted(capprobe_verdict(current_cred(), &init_user_ns, call->cap));
}

/* SYSLOG_ACTION_READ would pin the module until the next message. */
static bool may_wait_forever(const struct capprobe_call *call, const unsigned long *arguments)
{
	return call->kind == CAPPROBE_SYSLOG && (int)arguments[0] == 2;
}

static void release_slot(struct capprobe_tracked *tracked)
{
	if (tracked->file)
		fput(tracked->file);
	capprobe_slot_free(tracked);
}

static void init_slot(struct capprobe_tracked *tracked, const struct capprobe_call *call, int nr,
		      unsigned int fd)
{
	tracked->call = call;
	WRITE_ONCE(tracked->nr, nr);
	tracked->passed = false;
	tracked->stopped = false;
	tracked->delegated = false;
	tracked->supervised = false;
	tracked->undecided = false;
	tracked->dying = false;
	WRITE_ONCE(tracked->asked, false);
	WRITE_ONCE(tracked->refusal_error, 0);
	tracked->file = call->kind == CAPPROBE_FINIT_MODULE ? fget(fd) : NULL;
	WRITE_ONCE(tracked->inode, tracked->file ? file_inode(tracked->file) : NULL);
}

static struct capprobe_tracked *track_call(const struct capprobe_call *call, int nr)
{
	struct capprobe_tracked *tracked = NULL;
	unsigned long arguments[6];
	char name[MODULE_NAME_LEN];
	long name_len = 0;

	syscall_get_arguments(current, task_pt_regs(current), arguments);
	if (may_wait_forever(call, arguments))
		return NULL;
	if (call->kind == CAPPROBE_DELETE_MODULE) {
		name_len = copy_module_name(name, (const char __user *)arguments[0]);
		if (is_this_module(name, name_len) && is_granted(call))
			return NULL;
	}
	/* If the name cannot be read, the call may be about to unload this module. */
	if (!in_interrupt() && !(name_len < 0 && is_granted(call)))
		tracked = capprobe_slot_claim(call);
	if (tracked) {
		init_slot(tracked, call, nr, arguments[0]);
		memcpy(tracked->name, name, max(name_len, 0L));
		tracked->name_len = name_len;
		if (capprobe_user_return_arm(&tracked->end))
			return tracked;
		release_slot(tracked);
	}
	capprobe_syscall_unfollowed(call, nr);
	return NULL;
}

/* The current task's call, if it is in the table. */
static const struct capprobe_call *current_call(int *nr)
{
	*nr = syscall_get_nr(current, task_pt_regs(current));
	return READ_ONCE(enabled) ? capprobe_call_find(capprobe_current_abi(), *nr) : NULL;
}

void capprobe_track_filtered(void)
{
	const struct capprobe_call *call;
	int nr;

	preempt_disable_notrace();
	call = current_call(&nr);
	if (call && !capprobe_slot_current())
		track_call(call, nr);
	preempt_enable_notrace();
}

void capprobe_track_entered(void)
{
	struct capprobe_tracked *tracked = capprobe_slot_current();

	if (tracked)
		tracked->passed = true;
}

/*
 * With a filter, tracking has started at its entry, or could not. But a tracer
 * may have replaced the call after that.
 */
static struct capprobe_tracked *find_or_track_call(const struct capprobe_call *call, int nr)
{
	if (seccomp_mode(&current->seccomp) != SECCOMP_MODE_DISABLED && !current->ptrace)
		return capprobe_slot_current();
	return capprobe_slot_current() ?: track_call(call, nr);
}

void capprobe_track_check(const struct user_namespace *target, enum capprobe_reason reason)
{
	const struct capprobe_call *call;
	struct capprobe_tracked *tracked;
	int nr;

	if (!in_task() || current->flags & (COMPAT_NO_USER_SPACE | PF_EXITING) ||
	    target != &init_user_ns)
		return;
	call = current_call(&nr);
	if (!call || !capprobe_is_module_call(call))
		return;
	tracked = find_or_track_call(call, nr);
	if (tracked && !tracked->passed) {
		tracked->passed = true;
		tracked->checked = ktime_get_mono_fast_ns();
		tracked->cap_reason = reason;
	}
}

/* The current task's module call, once it has got to its capability check. */
static struct capprobe_tracked *find_module_call(void)
{
	struct capprobe_tracked *tracked = in_task() ? capprobe_slot_current() : NULL;

	if (!tracked || !tracked->passed || !capprobe_is_module_call(tracked->call))
		return NULL;
	return tracked;
}

bool capprobe_track_in_module_call(void)
{
	return find_module_call();
}

/* Another thread may have changed what the descriptor refers to since entry. */
static void replace_file(struct capprobe_tracked *tracked, struct file *file)
{
	if (tracked->file == file)
		return;
	if (tracked->file)
		fput(tracked->file);
	tracked->file = get_file(file);
	WRITE_ONCE(tracked->inode, file_inode(file));
}

bool capprobe_track_module_asked(struct file *file)
{
	struct capprobe_tracked *tracked = find_module_call();

	if (!tracked)
		return false;
	if (file)
		replace_file(tracked, file);
	WRITE_ONCE(tracked->asked, true);
	return true;
}

void capprobe_track_module_refused(enum capprobe_reason reason, int error)
{
	struct capprobe_tracked *tracked = find_module_call();

	WRITE_ONCE(tracked->refusal, reason);
	WRITE_ONCE(tracked->refusal_error, error);
}

/* The current task's call, unless its filter has let it pass. */
static struct capprobe_tracked *find_filtered_call(void)
{
	struct capprobe_tracked *tracked = capprobe_slot_current();

	return tracked && !tracked->passed ? tracked : NULL;
}

bool capprobe_track_ptrace_stop(void)
{
	struct capprobe_tracked *tracked = find_filtered_call();

	if (!tracked)
		return false;
	tracked->delegated = true;
	tracked->stopped = true;
	return true;
}

/* Gives up on a call that can be tracked no further. */
static void lose_call(struct capprobe_tracked *tracked)
{
	const struct capprobe_call *call = tracked->call;
	int nr = tracked->nr;

	release_slot(tracked);
	capprobe_syscall_unfollowed(call, nr);
}

/*
 * Whether the tracer has changed the number, so that this call is not made. -1
 * skips the call, which is an answer to it.
 */
static bool is_replaced(const struct capprobe_tracked *tracked)
{
	int nr = syscall_get_nr(current, task_pt_regs(current));

	return nr != tracked->nr && nr != -1 && !tracked->end.armed;
}

void capprobe_track_ptrace_resume(void)
{
	struct capprobe_tracked *tracked = capprobe_slot_current();

	if (!tracked)
		return;
	tracked->stopped = false;
	/* The filter does the same test, and skips the call if it is true. */
	tracked->undecided = fatal_signal_pending(current);
	if (is_replaced(tracked)) {
		release_slot(tracked);
		capprobe_track_filtered();
		return;
	}
	/* It is still armed if the task did not run its task work before the stop. */
	if (!tracked->end.armed && !capprobe_user_return_arm(&tracked->end))
		lose_call(tracked);
}

bool capprobe_track_notify_wait(void)
{
	struct capprobe_tracked *tracked = find_filtered_call();

	if (!tracked || !tracked->end.pins)
		return false;
	tracked->delegated = true;
	tracked->supervised = true;
	capprobe_user_return_suspend(&tracked->end);
	return true;
}

void capprobe_track_notify_done(void)
{
	struct capprobe_tracked *tracked = capprobe_slot_current();

	if (tracked && !capprobe_user_return_resume(&tracked->end))
		lose_call(tracked);
}

void capprobe_track_ptrace_exit(void)
{
	struct capprobe_tracked *tracked = find_filtered_call();

	if (tracked)
		tracked->dying = true;
}

static void on_user_return(struct capprobe_user_return *end)
{
	struct capprobe_tracked *tracked = container_of(end, struct capprobe_tracked, end);

	capprobe_slot_prepare(tracked);
	/* This is not the end yet: capprobe_track_ptrace_resume() arms it again. */
	if (tracked->stopped)
		return;
	capprobe_syscall_record(tracked);
	release_slot(tracked);
}

int capprobe_track_init(bool lsm_unseen)
{
	capprobe_syscall_record_init(lsm_unseen);
	return capprobe_slots_init(on_user_return);
}

void capprobe_track_exit(void)
{
	capprobe_slots_exit();
}
