// SPDX-License-Identifier: GPL-2.0
/*
 * subject.c - the process that a question is about
 */
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/capability.h"
#include "base/text.h"
#include "layer/subject.h"
#include "process/process.h"

/* Reads the first line of a file, which is not trusted. */
static bool read_line(int process, const char *name, char *line, size_t size)
{
	size_t length;
	char *text = process_read(process, name, &length);

	*line = '\0';
	if (text)
		text_clean(line, size, text, strcspn(text, "\n"));
	free(text);
	return *line;
}

static bool parse(struct subject *subject, const char *text, size_t length)
{
	unsigned long numbers[2] = { 0 };

	if (proc_status_parse(text, length, &subject->sets))
		return false;
	/* real, effective, saved, file system */
	proc_status_numbers(text, "Uid", numbers, 2);
	subject->euid = numbers[1];
	if (proc_status_numbers(text, "Seccomp", numbers, 1))
		subject->seccomp = numbers[0];
	subject->traced = proc_status_numbers(text, "TracerPid", numbers, 1) && numbers[0];
	subject->no_new_privs = proc_status_numbers(text, "NoNewPrivs", numbers, 1) && numbers[0];
	return true;
}

bool subject_read(pid_t pid, struct subject *subject)
{
	size_t length, i;
	char *text;
	bool parsed;

	*subject = (struct subject){ .pid = pid, .process = process_open(pid) };
	text = process_read(subject->process, "status", &length);
	if (!text) {
		subject_release(subject);
		return false;
	}
	parsed = parse(subject, text, length);
	free(text);
	read_line(subject->process, "comm", subject->comm, SUBJECT_COMM_MAX);
	for (i = 0; i < NAMESPACE_COUNT; i++)
		subject->namespaces[i] = namespace_inode(subject->process, i);
	if (!parsed)
		subject_release(subject);
	return parsed;
}

void subject_release(struct subject *subject)
{
	if (subject->process >= 0)
		close(subject->process);
	subject->process = -1;
}

void subject_read_label(struct subject *subject)
{
	/* Since 5.8 each module has its own file; the common one belongs to the first. */
	if (!read_line(subject->process, "attr/apparmor/current", subject->label, SUBJECT_LABEL_MAX))
		read_line(subject->process, "attr/current", subject->label, SUBJECT_LABEL_MAX);
}

/* Checked with capable(), in the initial user namespace: user_namespaces(7). */
static const uint64_t of_the_host =
	BIT(CAP_DAC_READ_SEARCH) | BIT(CAP_LINUX_IMMUTABLE) | BIT(CAP_IPC_LOCK) |
	BIT(CAP_SYS_MODULE) | BIT(CAP_SYS_RAWIO) | BIT(CAP_SYS_PACCT) | BIT(CAP_SYS_BOOT) |
	BIT(CAP_SYS_RESOURCE) | BIT(CAP_SYS_TIME) | BIT(CAP_SYS_TTY_CONFIG) | BIT(CAP_MKNOD) |
	BIT(CAP_LEASE) | BIT(CAP_AUDIT_WRITE) | BIT(CAP_AUDIT_CONTROL) | BIT(CAP_AUDIT_READ) |
	BIT(CAP_MAC_OVERRIDE) | BIT(CAP_MAC_ADMIN) | BIT(CAP_SYSLOG) | BIT(CAP_WAKE_ALARM) |
	BIT(CAP_BLOCK_SUSPEND) | BIT(CAP_PERFMON) | BIT(CAP_BPF);

/* The others are checked in the user namespace that owns one of the process's namespaces. */
static enum namespace asked_in(int cap)
{
	switch (cap) {
	case CAP_NET_BIND_SERVICE:
	case CAP_NET_BROADCAST:
	case CAP_NET_ADMIN:
	case CAP_NET_RAW:
		return NAMESPACE_NET;
	case CAP_SYS_ADMIN:
		return NAMESPACE_MNT;
	case CAP_IPC_OWNER:
		return NAMESPACE_IPC;
	default:
		return NAMESPACE_USER;
	}
}

/* How the process's user namespace relates to the one that the check is made in. */
static enum namespace_power power_over(const struct subject *subject, int cap, uint32_t *target)
{
	uint32_t own = subject->namespaces[NAMESPACE_USER];

	if (!(of_the_host & BIT(cap)))
		return namespace_power(subject->process, subject->euid, asked_in(cap), target);
	*target = NAMESPACE_INITIAL_USER;
	if (!own)
		return NAMESPACE_UNKNOWN;
	return own == *target ? NAMESPACE_SELF : NAMESPACE_NONE;
}

enum capprobe_reason subject_reason(const struct subject *subject, int cap, uint32_t *target)
{
	switch (power_over(subject, cap, target)) {
	case NAMESPACE_OWNER:
		return CAPPROBE_OWNER;
	case NAMESPACE_NONE:
		return CAPPROBE_USERNS;
	case NAMESPACE_UNKNOWN:
		return CAPPROBE_OTHER;
	default:
		break;
	}
	if (subject->sets.sets[SET_EFFECTIVE] & BIT(cap))
		return CAPPROBE_EFFECTIVE;
	if (subject->sets.sets[SET_PERMITTED] & BIT(cap))
		return CAPPROBE_NOT_EFFECTIVE;
	if (subject->sets.sets[SET_BOUNDING] & BIT(cap))
		return CAPPROBE_NOT_PERMITTED;
	return CAPPROBE_NOT_BOUNDING;
}
