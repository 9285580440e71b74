// SPDX-License-Identifier: GPL-2.0
/*
 * sight.c - whether the hook and the probes are being called at all
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/delay.h>
#include <linux/kprobes.h>
#include <linux/mutex.h>

#include "ask.h"
#include "sight.h"

/* Time for the kernel to replace breakpoints by jumps, in tenths of a second. */
#define OPTIMISING	20

/* Protects @probed. */
static DEFINE_MUTEX(sight_lock);
static enum capprobe_sight probed;

static int on_ns_capable_setid(struct kprobe *probe, struct pt_regs *regs)
{
	if (capprobe_asks())
		WRITE_ONCE(probed, in_nmi() ? CAPPROBE_SIGHT_BREAKPOINT : CAPPROBE_SIGHT_SEEN);
	return 0;
}

NOKPROBE_SYMBOL(on_ns_capable_setid);

/* Exported, and otherwise called only when a process changes its user id. */
static struct kprobe probe = {
	.symbol_name = "ns_capable_setid",
	.pre_handler = on_ns_capable_setid,
};

/* Without the capability: a check that is granted may be deferred, see lsm.c. */
static struct cred *prepare_incapable_creds(void)
{
	struct cred *cred = prepare_creds();

	if (cred) {
		cap_clear(cred->cap_effective);
		cap_clear(cred->cap_permitted);
	}
	return cred;
}

void capprobe_sight_look(struct capprobe_sights *sights)
{
	struct cred *cred = prepare_incapable_creds();

	sights->checks = CAPPROBE_SIGHT_UNSEEN;
	sights->probes = CAPPROBE_SIGHT_UNSEEN;
	if (!cred)
		return;
	mutex_lock(&sight_lock);
	WRITE_ONCE(probed, CAPPROBE_SIGHT_UNSEEN);
	/* Checks of this capability are always wanted: see capprobe_wanted_update(). */
	capprobe_ask(ns_capable_setid, cred, &init_user_ns, CAP_SYS_MODULE, &sights->checks);
	sights->probes = READ_ONCE(probed);
	mutex_unlock(&sight_lock);
	put_cred(cred);
}

static bool in_breakpoints(const struct capprobe_sights *sights)
{
	return sights->checks == CAPPROBE_SIGHT_BREAKPOINT ||
	       sights->probes == CAPPROBE_SIGHT_BREAKPOINT;
}

/* A probe may start as a breakpoint and become a jump shortly after. */
static void look_until_optimised(struct capprobe_sights *sights)
{
	int turns = IS_ENABLED(CONFIG_OPTPROBES) ? OPTIMISING : 0;

	capprobe_sight_look(sights);
	while (in_breakpoints(sights) && turns--) {
		msleep(100);
		capprobe_sight_look(sights);
	}
}

int capprobe_sight_attach(void)
{
	struct capprobe_sights sights;
	int err = register_kprobe(&probe);

	if (err) {
		pr_err("cannot probe %s: error %d\n", probe.symbol_name, err);
		return err;
	}
	look_until_optimised(&sights);
	if (sights.checks == CAPPROBE_SIGHT_UNSEEN) {
		unregister_kprobe(&probe);
		pr_err("checks are not seen: kernel.ftrace_enabled and /sys/kernel/debug/kprobes/enabled must be 1\n");
		return -ENODEV;
	}
	if (sights.probes == CAPPROBE_SIGHT_UNSEEN)
		pr_warn("calls look as if a filter had refused them, for the kernel's probes are off: /sys/kernel/debug/kprobes/enabled must be 1\n");
	if (in_breakpoints(&sights))
		pr_warn("much is lost, for the kernel's probes are breakpoints: debug.kprobes-optimization must be 1\n");
	return 0;
}

void capprobe_sight_detach(void)
{
	unregister_kprobe(&probe);
}
