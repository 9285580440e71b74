// SPDX-License-Identifier: GPL-2.0
/*
 * flood RING_BYTES COUNT - cause COUNT denied checks, with a reader on the same CPU
 *
 * The reader waits for records in poll(2), reads each, and releases slots as it goes. Prints
 * "READ LOST": the numbers of records that it read, and that the module says were lost.
 */
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client.h"

/* Release slots after this many. */
#define RELEASE_AFTER	1024

static void check_record(const struct capprobe_record *record)
{
	if (record->type == CAPPROBE_TYPE_CHECK && record->cap == CLIENT_CAP &&
	    record->uid == CLIENT_USER && record->text_len == 0)
		return;
	fprintf(stderr, "flood: a record that nobody asked for\n");
	exit(1);
}

static uint64_t read_ring(struct client *client, unsigned int ring)
{
	/* Pairs with the kernel's store-release of the head: slots before it are complete. */
	uint64_t head = __atomic_load_n(&client->heads[ring].head, __ATOMIC_ACQUIRE);
	const struct capprobe_record *slots = &client->slots[(size_t)ring * client->size];
	struct capprobe_ring_tail *tail = &client->tails[ring];
	uint64_t first = tail->tail, number;

	for (number = first; number != head; number++) {
		check_record(&slots[number & (client->size - 1)]);
		if (number % RELEASE_AFTER == 0)
			__atomic_store_n(&tail->tail, number, __ATOMIC_RELEASE);
	}
	__atomic_store_n(&tail->tail, head, __ATOMIC_RELEASE);
	return head - first;
}

static uint64_t read_rings(struct client *client)
{
	uint64_t records = 0;
	unsigned int ring;

	for (ring = 0; ring < client->rings; ring++)
		records += read_ring(client, ring);
	return records;
}

static int child_ends(void)
{
	sigset_t signals;
	int fd;

	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	fd = signalfd(-1, &signals, SFD_CLOEXEC);
	if (fd < 0)
		die("signalfd");
	return fd;
}

static pid_t spawn_checks(long count)
{
	pid_t pid = client_fork();

	if (pid)
		return pid;
	client_drop();
	while (count--)
		client_denied();
	_exit(0);
}

/* Reads until the child has exited, after which nothing more comes. */
static uint64_t read_until_end(struct client *client, int ends)
{
	struct pollfd polled[] = {
		{ .fd = client->fd, .events = POLLIN },
		{ .fd = ends, .events = POLLIN },
	};
	uint64_t records = 0;
	bool last = false;

	while (!last) {
		if (poll(polled, 2, -1) < 0)
			die("poll");
		last = polled[1].revents;
		records += read_rings(client);
	}
	return records;
}

int main(int argc, char **argv)
{
	const struct capprobe_filter filter = {
		.denied = UINT64_C(1) << CLIENT_CAP,
		.reasons = ~0U,
		.uid_count = 1,
		.uids = { CLIENT_USER },
	};
	struct client client;
	int ends, status;
	uint64_t records;

	if (argc != 3) {
		fprintf(stderr, "usage: flood RING_BYTES COUNT\n");
		return 2;
	}
	client_open(&client, &filter, strtoul(argv[1], NULL, 10));
	ends = child_ends();
	spawn_checks(strtol(argv[2], NULL, 10));
	records = read_until_end(&client, ends);
	if (wait(&status) < 0 || status)
		return 1;
	printf("%" PRIu64 " %" PRIu64 "\n", records, client_lost(&client));
	return 0;
}
