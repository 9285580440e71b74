// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_refused.c - what the session file refuses
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sessions.h"

static int start_error(struct capprobe_session_start request)
{
	int fd = open_session(), error = start(fd, &request);

	close(fd);
	return error;
}

void test_refused_requests(void)
{
	struct capprobe_session_start request = request_denied();
	int fd;

	request.abi = CAPPROBE_ABI + 1;
	fd = open_session();
	result(start(fd, &request) == EPROTO && request.abi == CAPPROBE_ABI,
	       "another ABI is refused, and told which one it is");
	close(fd);

	request = request_denied();
	request.ring_bytes = CAPPROBE_RING_MIN - 1;
	result(start_error(request) == EINVAL, "a ring that is too small is refused");
	request.ring_bytes = CAPPROBE_RING_MAX + 1;
	result(start_error(request) == EINVAL, "a ring that is too large is refused");
	request = request_denied();
	request.filter.flags = CAPPROBE_FILTER_FLAGS + 1;
	result(start_error(request) == EINVAL, "an unknown flag is refused");
	request = request_denied();
	request.filter.pid_count = CAPPROBE_FILTER_IDS + 1;
	result(start_error(request) == EINVAL, "more processes than there is room for are refused");
	request.filter.pid_count = 0;
	request.filter.cgroup_count = ALL;
	result(start_error(request) == EINVAL, "more cgroups than there is room for are refused");
	request = request_denied();
	request.reserved = 1;
	result(start_error(request) == EINVAL, "a reserved field that is set is refused");

	fd = open_session();
	result(ioctl(fd, CAPPROBE_IOC_START, NULL) && errno == EFAULT,
	       "an address that cannot be is refused");
	result(ioctl(fd, CAPPROBE_IOC_START + 1, NULL) && errno == ENOTTY,
	       "an unknown ioctl is refused");
	request = request_denied();
	start(fd, &request);
	result(start(fd, &request) == EBUSY, "a second start is refused");
	close(fd);
}

static int mmap_error(int fd, size_t bytes, int protection, int flags, off_t offset)
{
	void *area = mmap(NULL, bytes, protection, flags, fd, offset);

	if (area == MAP_FAILED)
		return errno;
	munmap(area, bytes);
	return 0;
}

void test_refused_mappings(void)
{
	struct capprobe_session_start request = request_denied();
	int error, fd = open_session();
	void *area;

	result(mmap_error(fd, 4096, PROT_READ, MAP_SHARED, CAPPROBE_MMAP_HEADS) == ENODEV,
	       "a mapping before the start is refused");
	start(fd, &request);
	result(mmap_error(fd, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, CAPPROBE_MMAP_HEADS) == EACCES,
	       "writable heads are refused");
	result(mmap_error(fd, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, CAPPROBE_MMAP_SLOTS) == EACCES,
	       "writable slots are refused");
	/* EPERM if debugfs is mounted noexec. */
	error = mmap_error(fd, 4096, PROT_READ | PROT_EXEC, MAP_SHARED, CAPPROBE_MMAP_SLOTS);
	result(error == EACCES || error == EPERM, "executable slots are refused");
	result(mmap_error(fd, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, CAPPROBE_MMAP_SLOTS) == EACCES,
	       "a private mapping is refused");
	result(mmap_error(fd, 4096, PROT_READ, MAP_SHARED, 4096) == EINVAL,
	       "an offset that is none is refused");
	result(mmap_error(fd, ((size_t)request.rings + 1) * request.ring_bytes, PROT_READ, MAP_SHARED,
			  CAPPROBE_MMAP_SLOTS) == EINVAL,
	       "a mapping behind the end is refused");
	area = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, CAPPROBE_MMAP_HEADS);
	result(area != MAP_FAILED && mprotect(area, 4096, PROT_READ | PROT_WRITE) && errno == EACCES,
	       "heads do not become writable later");
	result(mprotect(area, 4096, PROT_READ | PROT_EXEC) && errno == EACCES,
	       "heads do not become executable later");
	munmap(area, 4096);
	close(fd);
}

void test_no_privilege(void)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		/* Still root, so the file's mode permits it, but without the capability. */
		if (prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN) || unshare(CLONE_NEWUSER))
			die("unshare");
		_exit(open(PATH, O_RDWR) < 0 && (errno == EPERM || errno == EACCES) ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	result(status == 0, "root of another user namespace is refused");
}
