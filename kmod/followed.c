// SPDX-License-Identifier: GPL-2.0
/*
 * followed.c - the system calls that are followed to their end
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
#include "capprobe_calls.h"
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

/* Those of them that are registered. */
static struct kprobe *attached[ARRAY_SIZE(followed) * ARRAY_SIZE(prefixes)];
static unsigned int attached_count;

static int on_entry(struct kprobe *probe, struct pt_regs *regs)
{
	capprobe_on_entered();
	return 0;
}

NOKPROBE_SYMBOL(on_entry);

/* 0, or 1 where the kernel has no such function. */
static int probe_entry(const char *prefix, const char *function)
{
	struct entry *entry = &entries[attached_count];
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
		attached[attached_count++] = &entry->probe;
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

	entries = kcalloc(ARRAY_SIZE(attached), sizeof(*entries), GFP_KERNEL);
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
	bitmap_zero(capprobe_followed_nrs[CAPPROBE_NATIVE], CAPPROBE_NR_MAX);
	bitmap_zero(capprobe_followed_nrs[CAPPROBE_I386], CAPPROBE_NR_MAX);
	unregister_kprobes(attached, attached_count);
	kfree(entries);
}

unsigned long capprobe_followed_missed(void)
{
	unsigned long missed = 0;
	unsigned int i;

	for (i = 0; i < attached_count; i++)
		missed += attached[i]->nmissed;
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
