/* SPDX-License-Identifier: GPL-2.0 */
/*
 * callers.h - the calls that Docker's filter stops according to its documentation
 * (docs.docker.com/engine/security/seccomp), and the capability that opens it for each;
 * plus those of the same groups in moby's profile (profiles/seccomp/default_linux.go) that
 * the documentation omits
 */
#ifndef CALLERS_H
#define CALLERS_H

/* Calls that exist in both ABIs. X(name, capability) */
#define CALLERS_COMMON(X)			\
	X(acct,			"cap_sys_pacct")	\
	X(bpf,			"cap_sys_admin")	\
	X(chroot,		"cap_sys_chroot")	\
	X(clock_settime,	"cap_sys_time")		\
	X(fanotify_init,	"cap_sys_admin")	\
	X(fsconfig,		"cap_sys_admin")	\
	X(fsmount,		"cap_sys_admin")	\
	X(fsopen,		"cap_sys_admin")	\
	X(fspick,		"cap_sys_admin")	\
	X(ioperm,		"cap_sys_rawio")	\
	X(iopl,			"cap_sys_rawio")	\
	X(kcmp,			"cap_sys_ptrace")	\
	X(kexec_load,		"cap_sys_boot")		\
	X(mount,		"cap_sys_admin")	\
	X(mount_setattr,	"cap_sys_admin")	\
	X(move_mount,		"cap_sys_admin")	\
	X(open_by_handle_at,	"cap_dac_read_search")	\
	X(open_tree,		"cap_sys_admin")	\
	X(perf_event_open,	"cap_sys_admin")	\
	X(pidfd_getfd,		"cap_sys_ptrace")	\
	X(pivot_root,		"cap_sys_admin")	\
	X(process_vm_readv,	"cap_sys_ptrace")	\
	X(process_vm_writev,	"cap_sys_ptrace")	\
	X(quotactl,		"cap_sys_admin")	\
	X(reboot,		"cap_sys_boot")		\
	X(setdomainname,	"cap_sys_admin")	\
	X(sethostname,		"cap_sys_admin")	\
	X(setns,		"cap_sys_admin")	\
	X(settimeofday,		"cap_sys_time")		\
	X(swapoff,		"cap_sys_admin")	\
	X(swapon,		"cap_sys_admin")	\
	X(syslog,		"cap_syslog")		\
	X(umount2,		"cap_sys_admin")	\
	X(unshare,		"cap_sys_admin")	\
	X(vhangup,		"cap_sys_tty_config")

#define CALLERS_NATIVE(X)			\
	X(kexec_file_load,	"cap_sys_boot")

#define CALLERS_I386(X)				\
	X(clock_settime64,	"cap_sys_time")		\
	X(stime,		"cap_sys_time")		\
	X(umount,		"cap_sys_admin")

/* New in 5.12, with the same number in all ABIs. */
#ifndef __NR_mount_setattr
#define __NR_mount_setattr	442
#endif

#define CALLERS_ENTRY(name, cap)	{ #name, cap, __NR_##name },

/**
 * struct callers_call - a system call
 * @name: its name
 * @cap: the capability that opens a filter for it
 * @nr: its number
 */
struct callers_call {
	const char	*name;
	const char	*cap;
	long		nr;
};

extern const struct callers_call callers_native[];
extern const struct callers_call callers_i386[];	/* both are terminated by a NULL name */

#endif /* CALLERS_H */
