/* SPDX-License-Identifier: GPL-2.0 */
/*
 * filters.h - read and evaluate the seccomp filters of a process
 */
#ifndef FILTERS_H
#define FILTERS_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * struct filter - a program that passed classic_bpf_check()
 * @length: number of instructions
 * @code: the instructions
 */
struct filter {
	size_t			length;
	struct sock_filter	*code;
};

/**
 * struct filters - all filters of a process
 * @count: number of filters
 * @filters: the filters, in the order in which they were installed
 * @room: number of filters that @filters has room for
 */
struct filters {
	size_t		count;
	struct filter	*filters;
	size_t		room;
};

/**
 * struct filters_answer - result of all filters for a system call
 * @action: SECCOMP_RET_* and its data
 * @arguments: a filter looked at the arguments or the caller's address, which
 *	are assumed to be 0
 */
struct filters_answer {
	uint32_t	action;
	bool		arguments;
};

/**
 * filters_read() - read the filters of a process
 * @pid: the process; it is stopped briefly
 * @process: a handle of the same process (process.h), in case the pid is reused
 * @filters: result, to be freed with filters_free()
 *
 * Uses PTRACE_SECCOMP_GET_FILTER, which needs CONFIG_CHECKPOINT_RESTORE in the
 * kernel and a caller that is not under a filter itself. A system call that the
 * process is blocked in is interrupted as by SIGSTOP and SIGCONT: most are
 * restarted, some return EINTR (signal(7)).
 *
 * Return: NULL, or a message that says why they cannot be read.
 */
const char *filters_read(pid_t pid, int process, struct filters *filters);

/**
 * filters_free() - free what filters_read() read
 * @filters: the filters
 */
void filters_free(struct filters *filters);

/**
 * filters_evaluate() - run the filters for a system call
 * @filters: the filters; if there are none, everything is allowed
 * @arch: AUDIT_ARCH_* of the call
 * @nr: its number in that ABI
 *
 * Combines their results like seccomp_run_filters() in kernel/seccomp.c: the
 * action listed first in seccomp(2) wins; among equal actions, that of the filter
 * installed last.
 */
struct filters_answer filters_evaluate(const struct filters *filters, uint32_t arch, int nr);

/**
 * enum filters_passes - what an action means for the call
 * @FILTERS_REFUSE: it is refused
 * @FILTERS_ALLOW: it goes ahead
 * @FILTERS_ASK: another process decides
 */
enum filters_passes {
	FILTERS_REFUSE,
	FILTERS_ALLOW,
	FILTERS_ASK,
};

/**
 * filters_passes() - classify an action
 * @action: SECCOMP_RET_* and its data
 * @traced: whether the process has a tracer; matters for SECCOMP_RET_TRACE
 */
enum filters_passes filters_passes(uint32_t action, bool traced);

#define FILTERS_ACTION_MAX	40	/* bytes, including the NUL */

/**
 * filters_action_text() - describe an action in a few words, as in "EPERM"
 * @action: SECCOMP_RET_* and its data
 * @text: buffer
 *
 * Return: @text.
 */
const char *filters_action_text(uint32_t action, char text[FILTERS_ACTION_MAX]);

#endif /* FILTERS_H */
