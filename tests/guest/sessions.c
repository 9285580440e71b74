// SPDX-License-Identifier: GPL-2.0
/*
 * sessions - test what the module's session file does, and what it refuses
 *
 * Run as root with the module loaded. Prints one line per result, as in TAP. It uses the ABI
 * directly instead of the program's reader, so that it can misbehave.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "capprobe.h"

#define PATH	"/sys/kernel/debug/" CAPPROBE_NAME "/" CAPPROBE_SESSION_FILE
#define ADMIN	(1ULL << CAP_SYS_ADMIN)
#define ALL	(~0U)

static int failed;

static void result(bool ok, const char *name)
{
	printf("%s %s\n", ok ? "ok" : "not ok", name);
	failed |= !ok;
	fflush(stdout);
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

/* A filter for denied checks for CAP_SYS_ADMIN, to be modified by tests. */
static struct capprobe_session_start request_denied(void)
{
	return (struct capprobe_session_start){
		.abi = CAPPROBE_ABI,
		.ring_bytes = CAPPROBE_RING_MIN,
		.filter = { .denied = ADMIN, .reasons = ALL },
	};
}

static int open_session(void)
{
	int fd = open(PATH, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		die(PATH);
	return fd;
}

static int start(int fd, struct capprobe_session_start *request)
{
	return ioctl(fd, CAPPROBE_IOC_START, request) ? errno : 0;
}

static int start_error(struct capprobe_session_start request)
{
	int fd = open_session(), error = start(fd, &request);

	close(fd);
	return error;
}

struct session {
	int				fd;
	struct capprobe_session_start	request;
	const struct capprobe_ring_head	*heads;
	struct capprobe_ring_tail	*tails;
	const struct capprobe_record	*slots;
	unsigned int			size;
};

static size_t page_up(size_t bytes)
{
	size_t page = sysconf(_SC_PAGESIZE);

	return (bytes + page - 1) / page * page;
}

static void *map(int fd, size_t bytes, int protection, off_t offset)
{
	void *area = mmap(NULL, page_up(bytes), protection, MAP_SHARED, fd, offset);

	if (area == MAP_FAILED)
		die("mmap");
	return area;
}

/* Maps the rings of a session that was started with @request. */
static struct session map_session(int fd, struct capprobe_session_start request)
{
	struct session session = { .fd = fd, .request = request };
	unsigned int rings = session.request.rings;

	session.size = session.request.ring_bytes / sizeof(*session.slots);
	session.heads = map(session.fd, rings * sizeof(*session.heads), PROT_READ,
			    CAPPROBE_MMAP_HEADS);
	session.tails = map(session.fd, rings * sizeof(*session.tails), PROT_READ | PROT_WRITE,
			    CAPPROBE_MMAP_TAILS);
	session.slots = map(session.fd, (size_t)rings * session.request.ring_bytes, PROT_READ,
			    CAPPROBE_MMAP_SLOTS);
	return session;
}

static struct session start_session(struct capprobe_session_start request)
{
	int fd = open_session();

	if (start(fd, &request))
		die("start");
	return map_session(fd, request);
}

static void end_session(struct session *session)
{
	unsigned int rings = session->request.rings;

	munmap((void *)session->heads, page_up(rings * sizeof(*session->heads)));
	munmap(session->tails, page_up(rings * sizeof(*session->tails)));
	munmap((void *)session->slots, (size_t)rings * session->request.ring_bytes);
	close(session->fd);
}

static unsigned long long records(const struct session *session)
{
	unsigned long long sum = 0;
	unsigned int i;

	for (i = 0; i < session->request.rings; i++)
		sum += session->heads[i].records;
	return sum;
}

static unsigned long long lost(const struct session *session)
{
	unsigned long long sum = 0;
	unsigned int type, cause, i;

	for (i = 0; i < session->request.rings; i++) {
		for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
			for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
				sum += session->heads[i].lost[type][cause];
		}
	}
	return sum;
}

/* Number of records in the rings, read or not. */
static unsigned int records_of(const struct session *session, unsigned int uid,
			       enum capprobe_type type)
{
	unsigned int ring, count = 0;
	unsigned long long i;

