/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ask.h - capability checks that the module makes itself, on behalf of others
 */
#ifndef CAPPROBE_ASK_H
#define CAPPROBE_ASK_H

#include <linux/cred.h>
#include <linux/user_namespace.h>

#include "capprobe.h"

/**
 * capprobe_ask() - make a capability check
 * @function: kernel function that makes it, such as ns_capable_noaudit()
 * @cred: credentials to check, other than the current task's own
 * @target: user namespace to ask for the capability in
 * @cap: capability number; must be valid
 * @sight: set to how the hook saw the check
 *
 * The check is neither counted nor shown to sessions.
 *
 * Context: process context, may sleep.
 * Return: what @function has returned.
 */
bool capprobe_ask(bool (*function)(struct user_namespace *target, int cap),
		  const struct cred *cred, struct user_namespace *target, int cap,
		  enum capprobe_sight *sight);

/**
 * capprobe_asks() - whether the current task is in capprobe_ask()
 *
 * False in interrupts, whose checks are not its own. True in NMIs, as the handler
 * of a breakpoint looks like one.
 *
 * Context: any.
 */
bool capprobe_asks(void);

/**
 * capprobe_ask_seen() - the hook has seen the check
 *
 * Context: that of the hook; capprobe_asks() is true.
 */
void capprobe_ask_seen(void);

#endif /* CAPPROBE_ASK_H */
