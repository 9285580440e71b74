/* SPDX-License-Identifier: GPL-2.0 */
/*
 * selinux.h - contexts and rules of SELinux
 */
#ifndef SELINUX_H
#define SELINUX_H

#include <stdbool.h>

/**
 * selinux_is_context() - whether a process's label is one of SELinux's
 * @label: the label, cleaned
 *
 * Those are USER:ROLE:TYPE and mostly a level; AppArmor's are a profile with its
 * mode in brackets, or "unconfined".
 */
bool selinux_is_context(const char *label);

#define SELINUX_RULE_MAX	384	/* bytes of a rule, terminated */

/**
 * selinux_rule() - the rule of a policy that allows a process a capability
 * @context: its label; one of SELinux's
 * @cap: the capability
 * @rule: where to
 *
 * Return: @rule.
 */
const char *selinux_rule(const char *context, int cap, char rule[SELINUX_RULE_MAX]);

#endif /* SELINUX_H */
