/* SPDX-License-Identifier: GPL-2.0 */
/*
 * syscall_table.h - the system calls that are tracked
 *
 * The module calls, and the calls that the container engines' default seccomp
 * filters allow only with a capability. All of them are rare: tracking one costs
 * more than many of them take.
 */
#ifndef CAPPROBE_SYSCALL_TABLE_H
#define CAPPROBE_SYSCALL_TABLE_H

#include <linux/bitmap.h>
#include <linux/compat.h>
#include <linux/sched.h>

/**
 * enum capprobe_abi - system call numbering in use
 * @CAPPROBE_NATIVE: that of 64-bit programs
 * @CAPPROBE_I386: that of 32-bit programs
 */
enum capprobe_abi {
	CAPPROBE_NATIVE,
	CAPPROBE_I386,
	CAPPROBE_ABIS,
};

/**
 * enum capprobe_call_kind - calls that need special treatment
 * @CAPPROBE_OTHER_CALL: none of the others
 * @CAPPROBE_SYSLOG: syslog(action, …), which may wait for the next message
 * @CAPPROBE_INIT_MODULE: init_module(image, length, parameters)
 * @CAPPROBE_FINIT_MODULE: finit_module(fd, parameters, flags)
 * @CAPPROBE_DELETE_MODULE: delete_module(name, flags)
 */
enum capprobe_call_kind {
	CAPPROBE_OTHER_CALL,
	CAPPROBE_SYSLOG,
	CAPPROBE_INIT_MODULE,
	CAPPROBE_FINIT_MODULE,
	CAPPROBE_DELETE_MODULE,
};

/**
 * struct capprobe_call - a system call that is tracked
 * @function: name of its function in the kernel, without the ABI's prefix
 * @nr: its number in each ABI, -1 if it has none
 * @cap: capability that it requires
 * @global: the capability is required in the initial user namespace, and not
 *	in that of the task
 * @kind: enum capprobe_call_kind
 */
struct capprobe_call {
	const char	*function;
	s16		nr[CAPPROBE_ABIS];
	u8		cap;
	bool		global;
	u8		kind;
};

/* Above all numbers in the table; a power of two. */
#define CAPPROBE_NR_MAX	512

/* Numbers of the calls that capprobe_call_enable() was called for. */
extern unsigned long capprobe_call_nrs[CAPPROBE_ABIS][BITS_TO_LONGS(CAPPROBE_NR_MAX)];

/**
 * capprobe_call_at() - iterate over the table
 * @index: index into the table
 *
 * Return: the call, or NULL past the end of the table.
 */
const struct capprobe_call *capprobe_call_at(unsigned int index);

/**
 * capprobe_call_enable() - track a call from now on
 * @call: the call
 * @abi: in this ABI
 *
 * Context: any.
 */
void capprobe_call_enable(const struct capprobe_call *call, enum capprobe_abi abi);

/**
 * capprobe_call_disable_all() - track no call any more
 *
 * Context: any.
 */
void capprobe_call_disable_all(void);

/**
 * capprobe_call_find() - look up a call that is tracked
 * @abi: the ABI
 * @nr: system call number in that ABI
 *
 * Context: any.
 * Return: the call, or NULL if it is not tracked.
 */
const struct capprobe_call *capprobe_call_find(enum capprobe_abi abi, int nr);

/**
 * capprobe_is_module_call() - whether a call loads or unloads a module
 * @call: the call
 */
static inline bool capprobe_is_module_call(const struct capprobe_call *call)
{
	return call->kind >= CAPPROBE_INIT_MODULE;
}

/**
 * capprobe_current_abi() - ABI of the current task's system call
 *
 * Context: process context.
 */
static inline enum capprobe_abi capprobe_current_abi(void)
{
	return unlikely(in_ia32_syscall()) ? CAPPROBE_I386 : CAPPROBE_NATIVE;
}

/**
 * capprobe_call_maybe() - quick test for capprobe_call_find()
 * @abi: the ABI
 * @nr: system call number in that ABI
 *
 * Runs on every system call that has a seccomp filter. The number is masked
 * instead of compared, which keeps it within the map even under speculation and
 * saves four instructions (seccomp_syscall in make bench). Numbers that are too
 * large may match too: capprobe_call_find() rejects them.
 *
 * Context: any.
 * Return: false if the call is not tracked.
 */
static inline bool capprobe_call_maybe(enum capprobe_abi abi, unsigned int nr)
{
	return unlikely(test_bit(nr % CAPPROBE_NR_MAX, capprobe_call_nrs[abi]));
}

#endif /* CAPPROBE_SYSCALL_TABLE_H */
