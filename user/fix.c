// SPDX-License-Identifier: GPL-2.0
/*
 * fix.c - what would unblock a container
 *
 * Docker's and podman's own filters open a call when its capability is in the
 * bounding set (containers/common and moby, seccomp default profiles), nspawn's
 * and that of ProtectKernelModules= go with the capability too: where it is
 * missing, adding it opens the filter. A filter that refuses although the
 * capability is there is another profile.
 */
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "capability.h"
#include "fix.h"
#include "text.h"

#define SAFE_MAX	300	/* bytes of a safe way, terminated: a module's name is in it */
#define SETTING_MAX	96	/* bytes of a setting, terminated */

/* "SYS_MODULE": the engines leave the prefix out. */
static const char *stem(int cap, char name[CAPABILITY_NAME_MAX])
{
	return capability_title(cap, name) + sizeof("CAP_") - 1;
}

/* What takes a capability and its calls from a unit: systemd.exec(5). */
static const char *unit_protection(int cap)
{
	switch (cap) {
	case CAP_SYS_MODULE:
		return "ProtectKernelModules";
	case CAP_SYS_TIME:
		return "ProtectClock";
	case CAP_SYSLOG:
		return "ProtectKernelLogs";
	default:
		return NULL;
	}
}

static void unit_setting(const struct refusal *refusal, char line[SETTING_MAX])
{
	const char *protection = unit_protection(refusal->cap);
	char name[CAPABILITY_NAME_MAX];

	if (refusal->reason == CAPPROBE_SECCOMP && protection)
		snprintf(line, SETTING_MAX, "%s=no", protection);
	else
		snprintf(line, SETTING_MAX, "CapabilityBoundingSet=%s",
			 capability_title(refusal->cap, name));
}

/* The setting that adds a capability: the key word of a fix. */
static const char *add_setting(const struct refusal *refusal, char line[SETTING_MAX])
{
	const struct container *container = &refusal->identity->container;
	char name[CAPABILITY_NAME_MAX];

	capability_title(refusal->cap, name);
	switch (container->runtime) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		snprintf(line, SETTING_MAX, "--cap-add %s", stem(refusal->cap, name));
		break;
	case RUNTIME_CONTAINERD:
	case RUNTIME_CRIO:
		snprintf(line, SETTING_MAX, "capabilities.add: [\"%s\"]",
			 stem(refusal->cap, name));
		break;
	case RUNTIME_RUNC:
	case RUNTIME_CRUN:
		snprintf(line, SETTING_MAX, "process.capabilities: %s", name);
		break;
	case RUNTIME_LXC:
		capability_name(refusal->cap, name);
		snprintf(line, SETTING_MAX, "lxc.cap.drop without %s", name + sizeof("cap_") - 1);
		break;
	case RUNTIME_NSPAWN:
		snprintf(line, SETTING_MAX, "--capability=%s", name);
		break;
	case RUNTIME_SYSTEMD:
		unit_setting(refusal, line);
		break;
	default:
		snprintf(line, SETTING_MAX, "add %s", name);
	}
	return line;
}

/* Where that setting is made. */
static const char *add_command(const struct refusal *refusal, char line[FIX_MAX])
{
	const struct container *container = &refusal->identity->container;
	char setting[SETTING_MAX], name[CAPABILITY_NAME_MAX];
	bool filtered = refusal->reason == CAPPROBE_SECCOMP;

	add_setting(refusal, setting);
	capability_title(refusal->cap, name);
	switch (container->runtime) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		snprintf(line, FIX_MAX, "%s run %s ...", runtime_names[container->runtime], setting);
		break;
	case RUNTIME_CONTAINERD:
	case RUNTIME_CRIO:
		snprintf(line, FIX_MAX, "securityContext.%s in the pod's container", setting);
		break;
	case RUNTIME_RUNC:
	case RUNTIME_CRUN:
		snprintf(line, FIX_MAX, "%s in its bounding, permitted and effective sets in config.json%s",
			 setting, filtered ? ", and the call in its linux.seccomp" : "");
		break;
	case RUNTIME_LXC:
		snprintf(line, FIX_MAX, "%s%s", setting,
			 filtered ? ", and a lxc.seccomp.profile that allows the call" : "");
		break;
	case RUNTIME_NSPAWN:
		snprintf(line, FIX_MAX, "systemd-nspawn %s ...", setting);
		break;
	case RUNTIME_SYSTEMD:
		snprintf(line, FIX_MAX, "%s in the unit%s", setting,
			 filtered ? ", or what its CapabilityBoundingSet= and SystemCallFilter= leave out" :
				    "");
		break;
	default:
		snprintf(line, FIX_MAX, "%s to the container's bounding, permitted and effective sets",
			 setting);
	}
	return line;
}

/* What a capability gives away that is more than it says. */
static const char *price(int cap)
{
	switch (cap) {
	case CAP_SYS_MODULE:
		return "which hands the container the host's kernel";
	case CAP_SYS_ADMIN:
		return "which makes it nearly root on the host";
	case CAP_SYS_TIME:
		return "which sets the host's clock";
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
		return "load the module on the host (modprobe NAME), whose kernel a flag hands over";
	case CAP_SYS_TIME:
		return "set the time on the host; a container has no clock of its own";
	default:
		return NULL;
	}
}

/*
 * A line is pasted into root's shell, and a file can call its module anything:
 * one that is not made of what names of modules are made of is not named.
 */
static const char *module_or(const struct refusal *refusal, const char *other)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
	const char *module = refusal->module;

	return module && *module && *module != '-' && !module[strspn(module, plain)] ? module : other;
}

