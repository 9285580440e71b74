// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_wait.c - a reader that waits, and how often it is woken
 */
#include <poll.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sessions.h"

void test_wait(void)
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
void test_latency(void)
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

void test_flood(void)
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
