// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_client.c - starts sessions, maps their rings and counts their records
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sessions.h"

struct capprobe_session_start request_denied(void)
{
	return (struct capprobe_session_start){
		.abi = CAPPROBE_ABI,
		.ring_bytes = CAPPROBE_RING_MIN,
		.filter = { .denied = ADMIN, .reasons = ALL },
	};
}

int open_session(void)
{
	int fd = open(PATH, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		die(PATH);
	return fd;
}

int start(int fd, struct capprobe_session_start *request)
{
	return ioctl(fd, CAPPROBE_IOC_START, request) ? errno : 0;
}

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

struct session map_session(int fd, struct capprobe_session_start request)
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

struct session start_session(struct capprobe_session_start request)
{
	int fd = open_session();

	if (start(fd, &request))
		die("start");
	return map_session(fd, request);
}

void end_session(struct session *session)
{
	unsigned int rings = session->request.rings;

	munmap((void *)session->heads, page_up(rings * sizeof(*session->heads)));
	munmap(session->tails, page_up(rings * sizeof(*session->tails)));
	munmap((void *)session->slots, (size_t)rings * session->request.ring_bytes);
	close(session->fd);
}

unsigned long long records(const struct session *session)
{
	unsigned long long sum = 0;
	unsigned int i;

	for (i = 0; i < session->request.rings; i++)
		sum += session->heads[i].records;
	return sum;
}

unsigned long long lost(const struct session *session)
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

void drain(struct session *session)
{
	unsigned int i;

	for (i = 0; i < session->request.rings; i++)
		session->tails[i].tail = session->heads[i].head;
}
