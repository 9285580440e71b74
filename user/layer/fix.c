// SPDX-License-Identifier: GPL-2.0
/*
 * fix.c - what would unblock a container
 */
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/capability.h"
#include "base/text.h"
#include "layer/fix.h"
#include "layer/grant.h"
#include "layer/selinux.h"

#define SAFE_MAX	300	/* bytes, including the NUL; has room for a module name */

/* What a capability gives away that its name does not tell. */
static const char *price(int cap)
{
	switch (cap) {
	case CAP_SYS_MODULE:
		return "which hands the container the host's kernel";
	case CAP_SYS_ADMIN:
		return "which makes it nearly root on the host";
	case CAP_SYS_TIME:
		return "which lets it set the host's clock";
	case CAP_SYS_RAWIO:
		return "which hands it the host's memory and devices";
	case CAP_SYS_BOOT:
		return "which lets it load another kernel";
	case CAP_SYS_PTRACE:
		return "which lets it read every process that it sees";
	case CAP_DAC_READ_SEARCH:
		return "which lets it read the host's files";
	default:
		return NULL;
	}
}

const char *fix_safe_way(int cap)
{
	switch (cap) {
	case CAP_SYS_MODULE:
		return "load the module on the host (modprobe NAME); the flag hands over its kernel";
	case CAP_SYS_TIME:
		return "set the time on the host; a container has no clock of its own";
	default:
		return NULL;
	}
}

/*
 * The line may be pasted into root's shell, and a file can give its module any name. Do
 * not repeat a name that has characters other than those of module names.
 */
static const char *module_or(const struct refusal *refusal, const char *other)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
	const char *module = refusal->module;

	return module && *module && *module != '-' && !module[strspn(module, plain)] ? module : other;
}

/* The safe way, with the module's name if known; empty if there is none. */
static const char *safe_way(const struct refusal *refusal, char line[SAFE_MAX])
{
	*line = '\0';
	if (refusal->cap == CAP_SYS_MODULE)
		snprintf(line, SAFE_MAX, "load it on the host: modprobe %s",
			 module_or(refusal, "NAME"));
	else if (refusal->cap == CAP_SYS_TIME)
		strcpy(line, "set the time on the host");
	return line;
}

/* The safe way, then the alternative and its price. */
static const char *both_ways(const struct refusal *refusal, const char *other, char line[FIX_MAX])
{
	const char *cost = price(refusal->cap);
	char safe[SAFE_MAX];

	safe_way(refusal, safe);
	snprintf(line, FIX_MAX, "%s%s%s%s%s", safe, *safe ? "; or " : "", other,
		 cost ? ", " : "", cost ? cost : "");
	return line;
}

/* The safe way, then an explanation instead of an alternative. */
static const char *safe_way_only(const struct refusal *refusal, const char *why,
				 char line[FIX_MAX])
{
	char safe[SAFE_MAX];

	safe_way(refusal, safe);
	snprintf(line, FIX_MAX, "%s%s%s", safe, *safe ? "; " : "", why);
	return line;
}

static const char *fix_userns(const struct refusal *refusal, char line[FIX_MAX])
{
	char name[CAPABILITY_NAME_MAX], other[GRANT_MAX];

	if (refusal->identity->contained && grant_line(refusal, other))
		return both_ways(refusal, other, line);
	snprintf(other, sizeof(other), "no flag helps in a user namespace: only root on the host has %s",
		 capability_title(refusal->cap, name));
	return safe_way_only(refusal, other, line);
}

/* Whether the runtime has an option that gives capabilities to a user other than root. */
static bool has_ambient_flag(const struct refusal *refusal)
{
	const struct container *container = &refusal->identity->container;

	if (refusal_unit(refusal))
		return refusal->unit && refusal->unit->known && refusal->unit->user;
	return refusal->identity->contained && container->runtime == RUNTIME_PODMAN &&
	       refusal->process && refusal->process->user;
}

/* The container has the capability, but the process does not. */
static const char *fix_process(const struct refusal *refusal, char line[FIX_MAX])
{
	char name[CAPABILITY_NAME_MAX], other[FIX_MAX], flag[GRANT_MAX];

	capability_title(refusal->cap, name);
	if (refusal_walk(refusal) == CAPPROBE_NOT_EFFECTIVE)
		snprintf(other, sizeof(other),
			 "the process itself must raise %s in its effective set", name);
	else if (has_ambient_flag(refusal))
		return both_ways(refusal, grant_line(refusal, flag), line);
	else if (refusal->process && refusal->process->no_new_privs)
		snprintf(other, sizeof(other),
			 "run it as root, or give it %s as an ambient capability (a file capability needs %s)",
			 name, grant_new_privs(refusal));
	else
		snprintf(other, sizeof(other),
			 "run it as root, or give it %s as a file or ambient capability", name);
	return both_ways(refusal, other, line);
}

static const char *fix_capability(const struct refusal *refusal, char line[FIX_MAX])
{
	char name[CAPABILITY_NAME_MAX], other[GRANT_MAX];

	switch (refusal_walk(refusal)) {
	case CAPPROBE_USERNS:
		return fix_userns(refusal, line);
	case CAPPROBE_NOT_EFFECTIVE:
	case CAPPROBE_NOT_PERMITTED:
		return fix_process(refusal, line);
	default:
		break;
	}
	if (!refusal->identity->contained)
		return both_ways(refusal, "run it as root on the host", line);
	if (grant_line(refusal, other))
		return both_ways(refusal, other, line);
	snprintf(other, sizeof(other),
		 "the unit does not take %s away: restart it if that is new, or check what its program drops",
		 capability_title(refusal->cap, name));
	return safe_way_only(refusal, other, line);
}

