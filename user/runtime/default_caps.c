// SPDX-License-Identifier: GPL-2.0
/*
 * default_caps.c - the default capabilities of each runtime
 */
#include <stddef.h>

#include "base/capability.h"
#include "runtime/default_caps.h"

/* moby, oci/caps/defaults.go; containerd, oci/spec.go. */
#define DOCKER									\
	"chown,dac_override,fsetid,fowner,mknod,net_raw,setgid,setuid,setfcap,"	\
	"setpcap,net_bind_service,sys_chroot,kill,audit_write"

/* containers/common, pkg/config/default.go, since podman 4. */
#define PODMAN									\
	"chown,dac_override,fowner,fsetid,kill,net_bind_service,setfcap,setgid,"	\
	"setpcap,setuid,sys_chroot"

/* cri-o, internal/config/capabilities. */
#define CRIO									\
	"chown,dac_override,fsetid,fowner,setgid,setuid,setpcap,net_bind_service,kill"

/* runc and crun, what "spec" writes. */
#define SPEC	"audit_write,kill,net_bind_service"

/* systemd, src/nspawn/nspawn.c, arg_caps_retain; --private-network adds net_admin. */
#define NSPAWN									\
	"audit_control,audit_write,chown,dac_override,dac_read_search,fowner,"	\
	"fsetid,ipc_owner,kill,lease,linux_immutable,mknod,net_bind_service,"	\
	"net_broadcast,net_raw,setfcap,setgid,setpcap,setuid,sys_admin,"		\
	"sys_boot,sys_chroot,sys_nice,sys_ptrace,sys_resource,sys_tty_config"

/* LXC, config/templates/common.conf.in, lxc.cap.drop. */
#define LXC_DROPS	"mac_admin,mac_override,sys_time,sys_module,sys_rawio"

static const struct {
	const char	*gives;
	const char	*drops;
} defaults[RUNTIME_COUNT] = {
	[RUNTIME_DOCKER] = { .gives = DOCKER },
	[RUNTIME_NERDCTL] = { .gives = DOCKER },
	[RUNTIME_CONTAINERD] = { .gives = DOCKER },
	[RUNTIME_PODMAN] = { .gives = PODMAN },
	[RUNTIME_CRIO] = { .gives = CRIO },
	[RUNTIME_RUNC] = { .gives = SPEC },
	[RUNTIME_CRUN] = { .gives = SPEC },
	[RUNTIME_NSPAWN] = { .gives = NSPAWN },
	[RUNTIME_LXC] = { .drops = LXC_DROPS },
};

static uint64_t parse(enum runtime runtime)
{
	const char *gives = defaults[runtime].gives;
	uint64_t mask;

	capability_parse_list(gives ? gives : defaults[runtime].drops, &mask);
	return gives ? mask : capability_full() & ~mask;
}

bool default_caps(enum runtime runtime, uint64_t *mask)
{
	static uint64_t parsed[RUNTIME_COUNT];

	if (!defaults[runtime].gives && !defaults[runtime].drops)
		return false;
	/* Parse once: a list asks for every container. */
	if (!parsed[runtime])
		parsed[runtime] = parse(runtime);
	*mask = parsed[runtime];
	return true;
}
