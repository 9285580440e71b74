/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * capprobe_calls.h - table of the system calls that need a capability
 *
 * The module calls, and the calls that moby's default seccomp profile (profiles/
 * seccomp/default_linux.go) or podman's allows only with a capability, or never.
 *
 * Rows of a table, hence without an include guard. They are included by
 * kmod/syscall_table.c, which tracks the calls, and by user/layer/calls.c, which
 * needs to know their capabilities. Both define these macros first:
 *
 *   CALL(function, native, i386, cap, global, kind) - any call
 *	function: name of its function in the kernel, without the ABI's prefix
 *	native, i386: its number in either ABI, -1 if it has none
 *	cap: capability that it requires
 *	global: that is required in the initial user namespace, and not in that
 *		of the task
 *	kind: enum capprobe_call_kind
 *   MODULE_CALL(name, kind) - a module call: requires CAP_SYS_MODULE, global
 *   OWN_CALL(name, cap) - of no special kind, not global
 *   HOST_CALL(name, cap) - of no special kind, global
 *
 * For the latter three @name gives both the function and the numbers.
 */
MODULE_CALL(init_module, CAPPROBE_INIT_MODULE),
MODULE_CALL(finit_module, CAPPROBE_FINIT_MODULE),
MODULE_CALL(delete_module, CAPPROBE_DELETE_MODULE),

OWN_CALL(mount, CAP_SYS_ADMIN),
CALL("umount", __NR_umount2, __NR_ia32_umount2, CAP_SYS_ADMIN, false, CAPPROBE_OTHER_CALL),
CALL("oldumount", -1, __NR_ia32_umount, CAP_SYS_ADMIN, false, CAPPROBE_OTHER_CALL),
OWN_CALL(pivot_root, CAP_SYS_ADMIN),
OWN_CALL(fsopen, CAP_SYS_ADMIN),
OWN_CALL(fsconfig, CAP_SYS_ADMIN),
OWN_CALL(fsmount, CAP_SYS_ADMIN),
OWN_CALL(fspick, CAP_SYS_ADMIN),
OWN_CALL(open_tree, CAP_SYS_ADMIN),
OWN_CALL(move_mount, CAP_SYS_ADMIN),
#ifdef __NR_mount_setattr
OWN_CALL(mount_setattr, CAP_SYS_ADMIN),
#endif
OWN_CALL(setns, CAP_SYS_ADMIN),
OWN_CALL(unshare, CAP_SYS_ADMIN),
OWN_CALL(sethostname, CAP_SYS_ADMIN),
OWN_CALL(setdomainname, CAP_SYS_ADMIN),
HOST_CALL(bpf, CAP_SYS_ADMIN),
HOST_CALL(perf_event_open, CAP_SYS_ADMIN),
HOST_CALL(fanotify_init, CAP_SYS_ADMIN),
HOST_CALL(quotactl, CAP_SYS_ADMIN),
HOST_CALL(swapon, CAP_SYS_ADMIN),
HOST_CALL(swapoff, CAP_SYS_ADMIN),
OWN_CALL(chroot, CAP_SYS_CHROOT),
HOST_CALL(open_by_handle_at, CAP_DAC_READ_SEARCH),
CALL("syslog", __NR_syslog, __NR_ia32_syslog, CAP_SYSLOG, true, CAPPROBE_SYSLOG),
OWN_CALL(reboot, CAP_SYS_BOOT),
HOST_CALL(kexec_load, CAP_SYS_BOOT),
CALL("kexec_file_load", __NR_kexec_file_load, -1, CAP_SYS_BOOT, true, CAPPROBE_OTHER_CALL),
HOST_CALL(acct, CAP_SYS_PACCT),
HOST_CALL(settimeofday, CAP_SYS_TIME),
CALL("clock_settime", __NR_clock_settime, __NR_ia32_clock_settime64, CAP_SYS_TIME, true,
     CAPPROBE_OTHER_CALL),
CALL("clock_settime32", -1, __NR_ia32_clock_settime, CAP_SYS_TIME, true,
     CAPPROBE_OTHER_CALL),
CALL("stime32", -1, __NR_ia32_stime, CAP_SYS_TIME, true, CAPPROBE_OTHER_CALL),
HOST_CALL(vhangup, CAP_SYS_TTY_CONFIG),
HOST_CALL(iopl, CAP_SYS_RAWIO),
HOST_CALL(ioperm, CAP_SYS_RAWIO),
OWN_CALL(kcmp, CAP_SYS_PTRACE),
OWN_CALL(pidfd_getfd, CAP_SYS_PTRACE),
OWN_CALL(process_vm_readv, CAP_SYS_PTRACE),
OWN_CALL(process_vm_writev, CAP_SYS_PTRACE),
