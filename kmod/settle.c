// SPDX-License-Identifier: GPL-2.0
/*
 * settle.c - following a system call to its end
 *
 * Unloading. A followed call holds a reference to the module, which the kernel
 * drops when the module's code has returned: see user_return.c. A call that
 * waits for a tracer or a supervisor, which may be without end, does not. The
 * call that unloads this module must not be followed, or it could never
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

#include "followed.h"
#include "hook.h"
#include "settle.h"
#include "settle_record.h"
#include "settle_slots.h"
#include "verdict.h"

static bool enabled;

void capprobe_settle_enable(void)
{
	WRITE_ONCE(enabled, true);
}

/*
 * What a call is about is taken once, when it begins, and without a page
 * fault: that could wait for a process. How much was copied of a name of up to
 * MODULE_NAME_LEN bytes, or -EFAULT.
 */
static long copy_name(char *to, const char __user *from)
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

static bool granted(const struct capprobe_followed *call)
{
	return capprobe_granted(capprobe_verdict(current_cred(), &init_user_ns, call->cap));
}

/* SYSLOG_ACTION_READ: until there is a message the module could not go. */
static bool may_wait_for_ever(const struct capprobe_followed *call, const unsigned long *arguments)
{
	return call->kind == CAPPROBE_SYSLOG && (int)arguments[0] == 2;
}

static void give_up(struct capprobe_settle *settle)
{
	if (settle->file)
		fput(settle->file);
	capprobe_settle_free(settle);
}

static void begin(struct capprobe_settle *settle, const struct capprobe_followed *call, int nr,
		  unsigned int fd)
{
	settle->call = call;
	WRITE_ONCE(settle->nr, nr);
	settle->passed = false;
	settle->stopped = false;
	settle->delegated = false;
	settle->supervised = false;
	settle->undecided = false;
	settle->dying = false;
	WRITE_ONCE(settle->asked, false);
	WRITE_ONCE(settle->refusal_error, 0);
	settle->file = call->kind == CAPPROBE_FINIT_MODULE ? fget(fd) : NULL;
	WRITE_ONCE(settle->inode, settle->file ? file_inode(settle->file) : NULL);
}

static struct capprobe_settle *follow(const struct capprobe_followed *call, int nr)
{
	struct capprobe_settle *settle = NULL;
	unsigned long arguments[6];
	char name[MODULE_NAME_LEN];
	long name_len = 0;

	syscall_get_arguments(current, task_pt_regs(current), arguments);
	if (may_wait_for_ever(call, arguments))
		return NULL;
	if (call->kind == CAPPROBE_DELETE_MODULE) {
		name_len = copy_name(name, (const char __user *)arguments[0]);
		if (is_this_module(name, name_len) && granted(call))
			return NULL;
	}
	/* A name that cannot be known, of what is about to be unloaded, may be this module's. */
	if (!in_interrupt() && !(name_len < 0 && granted(call)))
		settle = capprobe_settle_claim(call);
	if (settle) {
		begin(settle, call, nr, arguments[0]);
		memcpy(settle->name, name, max(name_len, 0L));
		settle->name_len = name_len;
		if (capprobe_user_return_arm(&settle->end))
			return settle;
		give_up(settle);
	}
	capprobe_settle_unfollowed(call, nr);
	return NULL;
}

/* The call that the current task is in, if it is one to be followed. */
static const struct capprobe_followed *current_call(int *nr)
{
	enum capprobe_abi abi = capprobe_current_abi();

	*nr = syscall_get_nr(current, task_pt_regs(current));
	if (!READ_ONCE(enabled) || !capprobe_is_followed(abi, *nr))
		return NULL;
	return capprobe_followed_find(abi, *nr);
}

void capprobe_on_followed(void)
{
	const struct capprobe_followed *call;
	int nr;

	preempt_disable_notrace();
	call = current_call(&nr);
	if (call && !capprobe_settle_current())
		follow(call, nr);
	preempt_enable_notrace();
}

void capprobe_on_entered(void)
{
	struct capprobe_settle *settle = capprobe_settle_current();

	if (settle)
		settle->passed = true;
}

/*
 * Under a filter a call was noticed when that was entered, and it could be
 * followed or not; but a tracer makes another call of it after that.
 */
static struct capprobe_settle *find_or_follow(const struct capprobe_followed *call, int nr)
{
	if (seccomp_mode(&current->seccomp) != SECCOMP_MODE_DISABLED && !current->ptrace)
		return capprobe_settle_current();
	return capprobe_settle_current() ?: follow(call, nr);
}

