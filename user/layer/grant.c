// SPDX-License-Identifier: GPL-2.0
/*
 * grant.c - how to give a container a capability, for each runtime
 *
 * The default seccomp filters of docker and podman (moby, containers/common) allow a call
 * if its capability is in the bounding set, and so do containerd's and nspawn's: adding
 * the capability also opens the filter. A running container keeps its sets and its filter,
 * so it has to be recreated.
 */
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>

#include "base/capability.h"
#include "base/text.h"
#include "layer/grant.h"
#include "layer/unit_grant.h"

#define SHORT_MAX	44	/* characters in a table */

/* "SYS_MODULE": the engines omit the prefix. */
static const char *stem(int cap, char name[CAPABILITY_NAME_MAX])
{
	return capability_title(cap, name) + sizeof("CAP_") - 1;
}

static bool is_filtered(const struct refusal *refusal)
{
	return refusal->reason == CAPPROBE_SECCOMP;
}

/* The container has a user namespace of its own, but the host's is the one that counts. */
static bool is_apart(const struct refusal *refusal)
{
	return refusal_walk(refusal) == CAPPROBE_USERNS;
}

static bool is_user(const struct refusal *refusal)
{
	return refusal->process && refusal->process->user;
}

const char *grant_engine(const struct refusal *refusal)
{
	const struct container *container = &refusal->identity->container;

	switch (refusal->identity->contained ? (int)container->runtime : -1) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		return runtime_names[container->runtime];
	default:
		return NULL;
	}
}

/* The cgroups of the kubelet's containers identify them, those of other clients do not. */
static bool is_of_pod(const struct identity *identity)
{
	const char *path = identity->path ? identity->path : "";
	struct container container;

	if (identity->container.runtime == RUNTIME_CRIO)
		return true;
	return container_parse(path, strlen(path), &container) &&
	       container.runtime == RUNTIME_CONTAINERD;
}

/* Root's containers share the host's user namespace by default; --userns=host makes sure. */
static void add_options(const struct refusal *refusal, char *line, size_t size)
{
	const struct container *container = &refusal->identity->container;
	char name[CAPABILITY_NAME_MAX];

	if (is_apart(refusal) && !container->uid)
		text_append(line, size, "--userns=host ");
	/* podman makes added capabilities ambient, so they work for any user. */
	if (is_user(refusal) && container->runtime != RUNTIME_PODMAN)
		text_append(line, size, "--user 0 ");
	text_append(line, size, "--cap-add %s", stem(refusal->cap, name));
}

static const char *engine_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	bool as_root = is_apart(refusal) && refusal->identity->container.uid;

	snprintf(line, GRANT_MAX, "recreate the container %swith %s run ",
		 as_root ? "as root " : "", grant_engine(refusal));
	add_options(refusal, line, GRANT_MAX);
	return line;
}

static const char *pod_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	char name[CAPABILITY_NAME_MAX];

	snprintf(line, GRANT_MAX,
		 "recreate the pod with securityContext.capabilities.add: [\"%s\"]%s in the container%s",
		 stem(refusal->cap, name), is_user(refusal) ? " and runAsUser: 0" : "",
		 is_apart(refusal) ? ", and hostUsers: true" : "");
	return line;
}

static const char *ctr_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	char name[CAPABILITY_NAME_MAX];

	snprintf(line, GRANT_MAX, "recreate the container with ctr run %s--cap-add %s%s",
		 is_user(refusal) ? "--user 0 " : "", capability_title(refusal->cap, name),
		 is_apart(refusal) ? " and without --uidmap and --gidmap" : "");
	return line;
}

static const char *oci_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	char name[CAPABILITY_NAME_MAX];

	snprintf(line, GRANT_MAX,
		 "recreate the container with process.capabilities: %s in all five sets in config.json%s%s",
		 capability_title(refusal->cap, name),
		 is_filtered(refusal) ? ", the call allowed in linux.seccomp" : "",
		 is_apart(refusal) ? ", and neither a user namespace nor mappings in linux" : "");
	return line;
}

