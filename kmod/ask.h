/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ask.h - asking the kernel for a capability in somebody's name
 */
#ifndef CAPPROBE_ASK_H
#define CAPPROBE_ASK_H

#include <linux/cred.h>
#include <linux/user_namespace.h>

#include "capprobe.h"

/**
 * capprobe_ask() - have a function of the kernel's make a check
 * @function: ns_capable_noaudit() and its like
 * @cred: the credentials to be checked, not the current task's own
 * @target: the user namespace to ask about
 * @cap: a valid capability
 * @sight: how the hook saw the check: it is nobody's, is not counted, and no
 *	session sees it
 *
 * Context: process context, may sleep.
 * Return: what the function answered.
 */
bool capprobe_ask(bool (*function)(struct user_namespace *target, int cap),
		  const struct cred *cred, struct user_namespace *target, int cap,
		  enum capprobe_sight *sight);

/**
 * capprobe_asks() - whether the current task is in capprobe_ask()
 *
 * Not in an interrupt, which is not its doing. The handler of a breakpoint looks
 * like an NMI.
 *
 * Context: any.
 */
bool capprobe_asks(void);

/**
 * capprobe_ask_seen() - the check has come to the hook
 *
 * Context: as it came, capprobe_asks().
 */
void capprobe_ask_seen(void);

#endif /* CAPPROBE_ASK_H */
