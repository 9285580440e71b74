// SPDX-License-Identifier: GPL-2.0
/*
 * syscall_entry.c - probes on the functions of tracked system calls
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/slab.h>

#include "loss.h"
#include "syscall_entry.h"
#include "syscall_table.h"
#include "syscall_track.h"

/*
 * A 32-bit call has one of two functions. A kernel may have both and call only
 * one: kernel/sys_ni.c still names compat functions that have been removed, and
 * so creates stubs for them.
 */
static const struct function_prefix {
	const char		*text;
	enum capprobe_abi	abi;
} prefixes[] = {
	{ "__x64_sys_", CAPPROBE_NATIVE },
	{ "__ia32_compat_sys_", CAPPROBE_I386 },
	{ "__ia32_sys_", CAPPROBE_I386 },
};

/* The longest is __ia32_compat_sys_process_vm_writev. */
#define SYMBOL_LEN	40

struct entry_probe {
	struct kprobe	probe;
	char		symbol[SYMBOL_LEN];
};

static struct entry_probe *entry_probes;

/* The registered ones, in the form that unregister_kprobes() takes. */
static struct kprobe **registered;
static unsigned int registered_count;

static int on_syscall_entry(struct kprobe *probe, struct pt_regs *regs)
{
	capprobe_track_entered();
	return 0;
}

NOKPROBE_SYMBOL(on_syscall_entry);

/* Returns 1 if the kernel has no such function. */
static int probe_function(const char *prefix, const char *function)
{
	struct entry_probe *entry = &entry_probes[registered_count];
	int err;

	memset(entry, 0, sizeof(*entry));
	snprintf(entry->symbol, sizeof(entry->symbol), "%s%s", prefix, function);
	entry->probe.symbol_name = entry->symbol;
	entry->probe.pre_handler = on_syscall_entry;
	err = register_kprobe(&entry->probe);
	if (err == -ENOENT)
		return 1;
	if (err)
		pr_err("cannot probe %s: error %d\n", entry->symbol, err);
	else
		registered[registered_count++] = &entry->probe;
	return err;
}

/* Enables a call in those ABIs in which the kernel has it. */
static int probe_call(const struct capprobe_call *call)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(prefixes); i++) {
		enum capprobe_abi abi = prefixes[i].abi;
		int err = 0;

		if (call->nr[abi] < 0)
			continue;
		if (!capprobe_is_module_call(call))
			err = probe_function(prefixes[i].text, call->function);
		if (err < 0)
			return err;
		if (!err)
			capprobe_call_enable(call, abi);
	}
	return 0;
}

static int probe_all_calls(void)
{
	const struct capprobe_call *call;
	unsigned int i;
	int err;

	for (i = 0; (call = capprobe_call_at(i)); i++) {
		err = probe_call(call);
		if (err)
			return err;
	}
	return 0;
}

static int allocate_probes(void)
{
	size_t count = 0;

	while (capprobe_call_at(count))
		count++;
	count *= ARRAY_SIZE(prefixes);
	entry_probes = kcalloc(count, sizeof(*entry_probes), GFP_KERNEL);
	registered = kcalloc(count, sizeof(*registered), GFP_KERNEL);
	return entry_probes && registered ? 0 : -ENOMEM;
}

static unsigned long count_missed_syscall_entries(void)
{
	unsigned long missed = 0;
	unsigned int i;

	for (i = 0; i < registered_count; i++)
		missed += registered[i]->nmissed;
	return missed;
}

static struct capprobe_miss_counter miss_counter = { .count = count_missed_syscall_entries };

int capprobe_syscall_entry_attach(void)
{
	int err = allocate_probes();

	if (!err)
		err = probe_all_calls();
	if (err)
		capprobe_syscall_entry_detach();
	else
		capprobe_miss_counter_add(&miss_counter);
	return err;
}

void capprobe_syscall_entry_detach(void)
{
	capprobe_call_disable_all();
	unregister_kprobes(registered, registered_count);
	kfree(registered);
	kfree(entry_probes);
}
