// SPDX-License-Identifier: GPL-2.0
/*
 * confined.c - parse a container's files in a sandbox
 *
 * A container can craft a file to crash or take over whatever parses it, and its
 * file system may be served by a process of its own that never answers. So a child
 * opens the file with this program's rights, copies it, and drops all rights before
 * it looks at the first byte. All it can do then is compute and answer.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/file.h"
#include "process/confined.h"

#define NOBODY		65534
#define MEMORY_MAX	(512UL << 20)	/* bytes of address space, including the program */

#define ANSWER_FD	(STDERR_FILENO + 1)
#define PROCESS_FD	(ANSWER_FD + 1)

static bool limit(int resource, rlim_t most)
{
	return !setrlimit(resource, &(struct rlimit){ most, most });
}

/* Keep none of the program's descriptors: the child may be left behind. */
static bool detach(int answer, int process, pid_t parent)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	int held = fcntl(process, F_DUPFD_CLOEXEC, PROCESS_FD + 1);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	return null >= 0 && getppid() == parent && dup2(null, STDIN_FILENO) >= 0 &&
	       dup2(null, STDOUT_FILENO) >= 0 && dup2(null, STDERR_FILENO) >= 0 &&
	       dup2(answer, ANSWER_FD) >= 0 && dup2(held, PROCESS_FD) >= 0 &&
	       !syscall(__NR_close_range, PROCESS_FD + 1, ~0U, 0) &&
	       limit(RLIMIT_AS, MEMORY_MAX) && limit(RLIMIT_CPU, CONFINED_SECONDS) &&
	       limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0);
}

static int open_in(int process, const char *path)
{
	int directory, fd, error;

	directory = openat(process, "root", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return -1;
	fd = file_open(directory, path);
	error = errno;
	close(directory);
	errno = error;
	return fd;
}

/* Read, not mapped: truncating the file meanwhile does no harm. NULL with errno set. */
static char *copy(int fd, size_t most, size_t *length)
{
	char *bytes = mmap(NULL, most + 1, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	ssize_t got;

	if (bytes == MAP_FAILED)
		return NULL;
	for (*length = 0; *length <= most; *length += got) {
		got = read(fd, bytes + *length, most + 1 - *length);
		if (got < 0)
			return NULL;
		if (!got)
			return bytes;
	}
	errno = EFBIG;
	return NULL;
}

/* Only root can change to another user. */
static bool become_nobody(void)
{
	uid_t real, effective, saved;

	if (geteuid())
		return true;
	return !setgroups(0, NULL) && !setresgid(NOBODY, NOBODY, NOBODY) &&
	       !setresuid(NOBODY, NOBODY, NOBODY) && !getresuid(&real, &effective, &saved) &&
	       real == NOBODY && effective == NOBODY && saved == NOBODY;
}

static bool drop_capabilities(void)
{
	cap_t none = cap_init(), left;
	bool dropped = none && !cap_set_proc(none);

	left = cap_get_proc();
	return dropped && left && !cap_compare(none, left);
}

/* Allow what malloc(3) needs, writing the answer, and exiting. Anything else kills. */
static bool forbid_calls(void)
{
	static const int allowed[] = {
		SCMP_SYS(write), SCMP_SYS(exit_group), SCMP_SYS(brk), SCMP_SYS(munmap),
		SCMP_SYS(mremap), SCMP_SYS(madvise),
	};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	size_t i;

	if (!filter)
		return false;
	for (i = 0; i < ARRAY_SIZE(allowed); i++) {
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0))
			return false;
	}
	return !seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
				 SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
	       !seccomp_load(filter);
}

static bool confine(void)
{
	return become_nobody() && drop_capabilities() && limit(RLIMIT_NOFILE, 0) && forbid_calls();
}

static void reply(int error, const void *answer, size_t size)
{
	_exit(write(ANSWER_FD, &error, sizeof(error)) != sizeof(error) ||
	      write(ANSWER_FD, answer, size) != (ssize_t)size);
}

static void look_into(int process, const char *path, size_t most, confined_look look,
		      const void *context, void *answer, size_t size)
{
	int fd = open_in(process, path);
	size_t length;
	char *bytes;

	if (fd < 0)
		reply(errno, answer, size);
	bytes = copy(fd, most, &length);
	if (!bytes)
		reply(errno, answer, size);
	close(fd);
	close(process);
	if (!confine())
		reply(EPERM, answer, size);
	reply(look(bytes, length, context, answer), answer, size);
}

/* Returns 0, ETIMEDOUT, or EPROTO on a premature end. */
static int receive(int fd, void *to, size_t size, long end)
{
	struct pollfd polled = { .fd = fd, .events = POLLIN };
	long left;

	while (size) {
		ssize_t got = 0;

		left = end - milliseconds();
		if (left <= 0)
			return ETIMEDOUT;
		if (poll(&polled, 1, left) <= 0)
			continue;
		got = read(fd, to, size);
		if (got <= 0)
			return EPROTO;
		to = (char *)to + got;
		size -= got;
	}
	return 0;
}

/* A child that hangs in a file system may not even die from SIGKILL. */
static void end(pid_t child, bool hangs)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, hangs ? WNOHANG : 0);
}

int confined_read(int process, const char *path, size_t most, confined_look look,
		  const void *context, void *answer, size_t size)
{
	long until = milliseconds() + CONFINED_SECONDS * 1000;
	pid_t parent = getpid(), child;
	int ends[2], error, said = 0;

	memset(answer, 0, size);
	if (pipe2(ends, O_CLOEXEC))
		return errno;
	child = fork();
	if (!child) {
		if (!detach(ends[1], process, parent))
			_exit(1);
		look_into(PROCESS_FD, path, most, look, context, answer, size);
	}
	error = child < 0 ? errno : 0;
	close(ends[1]);
	if (!error)
		error = receive(ends[0], &said, sizeof(said), until);
	if (!error)
		error = receive(ends[0], answer, size, until);
	close(ends[0]);
	if (child > 0)
		end(child, error == ETIMEDOUT);
	return error ? error : said;
}