static const char *lxc_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	char name[CAPABILITY_NAME_MAX];

	capability_name(refusal->cap, name);
	snprintf(line, GRANT_MAX,
		 "restart the container with lxc.cap.drop without %s, after an empty one to clear the list%s%s",
		 name + sizeof("cap_") - 1,
		 is_filtered(refusal) ? ", an lxc.seccomp.profile that allows the call" : "",
		 is_apart(refusal) ? ", and no lxc.idmap" : "");
	return line;
}

static const char *nspawn_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	char name[CAPABILITY_NAME_MAX];

	snprintf(line, GRANT_MAX, "restart the machine with systemd-nspawn %s--capability=%s",
		 is_apart(refusal) ? "--private-users=no " : "",
		 capability_title(refusal->cap, name));
	return line;
}

static const char *unit_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	bool known = refusal->unit && refusal->unit->known;
	char settings[UNIT_GRANTS_MAX][UNIT_GRANT_MAX];
	size_t count = unit_grants(refusal, settings), i;

	if (refusal->identity->container.uid)
		return strcpy(line, "make it a system unit instead of a user unit");
	if (!count)
		return NULL;
	strcpy(line, "set ");
	for (i = 0; i < count; i++)
		text_append(line, GRANT_MAX, "%s%s", !i ? "" : i < count - 1 ? ", " : " and ",
			    settings[i]);
	text_append(line, GRANT_MAX, " in the unit%s, and restart it", !known && is_filtered(refusal) ?
		    ", allow the call where it has a SystemCallFilter=" : "");
	return line;
}

static const char *other_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	char name[CAPABILITY_NAME_MAX];

	snprintf(line, GRANT_MAX, "add %s to the container's bounding, permitted and effective sets",
		 capability_title(refusal->cap, name));
	return line;
}

/* Whether the runtime can run the container in the host's user namespace. */
static bool can_join_host(const struct refusal *refusal)
{
	const struct container *container = &refusal->identity->container;

	if (refusal->process && refusal->process->own_users)
		return false;
	switch (container->runtime) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		return true;
	case RUNTIME_FLATPAK:
	case RUNTIME_SNAP:
		return false;
	case RUNTIME_SYSTEMD:
		return !container->uid && refusal->unit && refusal->unit->known &&
		       refusal->unit->private_users;
	default:
		return !container->uid;
	}
}

const char *grant_line(const struct refusal *refusal, char line[GRANT_MAX])
{
	if (is_apart(refusal) && !can_join_host(refusal))
		return NULL;
	switch (refusal->identity->container.runtime) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		return engine_line(refusal, line);
	case RUNTIME_CONTAINERD:
	case RUNTIME_CRIO:
		return is_of_pod(refusal->identity) ? pod_line(refusal, line) :
						      ctr_line(refusal, line);
	case RUNTIME_RUNC:
	case RUNTIME_CRUN:
		return oci_line(refusal, line);
	case RUNTIME_LXC:
		return lxc_line(refusal, line);
	case RUNTIME_NSPAWN:
		return nspawn_line(refusal, line);
	case RUNTIME_SYSTEMD:
		return unit_line(refusal, line);
	default:
		return other_line(refusal, line);
	}
}

static const char *unit_short(const struct refusal *refusal, char line[GRANT_MAX])
{
	char settings[UNIT_GRANTS_MAX][UNIT_GRANT_MAX];

	if (refusal->identity->container.uid)
		return strcpy(line, "make it a system unit");
	if (!unit_grants(refusal, settings))
		return NULL;
	strcpy(line, settings[0]);
	if (strlen(line) > SHORT_MAX)
		line[strcspn(line, "=") + 1] = '\0';
	return line;
}

