/* SPDX-License-Identifier: GPL-2.0 */
/*
 * followed.h - the system calls that are followed to their end
 */
#ifndef CAPPROBE_FOLLOWED_H
#define CAPPROBE_FOLLOWED_H

#include <linux/bitmap.h>

/**
 * enum capprobe_module_call - the module system calls
 * @CAPPROBE_INIT_MODULE: init_module(image, length, parameters)
 * @CAPPROBE_FINIT_MODULE: finit_module(fd, parameters, flags)
 * @CAPPROBE_DELETE_MODULE: delete_module(name, flags)
 */
enum capprobe_module_call {
	CAPPROBE_INIT_MODULE,
	CAPPROBE_FINIT_MODULE,
	CAPPROBE_DELETE_MODULE,
};

/**
 * struct capprobe_followed - a system call that is followed
 * @arch: AUDIT_ARCH_* of its ABI
 * @nr: its number there
 * @call: which one it is
 */
struct capprobe_followed {
	u32				arch;
	int				nr;
	enum capprobe_module_call	call;
};

#define CAPPROBE_NR_MAX	512

/* The numbers of the followed calls, those of all ABIs together. */
extern DECLARE_BITMAP(capprobe_followed_nrs, CAPPROBE_NR_MAX);

/**
 * capprobe_followed_init() - fill in capprobe_followed_nrs
 */
void capprobe_followed_init(void);

/**
 * capprobe_followed_find() - the followed call that a number stands for
 * @arch: AUDIT_ARCH_* of the ABI
 * @nr: the number
 *
 * Context: any.
 * Return: the call, or NULL for one that is not followed.
 */
const struct capprobe_followed *capprobe_followed_find(u32 arch, int nr);

/**
 * capprobe_maybe_followed() - whether a number may stand for a followed call
 * @nr: the number, in any ABI
 *
 * Context: any; made for the entry of every system call under a filter.
 */
static inline bool capprobe_maybe_followed(unsigned int nr)
{
	return unlikely(nr < CAPPROBE_NR_MAX && test_bit(nr, capprobe_followed_nrs));
}

#endif /* CAPPROBE_FOLLOWED_H */
