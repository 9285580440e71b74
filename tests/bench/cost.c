// SPDX-License-Identifier: GPL-2.0
/*
 * cost OPERATION [SESSIONS] - measure the instructions that an operation takes
 *
 * For a guest with one CPU whose time stamp counter counts instructions. Takes the median of
 * many rounds of a few calls, because a timer or another process interrupts few of them.
 * Prints "INSTRUCTIONS CALLS": instructions per call, including the loop, which cancels out
 * in comparisons, and the number of calls.
 */
#include <errno.h>
#include <inttypes.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <x86intrin.h>

#include "client.h"

#define ROUNDS		500
#define CALLS		200
#define SESSIONS	16

/* Holds all records of a measurement: nobody reads, and none may be lost. */
#define RING_BYTES	(ROUNDS * CALLS * sizeof(struct capprobe_record))

#define CAP		(UINT64_C(1) << CLIENT_CAP)
#define ALL		(~0U)
#define NOBODY		0x7fffffff	/* matches no process and no user */

static struct capprobe_filter wants(void)
{
	return (struct capprobe_filter){ .granted = CAP, .denied = CAP, .reasons = ALL };
}

static struct capprobe_filter wants_another_capability(void)
{
	return (struct capprobe_filter){
		.granted = ~CAP,
		.denied = ~CAP,
		.reasons = ALL,
	};
}

static struct capprobe_filter wants_denied(void)
{
	return (struct capprobe_filter){ .denied = CAP, .reasons = ALL };
}

static struct capprobe_filter wants_another_process(void)
{
	struct capprobe_filter filter = wants();

	filter.pid_count = 1;
	filter.pids[0] = NOBODY;
	return filter;
}

static struct capprobe_filter wants_another_user(void)
{
	struct capprobe_filter filter = wants();

	filter.uid_count = 1;
	filter.uids[0] = NOBODY;
	return filter;
}

/* The sessions that are open during the measurement; with two filters, they alternate. */
static const struct sessions {
	const char		*name;
	int			count;
	struct capprobe_filter	(*filter)(void);
	struct capprobe_filter	(*other_filter)(void);
} all_sessions[] = {
	{ "none", 0, wants, wants },
	{ "wants", 1, wants, wants },
	{ "wants-denied", 1, wants_denied, wants_denied },
	{ "another-capability", 1, wants_another_capability, wants_another_capability },
	{ "16-another-process-or-user", SESSIONS, wants_another_process, wants_another_user },
};

static void prepare_root(void)
{
}

static void prepare_seccomp(void)
{
	static struct sock_filter allow[] = { BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW) };
	static const struct sock_fprog program = { .len = 1, .filter = allow };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		die("seccomp");
}

static void call_sethostname(void)
{
	if (!sethostname("x", 1) || errno != EPERM)
		die("a host name that should not have been set");
}

static void call_getppid(void)
{
	syscall(SYS_getppid);
}

static const struct operation {
	const char	*name;
	void		(*prepare)(void);
	void		(*call)(void);
} all_operations[] = {
	{ "denied", client_drop, client_denied },
	{ "granted", prepare_root, client_granted },
	{ "followed", client_drop, call_sethostname },
	{ "seccomp", prepare_seccomp, call_getppid },
};

static int compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double measure(void (*call)(void))
{
	static uint64_t took[ROUNDS];
	int calls, round;

	for (round = 0; round < ROUNDS; round++) {
		uint64_t start = __rdtsc();

		for (calls = 0; calls < CALLS; calls++)
			call();
		took[round] = __rdtsc() - start;
	}
	qsort(took, ROUNDS, sizeof(*took), compare);
	return (double)took[ROUNDS / 2] / CALLS;
}

#define TURNS	1000

static void call_turns(void)
{
	uint64_t left = TURNS;

	asm volatile("1: dec %0; jnz 1b" : "+r" (left));
}

/* Two instructions per iteration, and a few around them. */
static void check_clock(void)
{
	double took = measure(call_turns);

	if (took >= 2 * TURNS && took < 2 * TURNS + 20)
		return;
	fprintf(stderr, "cost: %d instructions take %.1f of the clock: it does not count them\n",
		2 * TURNS, took);
	exit(1);
}

static void run(const struct operation *operation)
{
	pid_t pid = client_fork();
	int status;

	if (!pid) {
		operation->prepare();
		printf("%.1f %d\n", measure(operation->call), ROUNDS * CALLS);
		fflush(stdout);
		_exit(0);
	}
	if (waitpid(pid, &status, 0) != pid || status)
		exit(1);
}

static void open_sessions(struct client *clients, const struct sessions *sessions)
{
	const struct capprobe_filter filter = sessions->filter();
	const struct capprobe_filter other = sessions->other_filter();
	int i;

	for (i = 0; i < sessions->count; i++)
		client_open(&clients[i], i % 2 ? &other : &filter,
			    sessions->count == 1 ? RING_BYTES : CAPPROBE_RING_MIN);
}

/*
 * Verify that the sessions got what was intended, or something else was measured. A few
 * records may come from other processes of the guest.
 */
static void check_sessions(const struct client *clients, const struct sessions *sessions)
{
	const uint64_t wanted = sessions->filter == wants ? ROUNDS * CALLS : 0;
	int i;

	for (i = 0; i < sessions->count; i++) {
		uint64_t records = client_records(&clients[i]), lost = client_lost(&clients[i]);

		if (records >= wanted && records < wanted + ROUNDS && !lost)
			continue;
		fprintf(stderr, "cost: %" PRIu64 " records and %" PRIu64 " lost, not %" PRIu64 "\n",
			records, lost, wanted);
		exit(1);
	}
}

static const struct operation *find_operation(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(all_operations) / sizeof(*all_operations); i++) {
		if (!strcmp(all_operations[i].name, name))
			return &all_operations[i];
	}
	return NULL;
}

static const struct sessions *find_sessions(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(all_sessions) / sizeof(*all_sessions); i++) {
		if (!strcmp(all_sessions[i].name, name))
			return &all_sessions[i];
	}
	return NULL;
}

int main(int argc, char **argv)
{
	const struct sessions *sessions = find_sessions(argc > 2 ? argv[2] : "none");
	const struct operation *operation = find_operation(argc > 1 ? argv[1] : "");
	struct client clients[SESSIONS];

	if (!operation || !sessions) {
		fprintf(stderr, "usage: cost OPERATION [SESSIONS]\n");
		return 2;
	}
	check_clock();
	open_sessions(clients, sessions);
	run(operation);
	check_sessions(clients, sessions);
	return 0;
}