const char *grant_short(const struct refusal *refusal, char line[GRANT_MAX])
{
	const struct container *container = &refusal->identity->container;
	char name[CAPABILITY_NAME_MAX];

	if (is_apart(refusal) && !can_join_host(refusal))
		return NULL;
	capability_title(refusal->cap, name);
	switch (container->runtime) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		snprintf(line, GRANT_MAX, "recreate%s: ",
			 is_apart(refusal) && container->uid ? " as root" : "");
		add_options(refusal, line, GRANT_MAX);
		break;
	case RUNTIME_CONTAINERD:
	case RUNTIME_CRIO:
		if (is_of_pod(refusal->identity))
			snprintf(line, GRANT_MAX, "capabilities.add: [\"%s\"]", stem(refusal->cap, name));
		else
			snprintf(line, GRANT_MAX, "recreate: --cap-add %s", name);
		break;
	case RUNTIME_RUNC:
	case RUNTIME_CRUN:
		snprintf(line, GRANT_MAX, "process.capabilities: %s", name);
		break;
	case RUNTIME_LXC:
		capability_name(refusal->cap, name);
		snprintf(line, GRANT_MAX, "lxc.cap.drop without %s", name + sizeof("cap_") - 1);
		break;
	case RUNTIME_NSPAWN:
		snprintf(line, GRANT_MAX, "%s--capability=%s",
			 is_apart(refusal) ? "--private-users=no " : "restart: ", name);
		break;
	case RUNTIME_SYSTEMD:
		return unit_short(refusal, line);
	default:
		snprintf(line, GRANT_MAX, "add %s", name);
	}
	return line;
}

static const char *filter_place(const struct refusal *refusal)
{
	switch (refusal->identity->contained ? (int)refusal->identity->container.runtime : -1) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		return "the seccomp profile of --security-opt seccomp=";
	case RUNTIME_CONTAINERD:
		return is_of_pod(refusal->identity) ?
		       "the profile in securityContext.seccompProfile" :
		       "the file of ctr run --seccomp --seccomp-profile";
	case RUNTIME_CRIO:
		return "the profile in securityContext.seccompProfile";
	case RUNTIME_RUNC:
	case RUNTIME_CRUN:
		return "linux.seccomp in config.json";
	case RUNTIME_LXC:
		return "lxc.seccomp.profile";
	case RUNTIME_NSPAWN:
		return "--system-call-filter=";
	default:
		return "its seccomp filter";
	}
}

const char *grant_filter(const struct refusal *refusal, char line[GRANT_MAX])
{
	const struct identity *identity = refusal->identity;
	char name[CAPABILITY_NAME_MAX];

	if (refusal_unit(refusal) && refusal->unit && refusal->unit->known &&
	    unit_line(refusal, line))
		return line;
	capability_title(refusal->cap, name);
	if (identity->contained && identity->container.runtime == RUNTIME_SYSTEMD)
		snprintf(line, GRANT_MAX,
			 "allow the call in the unit's SystemCallFilter= or in its program's own filter (it already has %s)",
			 name);
	else
		snprintf(line, GRANT_MAX, "allow the call in %s%s (it already has %s)",
			 filter_place(refusal),
			 identity->contained ? ", and recreate the container" : "", name);
	return line;
}

const char *grant_new_privs(const struct refusal *refusal)
{
	switch (refusal->identity->contained ? (int)refusal->identity->container.runtime : -1) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
	case RUNTIME_NERDCTL:
		return "a container without --security-opt no-new-privileges";
	case RUNTIME_CONTAINERD:
		return is_of_pod(refusal->identity) ? "allowPrivilegeEscalation: true" :
						      "ctr run --allow-new-privs";
	case RUNTIME_CRIO:
		return "allowPrivilegeEscalation: true";
	case RUNTIME_RUNC:
	case RUNTIME_CRUN:
		return "noNewPrivileges: false in config.json";
	case RUNTIME_LXC:
		return "lxc.no_new_privs = 0";
	case RUNTIME_NSPAWN:
		return "--no-new-privileges=no";
	case RUNTIME_SYSTEMD:
		return "NoNewPrivileges=no";
	default:
		return "a process without no_new_privs";
	}
}
