// SPDX-License-Identifier: GPL-2.0
/*
 * refusal.c - the process that was refused
 */
#include <string.h>
#include <unistd.h>

#include "layer/refusal.h"
#include "process/process.h"

static bool is_in_host_users(pid_t pid)
{
	int process = process_open(pid);
	bool is = process >= 0 && namespace_inode(process, NAMESPACE_USER) == NAMESPACE_INITIAL_USER;

	if (process >= 0)
		close(process);
	return is;
}

void refused_set(struct refused *refused, const struct subject *subject, pid_t first)
{
	bool of_host = subject->namespaces[NAMESPACE_USER] == NAMESPACE_INITIAL_USER;

	strcpy(refused->label, subject->label);
	refused->no_new_privs = subject->no_new_privs;
	refused->user = of_host && subject->euid;
	refused->own_users = first && is_in_host_users(first);
}
