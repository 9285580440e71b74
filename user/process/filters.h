/* SPDX-License-Identifier: GPL-2.0 */
/*
 * filters.h - the seccomp filters of a process, and what they answer
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
 * @length: instructions
 * @code: them
 */
struct filter {
	size_t			length;
	struct sock_filter	*code;
};

/**
 * struct filters - all filters of a process
 * @count: how many
 * @filters: them, in the order in which they were installed
 */
struct filters {
	size_t		count;
	struct filter	*filters;
};

/**
 * struct filters_answer - what filters answer for a system call
 * @action: SECCOMP_RET_*, with its data
 * @arguments: whether they look at the call's arguments, or at where it is made
 *	from, which are taken as 0
 */
struct filters_answer {
	uint32_t	action;
	bool		arguments;
};

/**
 * filters_read() - read the filters of a process
 * @pid: the process; it is stopped for an instant
 * @process: the same, held (process.h): another that has its number by now is not read
 * @filters: where to; for filters_free()
 *
 * By PTRACE_SECCOMP_GET_FILTER, which needs a kernel with
 * CONFIG_CHECKPOINT_RESTORE and a reader that is under no filter itself. A
 * system call that the process waits in is interrupted as by SIGSTOP and
 * SIGCONT: most are restarted, some return EINTR (signal(7)).
 *
 * Return: NULL; or why they cannot be read, in words.
 */
const char *filters_read(pid_t pid, int process, struct filters *filters);

/**
 * filters_free() - free what filters_read() read
 * @filters: the filters
 */
void filters_free(struct filters *filters);

/**
 * filters_evaluate() - what filters answer for a system call
 * @filters: the filters; none allow everything
 * @arch: AUDIT_ARCH_* of the call
 * @nr: its number in that ABI
 *
 * As the kernel combines them (seccomp_run_filters() in kernel/seccomp.c): the
 * action that comes first in the list of seccomp(2), of equal ones that of the
 * last filter.
 */
struct filters_answer filters_evaluate(const struct filters *filters, uint32_t arch, int nr);

/**
 * enum filters_passes - what an action means for the call
 * @FILTERS_REFUSE: it is not made
 * @FILTERS_ALLOW: it is
 * @FILTERS_ASK: another process decides
 */
enum filters_passes {
	FILTERS_REFUSE,
	FILTERS_ALLOW,
	FILTERS_ASK,
};

/**
 * filters_passes() - what an action means for the call
 * @action: SECCOMP_RET_*, with its data
 * @traced: whether the process has a tracer, which SECCOMP_RET_TRACE asks
 */
enum filters_passes filters_passes(uint32_t action, bool traced);

#define FILTERS_ACTION_MAX	40	/* bytes of a text, terminated */

/**
 * filters_action_text() - an action in a word or two, as in "EPERM"
 * @action: SECCOMP_RET_*, with its data
 * @text: where to
 *
 * Return: @text.
 */
const char *filters_action_text(uint32_t action, char text[FILTERS_ACTION_MAX]);

#endif /* FILTERS_H */
