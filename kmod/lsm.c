// SPDX-License-Identifier: GPL-2.0
/*
 * lsm.c - what the other security modules say of a check that the capability
 * walk grants
 *
 * The kernel asks its security modules one after the other, the capability
 * walk first, and stops at the first that refuses (call_int_hook() in
 * security/security.c). So a check that the walk refuses is final on entry to
 * cap_capable(); one that it grants is final when security_capable() returns.
 */
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/moduleparam.h>
#include <linux/ptrace.h>
#include <linux/string.h>

#include "check.h"
#include "lsm.h"
#include "verdict.h"

static char *lsm = "auto";
module_param(lsm, charp, 0444);
MODULE_PARM_DESC(lsm, "also see refusals by other security modules: auto, on or off");

/* Checks that can be between entry and return at the same time. */
#define IN_FLIGHT	256

DEFINE_STATIC_KEY_FALSE(capprobe_lsm_on);
unsigned long capprobe_lsm_start;
unsigned long capprobe_lsm_size;
bool capprobe_lsm_unseen;

struct granted {
	const struct cred	*cred;
	struct user_namespace	*target;
	int			cap;
	unsigned int		opts;
	enum capprobe_reason	reason;
};

/* Only a check that is granted is worth the way back. */
static int on_entry(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	struct granted *granted = (struct granted *)instance->data;

	granted->cred = (const struct cred *)regs_get_kernel_argument(regs, 0);
	granted->target = (struct user_namespace *)regs_get_kernel_argument(regs, 1);
	granted->cap = (int)regs_get_kernel_argument(regs, 2);
	granted->opts = (unsigned int)regs_get_kernel_argument(regs, 3);
	if (!capprobe_check_wanted(granted->cap))
		return 1;
	granted->reason = capprobe_verdict(granted->cred, granted->target, granted->cap);
	return !capprobe_granted(granted->reason);
}

NOKPROBE_SYMBOL(on_entry);

static int on_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	const struct granted *granted = (struct granted *)instance->data;

	capprobe_check_final(granted->cred, granted->target, granted->cap, granted->opts,
			     regs_return_value(regs) ? CAPPROBE_LSM : granted->reason);
	return 0;
}

NOKPROBE_SYMBOL(on_return);

static struct kretprobe probe = {
	.kp.symbol_name	= "security_capable",
	.entry_handler	= on_entry,
	.handler	= on_return,
	.data_size	= sizeof(struct granted),
	.maxactive	= IN_FLIGHT,
};

/*
 * The capable hooks of the kernel's security modules. One that is called is
 * active, which nothing else tells a module: the list of hooks is not for it.
 */
static const char *const hooks[] = {
	"apparmor_capable",
	"selinux_capable",
	"safesetid_security_capable",
	"bpf_lsm_capable",
};

static struct task_struct *asking;
static bool called;

static int on_hook(struct kprobe *hook, struct pt_regs *regs)
{
	if (current == READ_ONCE(asking))
		WRITE_ONCE(called, true);
	return 0;
}

NOKPROBE_SYMBOL(on_hook);

static bool is_active(const char *hook)
{
	struct kprobe hook_probe = {
		.symbol_name = hook,
		.pre_handler = on_hook,
	};

	if (register_kprobe(&hook_probe))
		return false;
	WRITE_ONCE(called, false);
	WRITE_ONCE(asking, current);
	/* Whoever loads a module has it. */
	capable(CAP_SYS_MODULE);
	WRITE_ONCE(asking, NULL);
	unregister_kprobe(&hook_probe);
	return READ_ONCE(called);
}

static bool any_active(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hooks); i++) {
		if (is_active(hooks[i]))
			return true;
	}
	return false;
}

/* As in "security_capable+0x0/0x60": offset and size. */
static bool find_size(unsigned long address)
{
	char symbol[KSYM_SYMBOL_LEN];
	const char *size;

	sprint_symbol(symbol, address);
	size = strrchr(symbol, '/');
	return size && !kstrtoul(size + 1, 16, &capprobe_lsm_size);
}

static int attach(void)
{
	int err = register_kretprobe(&probe);

	if (err) {
		pr_err("cannot probe security_capable: error %d; lsm=off does without\n", err);
		return err;
	}
	capprobe_lsm_start = (unsigned long)probe.kp.addr;
	if (!find_size(capprobe_lsm_start)) {
		unregister_kretprobe(&probe);
		pr_err("cannot tell how large security_capable is; lsm=off does without\n");
		return -ENOENT;
	}
	static_branch_enable(&capprobe_lsm_on);
	return 0;
}

int capprobe_lsm_attach(void)
{
	if (!strcmp(lsm, "auto"))
		return any_active() ? attach() : 0;
	if (!strcmp(lsm, "on"))
		return attach();
	if (!strcmp(lsm, "off")) {
		capprobe_lsm_unseen = any_active();
		return 0;
	}
	pr_err("lsm=%s: there is auto, on and off\n", lsm);
	return -EINVAL;
}

void capprobe_lsm_detach(void)
{
	if (!capprobe_lsm_seen())
		return;
	static_branch_disable(&capprobe_lsm_on);
	unregister_kretprobe(&probe);
}

bool capprobe_lsm_seen(void)
{
	return static_key_enabled(&capprobe_lsm_on);
}

unsigned long capprobe_lsm_missed(void)
{
	return probe.nmissed + probe.kp.nmissed;
}