	for (ring = 0; ring < session->request.rings; ring++) {
		for (i = 0; i < session->heads[ring].head; i++) {
			const struct capprobe_record *record =
				&session->slots[ring * session->size + i];

			i += (record->text_len + sizeof(*record) - 1) / sizeof(*record);
			count += record->uid == uid && record->type == type;
		}
	}
	return count;
}

static void on_first_cpu(void)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	sched_setaffinity(0, sizeof(one), &one);
}

/* Starts a child that causes denied checks on CPU 0 as another user. */
static pid_t spawn_checks(const char *count)
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

static pid_t make_checks(const char *count)
{
	pid_t pid = spawn_checks(count);
	int status;

	if (waitpid(pid, &status, 0) != pid || status)
		die("checks failed");
	return pid;
}

static void test_refused_requests(void)
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

static void test_refused_mappings(void)
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

static void test_no_privilege(void)
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

static void test_conservation(void)
{
	struct session session = start_session(request_denied());
	unsigned long long full;

	on_first_cpu();
	make_checks("5000");
	full = records(&session);
	result(full > session.size / 2 && full < session.size, "a full ring takes no more");
	result(full + lost(&session) == 5000, "what it does not take is counted");

	session.tails[0].tail = session.heads[0].head;
	make_checks("100");
	result(records(&session) == full + 100, "a ring that was read takes more");
	result(records(&session) + lost(&session) == 5100, "and still everything is counted");
	end_session(&session);
}

/* Invalid tails: the ring looks full, losses are counted, and nothing else happens. */
static void test_hostile_tails(void)
{
	static const unsigned long long tails[] = {
		1, ~0ULL, 1ULL << 63, 0x123456789abcdefULL,
	};
	struct session session = start_session(request_denied());
	unsigned long long before;
	bool counted = true;
	unsigned int i;

	make_checks("600");
	for (i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
		before = records(&session) + lost(&session);
		session.tails[0].tail = session.heads[0].head + tails[i];
		make_checks("1000");
		counted &= records(&session) + lost(&session) == before + 1000;
	}
	result(counted, "a hostile tail loses nothing uncounted");
	session.tails[0].tail = session.heads[0].head;
	before = records(&session);
	make_checks("100");
	result(records(&session) == before + 100, "an honest tail afterwards gives room again");
	end_session(&session);
}

#define CGROUP	"/sys/fs/cgroup/capprobe-sessions"

static void make_cgroup(const char *path)
{
	if (mkdir(path, 0755) && errno != EEXIST)
		die(path);
}

static void write_to(const char *directory, const char *file, const char *text)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", directory, file);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		die(path);
	close(fd);
}

/* Moving to another cgroup resets the CPU affinity. */
static void enter(const char *cgroup)
{
	write_to(cgroup, "cgroup.procs", "0");
	on_first_cpu();
}

/* Causes checks as @uid in a new cgroup. */
static void make_checks_in(const char *cgroup, unsigned int uid, long count)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		enter(cgroup);
		if (setresuid(uid, uid, uid))
			die("setresuid");
		while (count--)
			sethostname("x", 1);
		_exit(0);
	}
	if (waitpid(pid, &status, 0) != pid || status)
		die("checks failed");
}

