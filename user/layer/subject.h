/* SPDX-License-Identifier: GPL-2.0 */
/*
 * subject.h - the process that a question is about, as seen in /proc
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include <linux/seccomp.h>

#include "identity/running.h"
#include "process/namespace.h"
#include "process/proc_status.h"

#define SUBJECT_COMM_MAX	64	/* bytes of a cleaned name, including the NUL */
#define SUBJECT_LABEL_MAX	256	/* bytes of a security module's label */

/**
 * struct subject - a process
 * @pid: its pid
 * @process: a handle (process.h); -1 after subject_release()
 * @comm: its name, cleaned
 * @euid: its effective uid in the initial user namespace
 * @sets: its capability sets
 * @seccomp: SECCOMP_MODE_*
 * @traced: it has a tracer
 * @no_new_privs: PR_SET_NO_NEW_PRIVS is set: executing a file cannot give it capabilities
 * @namespaces: inode numbers of its namespaces
 * @label: its label from the security modules, cleaned; empty if it has none, and before
 *	subject_read_label()
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
 * subject_read() - read all but the label of a process
 * @pid: the process
 * @subject: result, for subject_release()
 *
 * Return: whether there is such a process.
 */
bool subject_read(pid_t pid, struct subject *subject);

/**
 * subject_release() - close the handle of the process
 * @subject: the process, from subject_read(); the other members stay valid
 */
void subject_release(struct subject *subject);

/**
 * subject_read_label() - read the label from the security modules
 * @subject: the process, from subject_read()
 */
void subject_read_label(struct subject *subject);

/**
 * subject_reason() - work out the result of the capability check
 * @subject: the process
 * @cap: the capability
 * @target: set to the inode number of the user namespace that the check is made in
 *
 * Does what capprobe_verdict() in kmod/verdict.h does.
 *
 * Return: enum capprobe_reason; CAPPROBE_OTHER if that is not known.
 */
enum capprobe_reason subject_reason(const struct subject *subject, int cap, uint32_t *target);

#endif /* SUBJECT_H */
