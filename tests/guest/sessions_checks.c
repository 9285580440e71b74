// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_checks.c - causes checks
 */
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sessions.h"

void on_first_cpu(void)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	sched_setaffinity(0, sizeof(one), &one);
}

pid_t spawn_checks(const char *count)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	if (setresgid(65534, 65534, 65534) || setresuid(65534, 65534, 65534))
		die("setresuid");
	execl("/run/capprobe-tests/checks", "checks", count, NULL);
	die("checks");
	return -1;
}

pid_t make_checks(const char *count)
{
	pid_t pid = spawn_checks(count);
	int status;

	if (waitpid(pid, &status, 0) != pid || status)
		die("checks failed");
	return pid;
}
