// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_owner.c - a session whose reader died
 */
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sessions.h"

/* A child whose pid was used before. */
static pid_t fork_as(pid_t pid)
{
	struct clone_args arguments = {
		.exit_signal = SIGCHLD,
		.set_tid = (uintptr_t)&pid,
		.set_tid_size = 1,
	};

	return syscall(SYS_clone3, &arguments, sizeof(arguments));
}

/* The reader died, but another process still has the file and its rings. */
void test_owner(void)
{
	struct capprobe_session_start request = request_denied();
	struct session session;
	pid_t owner, again;
	int status;

	owner = syscall(SYS_clone, CLONE_FILES | SIGCHLD, 0, 0, 0, 0);
	if (!owner) {
		session = start_session(request);
		/* The parent only needs the number of the descriptor. */
		_exit(session.fd);
	}
	waitpid(owner, &status, 0);
	request.rings = sysconf(_SC_NPROCESSORS_CONF);
	session = map_session(WEXITSTATUS(status), request);

	again = fork_as(owner);
	if (!again) {
		if (setresuid(1001, 1001, 1001))
			die("setresuid");
		sethostname("x", 1);
		_exit(0);
	}
	result(again == owner, "a process gets the number of the reader that died");
	waitpid(again, NULL, 0);
	result(records(&session) == 1, "and is not taken for it");
	end_session(&session);
}