/* Makes module calls that are refused. */
static void make_module_calls_in(const char *cgroup, unsigned int uid, int count)
{
	pid_t pid = fork();

	if (!pid) {
		enter(cgroup);
		if (setresuid(uid, uid, uid))
			die("setresuid");
		while (count--)
			syscall(SYS_delete_module, "capprobe-no-such-module", 0);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

/* The top flooder of the first ring. */
static unsigned long long flooder(const struct session *session)
{
	const struct capprobe_flooder *most = session->heads[0].flooders;
	int i;

	for (i = 1; i < CAPPROBE_FLOODERS; i++) {
		if (session->heads[0].flooders[i].lost > most->lost)
			most = &session->heads[0].flooders[i];
	}
	return most->cgroup;
}

static struct session start_with_modules(void)
{
	struct capprobe_session_start request = request_denied();

	request.filter.flags = CAPPROBE_FILTER_MODULE;
	return start_session(request);
}

/* A container floods a reader that does not read. */
static void test_flood_of_one(void)
{
	struct session session = start_with_modules();
	const __u64 (*by_cause)[CAPPROBE_LOSS_COUNT] = session.heads[0].lost;
	struct stat cgroup;

	make_cgroup(CGROUP);
	make_cgroup(CGROUP "/flood");
	make_cgroup(CGROUP "/other");
	make_checks_in(CGROUP "/flood", 1001, 100000);
	make_checks_in(CGROUP "/other", 1002, 10);
	result(records_of(&session, 1002, CAPPROBE_TYPE_CHECK) == 10,
	       "a flood from one container leaves room for the checks of another");
	make_checks_in(CGROUP "/other", 1001, 5);
	result(records_of(&session, 1001, CAPPROBE_TYPE_CHECK) + lost(&session) == 100005,
	       "of the same user too, and all is counted");
	make_module_calls_in(CGROUP "/other", 1003, 5);
	result(records_of(&session, 1003, CAPPROBE_TYPE_MODULE) == 5,
	       "a flood of checks leaves room for module calls");
	result(by_cause[CAPPROBE_TYPE_CHECK][CAPPROBE_LOST_RING_SHARE] == lost(&session) &&
	       lost(&session) > 90000, "what is lost is told by record and cause");
	result(!stat(CGROUP "/flood", &cgroup) && flooder(&session) == cgroup.st_ino,
	       "and whose most of it was");
	end_session(&session);
}

/* A user who can create cgroups floods from many of them. */
static void test_flood_of_many(void)
{
	struct session session = start_with_modules();
	char cgroup[64];
	int i;

	for (i = 0; i < 100; i++) {
		snprintf(cgroup, sizeof(cgroup), CGROUP "/flood/%d", i);
		make_cgroup(cgroup);
		make_checks_in(cgroup, 1001, i ? 100 : 1000);
		rmdir(cgroup);
	}
	make_checks_in(CGROUP "/other", 1002, 5);
	result(records_of(&session, 1002, CAPPROBE_TYPE_CHECK) == 5,
	       "a flood from many cgroups of a user leaves room for another user");
	result(records(&session) + lost(&session) == 10905, "and all of it is counted");
	end_session(&session);
}

/* A flood of module calls is limited, too. */
static void test_flood_of_modules(void)
{
	struct session session = start_with_modules();

	make_module_calls_in(CGROUP "/flood", 1001, 2000);
	make_module_calls_in(CGROUP "/other", 1002, 3);
	result(records_of(&session, 1002, CAPPROBE_TYPE_MODULE) == 3,
	       "a flood of module calls leaves room for those of another container");
	result(session.heads[0].lost[CAPPROBE_TYPE_MODULE][CAPPROBE_LOST_RING_SHARE] > 1000,
	       "what is lost of them is told");
	end_session(&session);
	rmdir(CGROUP "/other");
	rmdir(CGROUP "/flood");
	rmdir(CGROUP);
}

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
static void test_owner(void)
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

static void test_record(void)
{
	struct session session = start_session(request_denied());
	const struct capprobe_record *record = session.slots;
	pid_t pid = make_checks("1");

	result(records(&session) == 1 && session.heads[0].head == 1, "one check is one record");
	result(record->type == CAPPROBE_TYPE_CHECK && record->cap == CAP_SYS_ADMIN &&
	       record->reason == CAPPROBE_NOT_PERMITTED, "it tells the capability and the reason");
	result(record->pid == (unsigned int)pid && record->tid == (unsigned int)pid &&
	       record->uid == 65534 && record->gid == 65534, "it tells who asked");
	result(record->syscall == SYS_sethostname, "it tells the system call");
	result(!strcmp(record->comm, "checks"), "it tells the command");
	result(!record->effective && !record->permitted && record->bounding, "it tells the sets");
	result(!record->flags, "it tells that the check was the task's own, and audited");
	end_session(&session);
}

static void test_filters(void)
{
	struct capprobe_session_start request = request_denied();
	struct session by_uid, by_pid, by_reason, granted, other;

	request.filter.uid_count = 1;
	request.filter.uids[0] = 65534;
	by_uid = start_session(request);
	request = request_denied();
	request.filter.pid_count = 1;
	request.filter.pids[0] = 1;
	by_pid = start_session(request);
	request = request_denied();
	request.filter.reasons = 1 << CAPPROBE_USERNS;
	by_reason = start_session(request);
	request = request_denied();
	request.filter.granted = ADMIN;
	request.filter.denied = 0;
	request.filter.uid_count = 1;
	request.filter.uids[0] = 65534;
	granted = start_session(request);
	request = request_denied();
	request.filter.denied = 1ULL << CAP_NET_RAW;
	other = start_session(request);

	make_checks("10");
	result(records(&by_uid) == 10, "a session for a user sees the user");
	result(records(&by_pid) == 0, "a session for a process does not see others");
	result(records(&by_reason) == 0, "a session for a reason does not see others");
	result(records(&granted) == 0, "a session for what is granted does not see what is denied");
	result(records(&other) == 0, "a session for a capability does not see others");
	end_session(&by_uid);
	end_session(&by_pid);
	end_session(&by_reason);
	end_session(&granted);
	end_session(&other);
}

static void test_many_sessions(void)
{
	enum { SESSIONS = 16 };
	struct session sessions[SESSIONS];
	bool all = true;
	int i;

	for (i = 0; i < SESSIONS; i++)
		sessions[i] = start_session(request_denied());
	make_checks("100");
	for (i = 0; i < SESSIONS; i++)
		all &= records(&sessions[i]) == 100 && !lost(&sessions[i]);
	result(all, "16 sessions at once see every record each");
	for (i = 0; i < SESSIONS; i++)
		end_session(&sessions[i]);
}

static void test_wait(void)
{
	struct session session = start_session(request_denied());
	struct pollfd poll_for = { .fd = session.fd, .events = POLLIN };
	pid_t pid;

	result(poll(&poll_for, 1, 0) == 0, "an empty session has nothing to read");
	pid = fork();
	if (!pid) {
		usleep(300000);
		pid = spawn_checks("1");
		waitpid(pid, NULL, 0);
		_exit(0);
	}
	result(poll(&poll_for, 1, 20000) == 1, "a reader that sleeps is woken by a record");
	result(records(&session) == 1, "which is there by then");
	waitpid(pid, NULL, 0);
	session.tails[0].tail = session.heads[0].head;
	result(poll(&poll_for, 1, 0) == 0, "what is read does not wake again");
	end_session(&session);
}

static void drain(struct session *session)
{
	unsigned int i;

	for (i = 0; i < session->request.rings; i++)
		session->tails[i].tail = session->heads[i].head;
}

static unsigned long long boot_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

/* Nanoseconds from a record until its sleeping reader is awake. */
static unsigned long long wait_for_record(struct session *session)
{
	struct pollfd poll_for = { .fd = session->fd, .events = POLLIN };
	unsigned long long awake;
	pid_t pid;

	drain(session);
	if (poll(&poll_for, 1, 0))
		die("a ring that was read is not empty");
	pid = spawn_checks("1");
	poll(&poll_for, 1, 20000);
	awake = boot_time();
	waitpid(pid, NULL, 0);
	return awake - session->slots[(session->heads[0].head - 1) & (session->size - 1)].time;
}

/* The best of three, because the machine may be busy. */
static void test_latency(void)
{
	struct session session = start_session(request_denied());
	unsigned long long best = ~0ULL, taken;
	int i;

	for (i = 0; i < 3; i++) {
		taken = wait_for_record(&session);
		best = taken < best ? taken : best;
	}
	result(best < 100000000, "a first record reaches a reader that waits within 100 ms");
	end_session(&session);
}

/* Number of times that this process was woken from poll(). */
static long sleeps(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_nvcsw;
}

static void test_flood(void)
{
	struct session session = start_session(request_denied());
	struct pollfd poll_for = { .fd = session.fd, .events = POLLIN };
	long before = sleeps(), slept;
	pid_t pid = spawn_checks("20000");

	while (records(&session) + lost(&session) < 20000) {
		poll(&poll_for, 1, 1000);
		drain(&session);
	}
	slept = sleeps() - before;
	waitpid(pid, NULL, 0);
	result(records(&session) + lost(&session) == 20000, "a flood is counted, all of it");
	printf("# woken %ld times for 20000 records\n", slept);
	result(slept && slept < 1000, "and wakes the reader now and then, not for each record");
	end_session(&session);
}

int main(void)
{
	test_refused_requests();
	test_refused_mappings();
	test_no_privilege();
	test_conservation();
	test_hostile_tails();
	test_flood_of_one();
	test_flood_of_many();
	test_flood_of_modules();
	test_owner();
	test_record();
	test_filters();
	test_many_sessions();
	test_wait();
	test_latency();
	test_flood();
	return failed;
}
