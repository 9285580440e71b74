// SPDX-License-Identifier: GPL-2.0
/*
 * calls.c - the system calls that need a capability
 */
#include <asm/unistd.h>
#include <linux/capability.h>

#include "base/array.h"
#include "layer/calls.h"

struct call {
	int	nr;
	int	cap;
};

#define CALL(function, native, i386, cap, global, kind)	{ native, cap }
#define MODULE_CALL(name, kind)	{ __NR_##name, CAP_SYS_MODULE }
#define OWN_CALL(name, cap)	{ __NR_##name, cap }
#define HOST_CALL(name, cap)	{ __NR_##name, cap }

static const struct call calls[] = {
#include "capprobe_calls.h"
};

_Static_assert(ARRAY_SIZE(calls) <= CALLS_MAX, "CALLS_MAX is too small");

size_t calls_for(int cap, int nrs[CALLS_MAX])
{
	size_t count = 0, i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		if (calls[i].cap == cap && calls[i].nr >= 0 && calls[i].nr != __NR_delete_module)
			nrs[count++] = calls[i].nr;
	}
	return count;
}
