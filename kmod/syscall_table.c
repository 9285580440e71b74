// SPDX-License-Identifier: GPL-2.0
/*
 * syscall_table.c - the system calls that are tracked
 */
#include <linux/capability.h>
#include <linux/kernel.h>

#include <asm/unistd.h>

#include "syscall_table.h"

#define CALL(function, native, i386, cap, global, kind) \
	{ function, { native, i386 }, cap, global, kind }

#define MODULE_CALL(name, kind) \
	CALL(#name, __NR_##name, __NR_ia32_##name, CAP_SYS_MODULE, true, kind)

/* Requires the capability in the task's own user namespace. */
#define OWN_CALL(name, cap) \
	CALL(#name, __NR_##name, __NR_ia32_##name, cap, false, CAPPROBE_OTHER_CALL)

/* Requires the capability in the initial user namespace. */
#define HOST_CALL(name, cap) \
	CALL(#name, __NR_##name, __NR_ia32_##name, cap, true, CAPPROBE_OTHER_CALL)

static const struct capprobe_call calls[] = {
#include "capprobe_calls.h"
};

unsigned long capprobe_call_nrs[CAPPROBE_ABIS][BITS_TO_LONGS(CAPPROBE_NR_MAX)];

const struct capprobe_call *capprobe_call_at(unsigned int index)
{
	return index < ARRAY_SIZE(calls) ? &calls[index] : NULL;
}

void capprobe_call_enable(const struct capprobe_call *call, enum capprobe_abi abi)
{
	set_bit(call->nr[abi], capprobe_call_nrs[abi]);
}

void capprobe_call_disable_all(void)
{
	bitmap_zero(capprobe_call_nrs[CAPPROBE_NATIVE], CAPPROBE_NR_MAX);
	bitmap_zero(capprobe_call_nrs[CAPPROBE_I386], CAPPROBE_NR_MAX);
}

const struct capprobe_call *capprobe_call_find(enum capprobe_abi abi, int nr)
{
	size_t i;

	if (!capprobe_call_maybe(abi, nr))
		return NULL;
	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		if (calls[i].nr[abi] == nr)
			return &calls[i];
	}
	return NULL;
}
