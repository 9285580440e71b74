// SPDX-License-Identifier: GPL-2.0
/*
 * followed.c - the system calls that are followed to their end
 *
 * The other calls are those of moby's default profile (profiles/seccomp/
 * default_linux.go) that it opens with a capability, or never, and of podman's.
 */
#include <linux/capability.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/slab.h>

#include <asm/unistd.h>

#include "followed.h"

#define CALL(function, native, i386, cap, global, kind) \
	{ function, { native, i386 }, cap, global, kind }

#define MODULE_CALL(name, kind) \
	CALL(#name, __NR_##name, __NR_ia32_##name, CAP_SYS_MODULE, true, kind)

/* Of the task's own user namespace. */
#define OWN_CALL(name, cap) \
	CALL(#name, __NR_##name, __NR_ia32_##name, cap, false, CAPPROBE_OTHER_CALL)

/* Of the initial user namespace. */
#define HOST_CALL(name, cap) \
	CALL(#name, __NR_##name, __NR_ia32_##name, cap, true, CAPPROBE_OTHER_CALL)

static const struct capprobe_followed followed[] = {
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
};

/*
 * A call of 32-bit programs enters one of two functions. The kernel may have
 * both although only one is called: kernel/sys_ni.c names compat functions that
 * are long gone, and so makes empty ones.
 */
static const struct prefix {
	const char		*text;
	enum capprobe_abi	abi;
} prefixes[] = {
	{ "__x64_sys_", CAPPROBE_NATIVE },
	{ "__ia32_compat_sys_", CAPPROBE_I386 },
	{ "__ia32_sys_", CAPPROBE_I386 },
};

/* The longest is __ia32_compat_sys_process_vm_writev. */
#define SYMBOL_LEN	40

struct entry {
	struct kprobe	probe;
	char		symbol[SYMBOL_LEN];
};

unsigned long capprobe_followed_nrs[CAPPROBE_ABIS][BITS_TO_LONGS(CAPPROBE_NR_MAX)];

static struct entry *entries;
static unsigned int attached;

static int on_entry(struct kprobe *probe, struct pt_regs *regs)
{
	capprobe_on_entered();
	return 0;
}

NOKPROBE_SYMBOL(on_entry);

/* 0, or 1 where the kernel has no such function. */
static int probe_entry(const char *prefix, const char *function)
{
	struct entry *entry = &entries[attached];
	int err;

	memset(entry, 0, sizeof(*entry));
	snprintf(entry->symbol, sizeof(entry->symbol), "%s%s", prefix, function);
	entry->probe.symbol_name = entry->symbol;
	entry->probe.pre_handler = on_entry;
	err = register_kprobe(&entry->probe);
	if (err == -ENOENT)
		return 1;
	if (err)
		pr_err("cannot probe %s: error %d\n", entry->symbol, err);
	else
		attached++;
	return err;
}

/* Follows a call from now on in those ABIs in which the kernel has it. */
static int attach_call(const struct capprobe_followed *call)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(prefixes); i++) {
		enum capprobe_abi abi = prefixes[i].abi;
		int err = 0;

		if (call->nr[abi] < 0)
			continue;
		if (!capprobe_is_module_call(call))
			err = probe_entry(prefixes[i].text, call->function);
		if (err < 0)
			return err;
		if (!err)
			set_bit(call->nr[abi], capprobe_followed_nrs[abi]);
	}
	return 0;
}

int capprobe_followed_attach(void)
{
	size_t i;
	int err;

	entries = kcalloc(ARRAY_SIZE(followed) * ARRAY_SIZE(prefixes), sizeof(*entries),
			  GFP_KERNEL);
	if (!entries)
		return -ENOMEM;
	for (i = 0; i < ARRAY_SIZE(followed); i++) {
		err = attach_call(&followed[i]);
		if (err) {
			capprobe_followed_detach();
			return err;
		}
	}
	return 0;
}

void capprobe_followed_detach(void)
{
	unsigned int i;

	bitmap_zero(capprobe_followed_nrs[CAPPROBE_NATIVE], CAPPROBE_NR_MAX);
	bitmap_zero(capprobe_followed_nrs[CAPPROBE_I386], CAPPROBE_NR_MAX);
	for (i = 0; i < attached; i++)
		unregister_kprobe(&entries[i].probe);
	kfree(entries);
}

unsigned long capprobe_followed_missed(void)
{
	unsigned long missed = 0;
	unsigned int i;

	for (i = 0; i < attached; i++)
		missed += entries[i].probe.nmissed;
	return missed;
}

const struct capprobe_followed *capprobe_followed_find(enum capprobe_abi abi, int nr)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(followed); i++) {
		if (followed[i].nr[abi] == nr)
			return &followed[i];
	}
	return NULL;
}