/* The filter refuses although the container has the capability. */
static const char *fix_filter(const struct refusal *refusal, char line[FIX_MAX])
{
	char other[GRANT_MAX];

	return both_ways(refusal, grant_filter(refusal, other), line);
}

static const char *label_of(const struct refusal *refusal)
{
	return refusal->process ? refusal->process->label : "";
}

/* SELinux has no profiles: rules go by the type of the process. */
static const char *fix_selinux(const struct refusal *refusal, char line[FIX_MAX])
{
	const char *engine = grant_engine(refusal);
	char rule[SELINUX_RULE_MAX], other[FIX_MAX];

	snprintf(other, sizeof(other), "load an SELinux policy module with \"%s\"%s%s%s",
		 selinux_rule(label_of(refusal), refusal->cap, rule),
		 engine ? ", or recreate the container with " : "", engine ? engine : "",
		 engine ? " run --security-opt label=disable" : "");
	return both_ways(refusal, other, line);
}

static const char *fix_lsm(const struct refusal *refusal, char line[FIX_MAX])
{
	const char *label = label_of(refusal);
	char name[CAPABILITY_NAME_MAX], other[FIX_MAX];

	if (selinux_is_context(label))
		return fix_selinux(refusal, line);
	capability_name(refusal->cap, name);
	/* AppArmor appends the mode in parentheses to the profile's name. */
	if (*label)
		snprintf(other, sizeof(other),
			 "allow capability %s, without denying it anywhere, in AppArmor profile %.*s",
			 name + sizeof("cap_") - 1, (int)strcspn(label, " "), label);
	else
		snprintf(other, sizeof(other),
			 "allow capability %s in the AppArmor profile or SELinux policy",
			 name + sizeof("cap_") - 1);
	return both_ways(refusal, other, line);
}

static const char *fix_kernel(const struct refusal *refusal, char line[FIX_MAX])
{
	struct utsname name;

	switch (refusal->reason) {
	case CAPPROBE_MODULES_DISABLED:
		snprintf(line, FIX_MAX, "only a reboot: kernel.modules_disabled=1 cannot be undone");
		break;
	case CAPPROBE_LOCKDOWN:
	case CAPPROBE_SIGNATURE:
		snprintf(line, FIX_MAX, "sign %s with a key the kernel trusts",
			 module_or(refusal, "the module"));
		break;
	case CAPPROBE_BLACKLISTED:
		snprintf(line, FIX_MAX, "remove %s from module_blacklist= on the kernel command line, and reboot",
			 module_or(refusal, "the module"));
		break;
	case CAPPROBE_VERSION_MAGIC:
		uname(&name);
		snprintf(line, FIX_MAX, "build %s for this kernel: %s",
			 module_or(refusal, "the module"), name.release);
		break;
	case CAPPROBE_MISSING_FILE:
		snprintf(line, FIX_MAX, "load it on the host: modprobe %s; or bind-mount /lib/modules read-only into the container",
			 module_or(refusal, "NAME"));
		break;
	default:
		snprintf(line, FIX_MAX, "see the kernel log: the capability was granted");
	}
	return line;
}

static bool is_granted(enum capprobe_reason reason)
{
	return reason == CAPPROBE_EFFECTIVE || reason == CAPPROBE_OWNER;
}

const char *fix_line(const struct refusal *refusal, char line[FIX_MAX])
{
	switch (refusal->reason) {
	case CAPPROBE_SECCOMP:
		if (is_granted(refusal->cap_reason) || refusal->cap_reason == CAPPROBE_LSM)
			return fix_filter(refusal, line);
		return fix_capability(refusal, line);
	case CAPPROBE_NOT_EFFECTIVE:
	case CAPPROBE_NOT_PERMITTED:
	case CAPPROBE_NOT_BOUNDING:
	case CAPPROBE_USERNS:
		return fix_capability(refusal, line);
	case CAPPROBE_LSM:
		return fix_lsm(refusal, line);
	default:
		return fix_kernel(refusal, line);
	}
}

static const char *lsm_short(const struct refusal *refusal)
{
	const char *label = label_of(refusal);

	if (selinux_is_context(label))
		return "SELinux's policy";
	return *label ? "AppArmor's profile" : "the security module's rules";
}

const char *fix_short(const struct refusal *refusal, char line[FIX_MAX])
{
	switch (refusal_walk(refusal)) {
	case CAPPROBE_NOT_BOUNDING:
		if (!refusal->identity->contained)
			return strcpy(line, "root on the host");
		if (grant_short(refusal, line))
			return line;
		return strcpy(line, "restart it");
	case CAPPROBE_NOT_PERMITTED:
		if (has_ambient_flag(refusal) && grant_short(refusal, line))
			return line;
		return strcpy(line, "run it as root");
	case CAPPROBE_NOT_EFFECTIVE:
		return strcpy(line, "the process must raise it");
	case CAPPROBE_USERNS:
		if (refusal->identity->contained && grant_short(refusal, line))
			return line;
		return strcpy(line, "only root on the host");
	case CAPPROBE_LSM:
		return strcpy(line, lsm_short(refusal));
	case CAPPROBE_MODULES_DISABLED:
		return strcpy(line, "only a reboot");
	case CAPPROBE_LOCKDOWN:
	case CAPPROBE_SIGNATURE:
		return strcpy(line, "sign the module");
	case CAPPROBE_BLACKLISTED:
		return strcpy(line, "module_blacklist=");
	case CAPPROBE_VERSION_MAGIC:
		return strcpy(line, "build it for this kernel");
	default:
		return strcpy(line, refusal->reason == CAPPROBE_SECCOMP ? "its seccomp profile" :
				    "see the kernel log");
	}
}
