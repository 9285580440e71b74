// SPDX-License-Identifier: GPL-2.0
/*
 * lsm.c - refusals by other security modules
 *
 * security_capable() calls the security modules in turn, the capability walk
 * first, and stops at the first refusal (call_int_hook() in
 * security/security.c). So a refusal by the walk is final on entry to
 * cap_capable(), while a grant is final only when security_capable() returns.
 */
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/moduleparam.h>
#include <linux/ptrace.h>
#include <linux/string.h>

#include "check.h"
#include "loss.h"
#include "lsm.h"
#include "verdict.h"
#include "wanted.h"

static char *lsm = "auto";
module_param(lsm, charp, 0444);
MODULE_PARM_DESC(lsm, "also see refusals by other security modules: auto, on or off");

/* Checks that can be between entry and return at the same time. */
#define IN_FLIGHT	256

static bool attached;
static bool hidden;

struct granted_check {
	const struct cred	*cred;
	struct user_namespace	*target;
	int			cap;
	unsigned int		opts;
	enum capprobe_reason	reason;
};

/* Returns 0 to have the return probed: only for checks that are granted so far. */
static int on_security_capable(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct granted_check *check = (struct granted_check *)instance->data;

	check->cred = (const struct cred *)regs_get_kernel_argument(regs, 0);
	check->target = (struct user_namespace *)regs_get_kernel_argument(regs, 1);
	check->cap = (int)regs_get_kernel_argument(regs, 2);
	check->opts = (unsigned int)regs_get_kernel_argument(regs, 3);
	if (!capprobe_cap_wanted(check->cap))
		return 1;
	check->reason = capprobe_verdict(check->cred, check->target, check->cap);
	return !capprobe_granted(check->reason);
}

NOKPROBE_SYMBOL(on_security_capable);

static int on_security_capable_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	const struct granted_check *check = (struct granted_check *)instance->data;

	capprobe_check_final(check->cred, check->target, check->cap, check->opts,
			     regs_return_value(regs) ? CAPPROBE_LSM : check->reason);
	return 0;
}

NOKPROBE_SYMBOL(on_security_capable_return);

static struct kretprobe security_capable_probe = {
	.kp.symbol_name	= "security_capable",
	.entry_handler	= on_security_capable,
	.handler	= on_security_capable_return,
	.data_size	= sizeof(struct granted_check),
	.maxactive	= IN_FLIGHT,
};

/*
 * The capable hooks of the kernel's security modules. The list of active modules
 * is not available to modules, so see which of the hooks are called.
 */
static const char *const capable_hooks[] = {
	"apparmor_capable",
	"selinux_capable",
	"safesetid_security_capable",
	"bpf_lsm_capable",
};

static struct task_struct *asking;
static bool hook_called;

static int on_capable_hook(struct kprobe *probe, struct pt_regs *regs)
{
	if (current == READ_ONCE(asking))
		WRITE_ONCE(hook_called, true);
	return 0;
}

NOKPROBE_SYMBOL(on_capable_hook);

static bool is_hook_active(const char *hook)
{
	struct kprobe probe = {
		.symbol_name = hook,
		.pre_handler = on_capable_hook,
	};

	int err = register_kprobe(&probe);

	/* What cannot be probed may be active. */
	if (err)
		return err != -ENOENT;
	WRITE_ONCE(hook_called, false);
	WRITE_ONCE(asking, current);
	/* Granted by the walk, as this task is loading a module; so all hooks are called. */
	capable(CAP_SYS_MODULE);
	WRITE_ONCE(asking, NULL);
	unregister_kprobe(&probe);
	return READ_ONCE(hook_called);
}

static bool any_hook_active(void)
{
	size_t i;

	/* This one is always called. If that is not seen kprobes are off for now. */
	if (!is_hook_active("security_capable"))
		return true;
	for (i = 0; i < ARRAY_SIZE(capable_hooks); i++) {
		if (is_hook_active(capable_hooks[i]))
			return true;
	}
	return false;
}

/* Parses "security_capable+0x0/0x60", which is offset and size. Returns 0 on failure. */
static unsigned long function_size(unsigned long address)
{
	char symbol[KSYM_SYMBOL_LEN];
	unsigned long size;
	const char *slash;

	sprint_symbol(symbol, address);
	slash = strrchr(symbol, '/');
	return slash && !kstrtoul(slash + 1, 16, &size) ? size : 0;
}

static unsigned long count_missed_checks(void)
{
	return security_capable_probe.nmissed + security_capable_probe.kp.nmissed;
}

static struct capprobe_miss_counter miss_counter = { .count = count_missed_checks };

static int attach_probe(void)
{
	int err = register_kretprobe(&security_capable_probe);
	unsigned long start, size;

	if (err) {
		pr_err("cannot probe security_capable: error %d; lsm=off does without\n", err);
		return err;
	}
	start = (unsigned long)security_capable_probe.kp.addr;
	size = function_size(start);
	if (!size) {
		unregister_kretprobe(&security_capable_probe);
		pr_err("cannot tell how large security_capable is; lsm=off does without\n");
		return -ENOENT;
	}
	capprobe_miss_counter_add(&miss_counter);
	capprobe_check_defer(start, size);
	attached = true;
	return 0;
}

int capprobe_lsm_attach(void)
{
	if (!strcmp(lsm, "auto"))
		return any_hook_active() ? attach_probe() : 0;
	if (!strcmp(lsm, "on"))
		return attach_probe();
	if (!strcmp(lsm, "off")) {
		hidden = any_hook_active();
		return 0;
	}
	pr_err("lsm=%s: there is auto, on and off\n", lsm);
	return -EINVAL;
}

void capprobe_lsm_detach(void)
{
	if (!attached)
		return;
	capprobe_check_defer_end();
	unregister_kretprobe(&security_capable_probe);
}

bool capprobe_lsm_seen(void)
{
	return attached;
}

bool capprobe_lsm_unseen(void)
{
	return hidden;
}
