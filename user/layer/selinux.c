// SPDX-License-Identifier: GPL-2.0
/*
 * selinux.c - SELinux contexts and rules
 */
#include <stdio.h>
#include <string.h>

#include "base/capability.h"
#include "layer/selinux.h"

/* The rest of the context after the role, or NULL. */
static const char *type_of(const char *context)
{
	const char *role = strchr(context, ':');
	const char *type = role ? strchr(role + 1, ':') : NULL;

	return type ? type + 1 : NULL;
}

bool selinux_is_context(const char *label)
{
	const char *type = type_of(label);

	return type && *label != ':' && *type && !strchr(label, ' ');
}

/* Capabilities from 32 on are in the class capability2: security/selinux/include/classmap.h. */
const char *selinux_rule(const char *context, int cap, char rule[SELINUX_RULE_MAX])
{
	const char *type = type_of(context);
	char name[CAPABILITY_NAME_MAX];
	int length = type ? strcspn(type, ":") : 0;

	capability_name(cap, name);
	snprintf(rule, SELINUX_RULE_MAX, "allow %.*s self:capability%s %s;", length,
		 type ? type : "", cap < 32 ? "" : "2", name + sizeof("cap_") - 1);
	return rule;
}