/* The same with what is known; empty where there is none. */
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

/* The safe way, then what else there is and what that costs. */
static const char *both_ways(const struct refusal *refusal, const char *other, char line[FIX_MAX])
{
	const char *cost = price(refusal->cap);
	char safe[SAFE_MAX];

	safe_way(refusal, safe);
	snprintf(line, FIX_MAX, "%s%s%s%s%s", safe, *safe ? "; or " : "", other,
		 cost ? ", " : "", cost ? cost : "");
	return line;
}

/* Of a filter it is the capability that decides what helps. */
static enum capprobe_reason walk_reason(const struct refusal *refusal)
{
	return refusal->reason == CAPPROBE_SECCOMP ? refusal->cap_reason : refusal->reason;
}

static const char *fix_userns(const struct refusal *refusal, char line[FIX_MAX])
{
	char name[CAPABILITY_NAME_MAX], safe[SAFE_MAX];

	capability_title(refusal->cap, name);
	safe_way(refusal, safe);
	snprintf(line, FIX_MAX, "%s%sno flag helps in a user namespace: only root on the host has %s",
		 safe, *safe ? "; " : "", name);
	return line;
}

/* The capability is there as far as the runtime goes; the process has it not. */
static const char *fix_process(const struct refusal *refusal, char line[FIX_MAX])
{
	char name[CAPABILITY_NAME_MAX], other[FIX_MAX];

	capability_title(refusal->cap, name);
	if (walk_reason(refusal) == CAPPROBE_NOT_EFFECTIVE)
		snprintf(other, sizeof(other),
			 "the process itself must raise %s in its effective set", name);
	else
		snprintf(other, sizeof(other),
			 "run it as root, or give it %s as a file or ambient capability", name);
	return both_ways(refusal, other, line);
}

static const char *fix_capability(const struct refusal *refusal, char line[FIX_MAX])
{
	char other[FIX_MAX];

	switch (walk_reason(refusal)) {
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
	return both_ways(refusal, add_command(refusal, other), line);
}

/* A filter that refuses although the capability is there. */
static const char *fix_profile(const struct refusal *refusal, char line[FIX_MAX])
{
	const struct container *container = &refusal->identity->container;
	char name[CAPABILITY_NAME_MAX], other[FIX_MAX];
	const char *where;

	switch (refusal->identity->contained ? (int)container->runtime : -1) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		where = "the seccomp profile of --security-opt seccomp=";
		break;
	case RUNTIME_RUNC:
	case RUNTIME_CRUN:
		where = "linux.seccomp in config.json";
		break;
	case RUNTIME_LXC:
		where = "lxc.seccomp.profile";
		break;
	case RUNTIME_NSPAWN:
		where = "--system-call-filter=";
		break;
	case RUNTIME_CONTAINERD:
	case RUNTIME_CRIO:
		where = "the profile in securityContext.seccompProfile";
		break;
	case RUNTIME_SYSTEMD:
		where = refusal->cap == CAP_SYS_MODULE ? "the unit by SystemCallFilter=@module" :
							 "the unit's SystemCallFilter=";
		break;
	default:
		where = "its seccomp filter";
	}
	snprintf(other, sizeof(other), "allow the call in %s (%s is there already)", where,
		 capability_title(refusal->cap, name));
	return both_ways(refusal, other, line);
}

static const char *fix_lsm(const struct refusal *refusal, char line[FIX_MAX])
{
	const char *profile = refusal->label ? refusal->label : "";
	char name[CAPABILITY_NAME_MAX], other[FIX_MAX];

	/* AppArmor puts the mode behind the name, in brackets. */
	snprintf(other, sizeof(other), "allow capability %s in the security module's profile%s%.*s",
		 capability_name(refusal->cap, name) + sizeof("cap_") - 1, *profile ? " " : "",
		 (int)strcspn(profile, " "), profile);
	return both_ways(refusal, other, line);
}

static const char *fix_kernel(const struct refusal *refusal, char line[FIX_MAX])
{
	struct utsname name;

	switch (refusal->reason) {
	case CAPPROBE_MODULES_DISABLED:
		snprintf(line, FIX_MAX, "only a reboot: kernel.modules_disabled=1 cannot be taken back");
		break;
	case CAPPROBE_LOCKDOWN:
	case CAPPROBE_SIGNATURE:
		snprintf(line, FIX_MAX, "sign %s with a key that the kernel trusts",
			 module_or(refusal, "the module"));
		break;
	case CAPPROBE_BLACKLISTED:
		snprintf(line, FIX_MAX, "take %s out of module_blacklist= on the kernel's command line, and reboot",
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
		snprintf(line, FIX_MAX, "see the kernel's log: the capability was granted");
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
			return fix_profile(refusal, line);
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

const char *fix_short(const struct refusal *refusal, char line[FIX_MAX])
{
	char setting[SETTING_MAX];

	switch (walk_reason(refusal)) {
	case CAPPROBE_NOT_BOUNDING:
		if (refusal->identity->contained)
			return strcpy(line, add_setting(refusal, setting));
		return strcpy(line, "root on the host");
	case CAPPROBE_NOT_PERMITTED:
		return strcpy(line, "run it as root");
	case CAPPROBE_NOT_EFFECTIVE:
		return strcpy(line, "the process must raise it");
	case CAPPROBE_USERNS:
		return strcpy(line, "only root on the host");
	case CAPPROBE_LSM:
		return strcpy(line, "the security module's profile");
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
				    "see the kernel's log");
	}
}
