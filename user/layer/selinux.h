/* SPDX-License-Identifier: GPL-2.0 */
/*
 * selinux.h - SELinux contexts and rules
 */
#ifndef SELINUX_H
#define SELINUX_H

#include <stdbool.h>

/**
 * selinux_is_context() - whether a process's label is an SELinux context
 * @label: the label, cleaned
 *
 * A context is USER:ROLE:TYPE, usually with a level. AppArmor's labels are a profile with
 * its mode in parentheses, or "unconfined".
 */
bool selinux_is_context(const char *label);

#define SELINUX_RULE_MAX	384	/* bytes, including the NUL */

/**
 * selinux_rule() - the policy rule that allows a process a capability
 * @context: the process's SELinux context
 * @cap: the capability
 * @rule: buffer
 *
 * Return: @rule.
 */
const char *selinux_rule(const char *context, int cap, char rule[SELINUX_RULE_MAX]);

#endif /* SELINUX_H */
