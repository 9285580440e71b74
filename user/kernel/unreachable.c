// SPDX-License-Identifier: GPL-2.0
/*
 * unreachable.c - report why the module cannot be reached, and what to do
 */
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "capprobe.h"
#include "kernel/host.h"
#include "kernel/unreachable.h"

/*
 * The initial namespaces have fixed inode numbers: include/linux/proc_ns.h,
 * PROC_USER_INIT_INO and PROC_PID_INIT_INO.
 */
static bool in_initial(const char *namespace, unsigned int initial)
{
	char path[64], link[64];
	unsigned int inode;
	ssize_t length;

	snprintf(path, sizeof(path), "/proc/self/ns/%s", namespace);
	length = readlink(path, link, sizeof(link) - 1);
	if (length < 0)
		return true;
	link[length] = '\0';
	return sscanf(link, "%*[a-z]:[%u]", &inode) != 1 || inode == initial;
}

static bool in_container(void)
{
	return !in_initial("user", 0xEFFFFFFDU) || !in_initial("pid", 0xEFFFFFFCU);
}

static enum status said_container(void)
{
	return fail(STATUS_UNAVAILABLE,
		    "this is a container: capprobe looks at containers from outside, run it on the host");
}

static enum status said_not_loaded(void)
{
	struct host host;

	host_read(&host);
	if (host.modules_disabled)
		return fail(STATUS_UNAVAILABLE,
			    "the kernel module is not loaded, and kernel.modules_disabled forbids loading any: reboot, then load it with 'modprobe "
			    CAPPROBE_NAME "' as root");
	if (host_wants_signatures(&host))
		return fail(STATUS_UNAVAILABLE,
			    "the kernel module is not loaded, and this kernel takes only modules that are signed with a key it knows: load it with 'modprobe "
			    CAPPROBE_NAME "' as root; if that is refused, enrol the key of DKMS as " CAPPROBE_NAME "(4) says under Secure Boot");
	return fail(STATUS_UNAVAILABLE,
		    "the kernel module is not loaded: load it with 'modprobe " CAPPROBE_NAME
		    "' as root");
}

enum status unreachable_family(void)
{
	if (in_container())
		return said_container();
	if (!access("/sys/module/" CAPPROBE_NAME, F_OK))
		return fail(STATUS_UNAVAILABLE,
			    "the kernel module does not answer in this network namespace: run capprobe in the host's own");
	return said_not_loaded();
}

enum status unreachable_permission(void)
{
	if (in_container())
		return said_container();
	return fail(STATUS_UNAVAILABLE,
		    "the kernel module answers only to CAP_SYS_ADMIN on the host: run capprobe as root");
}

enum status unreachable_abi(const char *version, uint32_t abi)
{
	return fail(STATUS_UNAVAILABLE,
		    "the kernel module is version %s (ABI %u), this program " CAPPROBE_VERSION
		    " (ABI %u): install both from one version and reload the module with 'modprobe -r "
		    CAPPROBE_NAME "; modprobe " CAPPROBE_NAME "'",
		    version, abi, CAPPROBE_ABI);
}