void capprobe_settle_check(const struct user_namespace *target, enum capprobe_reason reason)
{
	const struct capprobe_followed *call;
	struct capprobe_settle *settle;
	int nr;

	if (!in_task() || current->flags & (COMPAT_NO_USER_SPACE | PF_EXITING) ||
	    target != &init_user_ns)
		return;
	call = current_call(&nr);
	if (!call || !capprobe_is_module_call(call))
		return;
	settle = find_or_follow(call, nr);
	if (settle && !settle->passed) {
		settle->passed = true;
		settle->checked = ktime_get_mono_fast_ns();
		settle->cap_reason = reason;
	}
}

static struct capprobe_settle *find_loading(void)
{
	struct capprobe_settle *settle = in_task() ? capprobe_settle_current() : NULL;

	return settle && capprobe_is_module_call(settle->call) && settle->passed ? settle : NULL;
}

bool capprobe_settle_loads(void)
{
	return find_loading();
}

/* What the descriptor stood for when the call began may have been changed since. */
static void take_file(struct capprobe_settle *settle, struct file *file)
{
	if (settle->file == file)
		return;
	if (settle->file)
		fput(settle->file);
	settle->file = get_file(file);
	WRITE_ONCE(settle->inode, file_inode(file));
}

bool capprobe_settle_asked(struct file *file)
{
	struct capprobe_settle *settle = find_loading();

	if (!settle)
		return false;
	if (file)
		take_file(settle, file);
	WRITE_ONCE(settle->asked, true);
	return true;
}

void capprobe_settle_refused(enum capprobe_reason reason, int error)
{
	struct capprobe_settle *settle = find_loading();

	WRITE_ONCE(settle->refusal, reason);
	WRITE_ONCE(settle->refusal_error, error);
}

/* A call that has not got past its filter yet. */
static struct capprobe_settle *find_filtered(void)
{
	struct capprobe_settle *settle = capprobe_settle_current();

	return settle && !settle->passed ? settle : NULL;
}

bool capprobe_settle_trace(void)
{
	struct capprobe_settle *settle = find_filtered();

	if (!settle)
		return false;
	settle->delegated = true;
	settle->stopped = true;
	return true;
}

/* Not followed any further. */
static void lose(struct capprobe_settle *settle)
{
	const struct capprobe_followed *call = settle->call;
	int nr = settle->nr;

	give_up(settle);
	capprobe_settle_unfollowed(call, nr);
}

/*
 * The tracer has made another call of it, so this one is not made. To make it
 * -1 skips it: the tracer's answer.
 */
static bool is_replaced(const struct capprobe_settle *settle)
{
	int nr = syscall_get_nr(current, task_pt_regs(current));

	return nr != settle->nr && nr != -1 && !settle->end.armed;
}

void capprobe_settle_traced(void)
{
	struct capprobe_settle *settle = capprobe_settle_current();

	if (!settle)
		return;
	settle->stopped = false;
	/* As the filter itself does, which then skips the call. */
	settle->undecided = fatal_signal_pending(current);
	if (is_replaced(settle)) {
		give_up(settle);
		capprobe_on_followed();
		return;
	}
	/* Armed still where what is to be done at the end was not done: it is going to be. */
	if (!settle->end.armed && !capprobe_user_return_arm(&settle->end))
		lose(settle);
}

bool capprobe_settle_supervise(void)
{
	struct capprobe_settle *settle = find_filtered();

	if (!settle || !settle->end.pins)
		return false;
	settle->delegated = true;
	settle->supervised = true;
	capprobe_user_return_suspend(&settle->end);
	return true;
}

void capprobe_settle_supervised(void)
{
	struct capprobe_settle *settle = capprobe_settle_current();

	if (settle && !capprobe_user_return_resume(&settle->end))
		lose(settle);
}

void capprobe_settle_exits(void)
{
	struct capprobe_settle *settle = find_filtered();

	if (settle)
		settle->dying = true;
}

static void on_end(struct capprobe_user_return *end)
{
	struct capprobe_settle *settle = container_of(end, struct capprobe_settle, end);

	capprobe_settle_prepare(settle);
	if (settle->stopped)
		return;
	capprobe_settle_record(settle);
	give_up(settle);
}

int capprobe_settle_init(void)
{
	return capprobe_settle_slots_init(on_end);
}

void capprobe_settle_exit(void)
{
	capprobe_settle_slots_exit();
}
