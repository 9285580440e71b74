// SPDX-License-Identifier: GPL-2.0
/*
 * client.c - a session with the module, for benchmarks
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "client.h"

#define PATH	"/sys/kernel/debug/" CAPPROBE_NAME "/" CAPPROBE_SESSION_FILE

void die(const char *what)
{
	perror(what);
	exit(1);
}

static void *map(const struct client *client, size_t bytes, int protection, off_t offset)
{
	size_t page = sysconf(_SC_PAGESIZE);
	void *area = mmap(NULL, (bytes + page - 1) / page * page, protection, MAP_SHARED,
			  client->fd, offset);

	if (area == MAP_FAILED)
		die("mmap");
	return area;
}

void client_open(struct client *client, const struct capprobe_filter *filter, uint32_t ring_bytes)
{
	struct capprobe_session_start request = {
		.abi = CAPPROBE_ABI,
		.ring_bytes = ring_bytes,
		.filter = *filter,
	};

	client->fd = open(PATH, O_RDWR | O_CLOEXEC);
	if (client->fd < 0)
		die(PATH);
	if (ioctl(client->fd, CAPPROBE_IOC_START, &request))
		die("starting a session");
	client->rings = request.rings;
	client->size = request.ring_bytes / sizeof(*client->slots);
	client->heads = map(client, request.rings * sizeof(*client->heads), PROT_READ,
			    CAPPROBE_MMAP_HEADS);
	client->tails = map(client, request.rings * sizeof(*client->tails),
			    PROT_READ | PROT_WRITE, CAPPROBE_MMAP_TAILS);
	client->slots = map(client, (size_t)request.rings * request.ring_bytes, PROT_READ,
			    CAPPROBE_MMAP_SLOTS);
}

uint64_t client_records(const struct client *client)
{
	uint64_t records = 0;
	unsigned int i;

	for (i = 0; i < client->rings; i++)
		records += client->heads[i].records;
	return records;
}

uint64_t client_lost(const struct client *client)
{
	uint64_t lost = 0;
	unsigned int type, cause, i;

	for (i = 0; i < client->rings; i++) {
		for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
			for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
				lost += client->heads[i].lost[type][cause];
		}
	}
	return lost;
}

pid_t client_fork(void)
{
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	return pid;
}

void client_drop(void)
{
	if (setresgid(CLIENT_USER, CLIENT_USER, CLIENT_USER) ||
	    setresuid(CLIENT_USER, CLIENT_USER, CLIENT_USER))
		die("setresuid");
}

/*
 * Uses a call that capprobe does not follow and that does little more than
 * ns_capable(user_ns, CAP_SETPCAP): cap_prctl_drop() in security/commoncap.c.
 */
static void fail_to_drop(int error)
{
	if (!prctl(PR_CAPBSET_DROP, 64) || errno != error)
		die("a capability that there is not");
}

void client_denied(void)
{
	fail_to_drop(EPERM);
}

void client_granted(void)
{
	fail_to_drop(EINVAL);
}
