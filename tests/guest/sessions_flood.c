// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_flood.c - a flood leaves room for the records of others
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sessions.h"

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
void test_flood_of_one(void)
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
void test_flood_of_many(void)
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
void test_flood_of_modules(void)
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
