/* SPDX-License-Identifier: GPL-2.0 */
/*
 * followed.h - the system calls that are followed to their end
 *
 * The module calls, and those that the container engines' default filters open
 * only with a capability. Rare calls all of them: following one costs more
 * than many of them take.
 */
#ifndef CAPPROBE_FOLLOWED_H
#define CAPPROBE_FOLLOWED_H

#include <linux/bitmap.h>
#include <linux/compat.h>
#include <linux/sched.h>

/**
 * enum capprobe_abi - whose numbers a task uses
 * @CAPPROBE_NATIVE: the kernel's own
 * @CAPPROBE_I386: those of 32-bit programs
 */
enum capprobe_abi {
	CAPPROBE_NATIVE,
	CAPPROBE_I386,
	CAPPROBE_ABIS,
};

/**
 * enum capprobe_kind - what is particular about a call
 * @CAPPROBE_OTHER_CALL: nothing
 * @CAPPROBE_SYSLOG: syslog(action, …), which may wait for the next message
 * @CAPPROBE_INIT_MODULE: init_module(image, length, parameters)
 * @CAPPROBE_FINIT_MODULE: finit_module(fd, parameters, flags)
 * @CAPPROBE_DELETE_MODULE: delete_module(name, flags)
 */
enum capprobe_kind {
	CAPPROBE_OTHER_CALL,
	CAPPROBE_SYSLOG,
	CAPPROBE_INIT_MODULE,
	CAPPROBE_FINIT_MODULE,
	CAPPROBE_DELETE_MODULE,
};

/**
 * struct capprobe_followed - a system call that is followed
 * @function: of the kernel, without the prefix of its ABI
 * @nr: its number in each ABI, or -1
 * @cap: the capability that it takes
 * @global: that is asked about in the initial user namespace, not in the task's
 * @kind: enum capprobe_kind
 */
struct capprobe_followed {
	const char	*function;
	s16		nr[CAPPROBE_ABIS];
	u8		cap;
	bool		global;
	u8		kind;
};

/* A power of two. */
#define CAPPROBE_NR_MAX	512

/* The numbers of the followed calls in each ABI. */
extern unsigned long capprobe_followed_nrs[CAPPROBE_ABIS][BITS_TO_LONGS(CAPPROBE_NR_MAX)];

/**
 * capprobe_followed_attach() - watch for followed calls that are entered
 *
 * A call that a filter refuses is never entered. Each is announced by
 * capprobe_on_entered(). Module calls are not watched: their capability check
 * says as much. A call that this kernel has not got is not followed.
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_followed_attach(void);

/**
 * capprobe_followed_detach() - stop that
 *
 * Context: process context, may sleep.
 */
void capprobe_followed_detach(void);

/**
 * capprobe_followed_missed() - entered calls that were not announced
 */
unsigned long capprobe_followed_missed(void);

/**
 * capprobe_on_entered() - the current task enters a followed call
 *
 * Context: process context, preemption off.
 */
void capprobe_on_entered(void);

/**
 * capprobe_followed_find() - the followed call that a number stands for
 * @abi: the ABI
 * @nr: the number
 *
 * Context: any.
 * Return: the call, or NULL for one that is not followed.
 */
const struct capprobe_followed *capprobe_followed_find(enum capprobe_abi abi, int nr);

/**
 * capprobe_is_module_call() - whether a call loads or unloads a module
 * @call: the call
 */
static inline bool capprobe_is_module_call(const struct capprobe_followed *call)
{
	return call->kind >= CAPPROBE_INIT_MODULE;
}

/**
 * capprobe_current_abi() - the ABI of the system call that the current task is
 *	in
 *
 * Context: process context.
 */
static inline enum capprobe_abi capprobe_current_abi(void)
{
	return unlikely(in_ia32_syscall()) ? CAPPROBE_I386 : CAPPROBE_NATIVE;
}

/**
 * capprobe_is_followed() - whether a number stands for a followed call
 * @abi: the ABI
 * @nr: the number
 *
 * Context: any; made for the entry of every system call under a filter.
 */
static inline bool capprobe_is_followed(enum capprobe_abi abi, unsigned int nr)
{
	/* Masked first: nothing behind the map is read, nor guessed at by the processor. */
	return unlikely(test_bit(nr % CAPPROBE_NR_MAX, capprobe_followed_nrs[abi]) &&
			nr < CAPPROBE_NR_MAX);
}

#endif /* CAPPROBE_FOLLOWED_H */
