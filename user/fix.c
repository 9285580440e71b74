// SPDX-License-Identifier: GPL-2.0
/*
 * fix.c - what would unblock a container
 *
 * Docker's and podman's own filters open a call when its capability is in the
 * bounding set (containers/common and moby, seccomp default profiles): where
 * the capability is missing, adding it opens the filter too. A filter that
 * refuses although the capability is there is another profile.
 */
#include <stdio.h>

#include "capability.h"
#include "fix.h"

static const char *add_flag(const struct identity *identity, int cap, char *line, size_t size)
{
	char name[CAPABILITY_NAME_MAX];
	const char *stem = capability_title(cap, name) + sizeof("CAP_") - 1;

	if (!identity->contained) {
		snprintf(line, size, "run it as root on the host");
		return line;
	}
	switch (identity->container.runtime) {
	case RUNTIME_DOCKER:
	case RUNTIME_PODMAN:
		snprintf(line, size, "%s run --cap-add %s ...",
			 runtime_names[identity->container.runtime], stem);
		break;
	case RUNTIME_NERDCTL:
		snprintf(line, size, "nerdctl run --cap-add %s ...", stem);
		break;
	case RUNTIME_NSPAWN:
		snprintf(line, size, "systemd-nspawn --capability=%s ...", name);
		break;
	default:
		snprintf(line, size, "add %s to the container's bounding, permitted and effective sets",
			 name);
	}
	return line;
}

static const char *fix_capability(const struct identity *identity, enum capprobe_reason reason,
				  int cap, char *line, size_t size)
{
	char name[CAPABILITY_NAME_MAX];

	capability_title(cap, name);
	switch (reason) {
	case CAPPROBE_NOT_BOUNDING:
		return add_flag(identity, cap, line, size);
	case CAPPROBE_NOT_PERMITTED:
		snprintf(line, size, "run it as root, or give it %s as a file or ambient capability",
			 name);
		break;
	case CAPPROBE_NOT_EFFECTIVE:
		snprintf(line, size, "the process itself must raise %s in its effective set", name);
		break;
	default:
		snprintf(line, size,
			 "none in a user namespace: only root of the host's own has %s over it",
			 name);
	}
	return line;
}

const char *fix_line(const struct identity *identity, const struct capprobe_series_key *key,
		     char *line, size_t size)
{
	char name[CAPABILITY_NAME_MAX];

	switch (key->reason) {
	case CAPPROBE_SECCOMP:
		if (key->cap_reason != CAPPROBE_EFFECTIVE && key->cap_reason != CAPPROBE_OWNER)
			return fix_capability(identity, key->cap_reason, key->cap, line, size);
		snprintf(line, size, "allow the call in the seccomp profile: %s is there already",
			 capability_title(key->cap, name));
		break;
	case CAPPROBE_SIGNATURE:
		snprintf(line, size, "sign the module with a key that the kernel trusts");
		break;
	case CAPPROBE_NOT_EFFECTIVE:
	case CAPPROBE_NOT_PERMITTED:
	case CAPPROBE_NOT_BOUNDING:
	case CAPPROBE_USERNS:
		return fix_capability(identity, key->reason, key->cap, line, size);
	default:
		snprintf(line, size, "see the kernel's log: the capability was granted");
	}
	return line;
}
