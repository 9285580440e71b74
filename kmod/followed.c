// SPDX-License-Identifier: GPL-2.0
/*
 * followed.c - the system calls that are followed to their end
 */
#include <linux/audit.h>

#include <asm/unistd.h>

#include "followed.h"

static const struct capprobe_followed followed[] = {
	{ AUDIT_ARCH_X86_64, __NR_init_module, CAPPROBE_INIT_MODULE },
	{ AUDIT_ARCH_X86_64, __NR_finit_module, CAPPROBE_FINIT_MODULE },
	{ AUDIT_ARCH_X86_64, __NR_delete_module, CAPPROBE_DELETE_MODULE },
	{ AUDIT_ARCH_I386, __NR_ia32_init_module, CAPPROBE_INIT_MODULE },
	{ AUDIT_ARCH_I386, __NR_ia32_finit_module, CAPPROBE_FINIT_MODULE },
	{ AUDIT_ARCH_I386, __NR_ia32_delete_module, CAPPROBE_DELETE_MODULE },
};

DECLARE_BITMAP(capprobe_followed_nrs, CAPPROBE_NR_MAX);

void capprobe_followed_init(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(followed); i++)
		__set_bit(followed[i].nr, capprobe_followed_nrs);
}

const struct capprobe_followed *capprobe_followed_find(u32 arch, int nr)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(followed); i++) {
		if (followed[i].arch == arch && followed[i].nr == nr)
			return &followed[i];
	}
	return NULL;
}
