/* SPDX-License-Identifier: GPL-2.0 */
/*
 * subject.h - the process that a question is about, and what the kernel shows
 *	of it
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include <linux/seccomp.h>

#include "identity/running.h"
#include "process/namespace.h"
#include "process/proc_status.h"

#define SUBJECT_COMM_MAX	64	/* bytes of a cleaned name, terminated */
#define SUBJECT_LABEL_MAX	256	/* of a security module's label */

/**
 * struct subject - a process
 * @pid: its number
 * @process: its directory in /proc (process.h); -1 after subject_release()
 * @comm: its name, cleaned
 * @euid: its effective user, as the host numbers it
 * @sets: its capability sets
 * @seccomp: SECCOMP_MODE_*
 * @traced: whether it has a tracer
 * @no_new_privs: whether executing a file cannot give it capabilities: prctl(2)
 * @namespaces: inode numbers
 * @label: what the security modules call it, cleaned; empty where they do not, and
 *	until subject_read_label()
 */
struct subject {
	pid_t			pid;
	int			process;
	char			comm[SUBJECT_COMM_MAX];
	uid_t			euid;
	struct proc_status	sets;
	unsigned int		seccomp;
	bool			traced;
	bool			no_new_privs;
	uint32_t		namespaces[NAMESPACE_COUNT];
	char			label[SUBJECT_LABEL_MAX];
};

/**
 * subject_read() - read what there is about a process
 * @pid: the process
 * @subject: where to
 *
 * Return: whether there is such a process.
 */
bool subject_read(pid_t pid, struct subject *subject);

/**
 * subject_release() - hold the process no longer
 * @subject: the process, from subject_read(); what was read stays
 */
void subject_release(struct subject *subject);

/**
 * subject_read_label() - read what the security modules call it
 * @subject: the process, from subject_read()
 */
void subject_read_label(struct subject *subject);

/**
 * subject_reason() - what the capability walk answers for it, and why
 * @subject: the process
 * @cap: the capability
 * @target: where to put the inode number of the user namespace that is asked
 *	about
 *
 * As capprobe_verdict() in kmod/verdict.h.
 *
 * Return: enum capprobe_reason; CAPPROBE_OTHER where that cannot be told.
 */
enum capprobe_reason subject_reason(const struct subject *subject, int cap, uint32_t *target);

#endif /* SUBJECT_H */
