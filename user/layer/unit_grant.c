// SPDX-License-Identifier: GPL-2.0
/*
 * unit_grant.c - which settings give a systemd unit a capability
 *
 * A unit's first CapabilityBoundingSet= replaces the default, and further ones are added to
 * it: systemd.exec(5). So the effect of a line that names one capability depends on whether
 * there is one before it. "~" alone means all capabilities, whatever came before;
 * Protect*= settings are still subtracted from that.
 */
#include <linux/capability.h>
#include <stdio.h>

#include "base/capability.h"
#include "base/text.h"
#include "kernel/names.h"
#include "layer/calls.h"
#include "layer/unit_grant.h"

/* Known to every systemd: it does not report capabilities newer than itself. */
#define WELL_KNOWN	(BIT(CAP_AUDIT_READ + 1) - 1)

struct grants {
	size_t	count;
	char	(*settings)[UNIT_GRANT_MAX];
};

static char *add(struct grants *grants, const char *name, const char *value)
{
	char *setting = grants->settings[grants->count++];

	snprintf(setting, UNIT_GRANT_MAX, "%s=%s", name, value);
	return setting;
}

static void add_capability(struct grants *grants, const char *setting, int cap)
{
	char name[CAPABILITY_NAME_MAX];

	add(grants, setting, capability_title(cap, name));
}

static bool has_protection(const struct unit_settings *unit, enum unit_protection protection)
{
	return protection < UNIT_PROTECTION_COUNT && (!unit || unit->protections & 1U << protection);
}

/* Whether the unit has a CapabilityBoundingSet= of its own. */
static bool has_own_set(const struct unit_settings *unit)
{
	uint64_t set = unit->capabilities | unit_protected(unit->protections);

	return WELL_KNOWN & ~set;
}

static void grant_bounding(struct grants *grants, const struct unit_settings *unit, int cap)
{
	if (unit && unit->capabilities & BIT(cap))
		return;
	if (unit && has_own_set(unit))
		add_capability(grants, "CapabilityBoundingSet", cap);
	else
		add(grants, "CapabilityBoundingSet", "~");
}

/* systemd's name for all calls of a capability, or NULL. */
static const char *call_group(int cap)
{
	switch (cap) {
	case CAP_SYS_MODULE:
		return "@module";
	case CAP_SYS_TIME:
		return "@clock";
	case CAP_SYS_RAWIO:
		return "@raw-io";
	case CAP_SYS_BOOT:
		return "@reboot";
	default:
		return NULL;
	}
}

/* This removes the calls from a deny list, or adds them to an allow list. */
static void grant_calls(struct grants *grants, int cap)
{
	const char *group = call_group(cap);
	char *setting = add(grants, "SystemCallFilter", group ? group : "");
	char name[SYSCALL_NAME_MAX];
	int nrs[CALLS_MAX];
	size_t count = group ? 0 : calls_for(cap, nrs), i;

	for (i = 0; i < count; i++)
		text_append(setting, UNIT_GRANT_MAX, "%s%s", i ? " " : "",
			    syscall_name(arch_native(), nrs[i], name));
}

static void grant_filtered(struct grants *grants, const struct unit_settings *unit, int cap)
{
	if (unit->filtered & BIT(cap)) {
		grant_calls(grants, cap);
	} else if (cap == CAP_SYS_ADMIN) {
		/* Other settings that filter its calls. Their default is "no", so this is harmless. */
		add(grants, "RestrictNamespaces", "no");
		add(grants, "ProtectHostname", "no");
	}
}

size_t unit_grants(const struct refusal *refusal,
		   char settings[UNIT_GRANTS_MAX][UNIT_GRANT_MAX])
{
	const struct unit_settings *unit = refusal->unit && refusal->unit->known ? refusal->unit : NULL;
	enum unit_protection protection = unit_protection(refusal->cap);
	enum capprobe_reason walk = refusal_walk(refusal);
	struct grants grants = { .settings = settings };
	bool granted = walk == CAPPROBE_EFFECTIVE || walk == CAPPROBE_OWNER;

	if (!granted && walk != CAPPROBE_NOT_PERMITTED && has_protection(unit, protection))
		add(&grants, unit_protection_names[protection], "no");
	if (walk == CAPPROBE_USERNS && unit && unit->private_users)
		add(&grants, "PrivateUsers", "no");
	if (walk == CAPPROBE_NOT_BOUNDING || walk == CAPPROBE_USERNS)
		grant_bounding(&grants, unit, refusal->cap);
	if (unit && unit->user && !granted)
		add_capability(&grants, "AmbientCapabilities", refusal->cap);
	if (refusal->reason == CAPPROBE_SECCOMP && unit)
		grant_filtered(&grants, unit, refusal->cap);
	return grants.count;
}
