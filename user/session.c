// SPDX-License-Identifier: GPL-2.0
/*
 * session.c - a session with the module: its rings, read in the order of time
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ring.h"
#include "session.h"
#include "unreachable.h"

#define SESSION_PATH	"/sys/kernel/debug/" CAPPROBE_NAME "/" CAPPROBE_SESSION_FILE

/*
 * Of each CPU's ring: some 8,000 records, enough for a second of a busy one;
 * less where there are so many CPUs that all together would take over 32 MiB.
 */
#define RING_BYTES	(1 << 20)
#define RINGS_BYTES	(32 << 20)

/* Records that are read before their slots are given back. */
#define RELEASE_AFTER	1024

/* A part of the file that is mapped. */
struct area {
	void	*address;
	size_t	length;
};

struct session {
	int		fd;
	unsigned int	count;
	struct ring	*rings;
	struct area	heads;
	struct area	tails;
	struct area	slots;
	char		text[RING_TEXT_MAX];
};

static enum status map(struct session *session, struct area *area, size_t length, int protection,
		       off_t offset)
{
	size_t page = sysconf(_SC_PAGESIZE);

	area->length = (length + page - 1) / page * page;
	area->address = mmap(NULL, area->length, protection, MAP_SHARED, session->fd, offset);
	if (area->address != MAP_FAILED)
		return STATUS_OK;
	area->address = NULL;
	return fail(STATUS_FAILED, "cannot map %zu bytes of %s: %s", area->length, SESSION_PATH,
		    strerror(errno));
}

static void unmap(struct area *area)
{
	if (area->address)
		munmap(area->address, area->length);
}

static enum status map_rings(struct session *session, uint32_t ring_bytes)
{
	uint32_t size = ring_bytes / sizeof(struct capprobe_record);
	struct capprobe_ring_head *heads;
	struct capprobe_ring_tail *tails;
	struct capprobe_record *slots;
	enum status status;
	unsigned int i;

	status = map(session, &session->heads, session->count * sizeof(*heads), PROT_READ,
		     CAPPROBE_MMAP_HEADS);
	if (status == STATUS_OK)
		status = map(session, &session->tails, session->count * sizeof(*tails),
			     PROT_READ | PROT_WRITE, CAPPROBE_MMAP_TAILS);
	if (status == STATUS_OK)
		status = map(session, &session->slots, (size_t)session->count * ring_bytes,
			     PROT_READ, CAPPROBE_MMAP_SLOTS);
	if (status != STATUS_OK)
		return status;

	heads = session->heads.address;
	tails = session->tails.address;
	slots = session->slots.address;
	session->rings = calloc(session->count, sizeof(*session->rings));
	if (!session->rings)
		return fail(STATUS_FAILED, "out of memory for %u rings", session->count);
	for (i = 0; i < session->count; i++)
		session->rings[i] = (struct ring){
			.head = &heads[i],
			.tail = &tails[i],
			.slots = &slots[(size_t)i * size],
			.size = size,
		};
	return STATUS_OK;
}

static uint32_t ring_bytes(void)
{
	long each = RINGS_BYTES / sysconf(_SC_NPROCESSORS_CONF);

	if (each > RING_BYTES)
		return RING_BYTES;
	return each < CAPPROBE_RING_MIN ? CAPPROBE_RING_MIN : each;
}

static enum status start(struct session *session, const struct capprobe_filter *filter)
{
	struct capprobe_session_start request = {
		.abi = CAPPROBE_ABI,
		.ring_bytes = ring_bytes(),
		.filter = *filter,
	};

	session->fd = open(SESSION_PATH, O_RDWR | O_CLOEXEC);
	if (session->fd < 0)
		return unreachable_debugfs(SESSION_PATH, errno);
	if (ioctl(session->fd, CAPPROBE_IOC_START, &request))
		return fail(STATUS_FAILED, "cannot start a session with the kernel module: %s",
			    strerror(errno));
	session->count = request.rings;
	return map_rings(session, request.ring_bytes);
}

enum status session_open(struct session **session, const struct capprobe_filter *filter)
{
	enum status status;

	*session = calloc(1, sizeof(**session));
	if (!*session)
		return fail(STATUS_FAILED, "out of memory for a session");
	status = start(*session, filter);
	if (status != STATUS_OK) {
		session_close(*session);
		*session = NULL;
	}
	return status;
}

void session_close(struct session *session)
{
	if (!session)
		return;
	unmap(&session->slots);
	unmap(&session->tails);
	unmap(&session->heads);
	if (session->fd >= 0)
		close(session->fd);
	free(session->rings);
	free(session);
}

int session_fd(const struct session *session)
{
	return session->fd;
}

static enum status damaged(const struct session *session, const struct ring *ring)
{
	return fail(STATUS_FAILED,
		    "the ring of CPU %td holds what cannot be: are module and program of one version?",
		    ring - session->rings);
}

/* The ring whose next record is the oldest; NULL where all are empty. */
static enum status oldest(struct session *session, struct ring **found,
			  const struct capprobe_record **record)
{
	const struct capprobe_record *next;
	unsigned int i;

	*found = NULL;
	for (i = 0; i < session->count; i++) {
		struct ring *ring = &session->rings[i];

		switch (ring_peek(ring, &next)) {
		case RING_DAMAGED:
			return damaged(session, ring);
		case RING_RECORD:
			if (!*found || next->time < (*record)->time) {
				*found = ring;
				*record = next;
			}
			break;
		case RING_EMPTY:
			break;
		}
	}
	return STATUS_OK;
}

static void release(struct session *session)
{
	unsigned int i;

	for (i = 0; i < session->count; i++)
		ring_release(&session->rings[i]);
}

enum status session_read(struct session *session,
			 void (*take)(void *context, const struct capprobe_record *record,
				      const char *text, size_t length),
			 void *context)
{
	const struct capprobe_record *record;
	enum status status = STATUS_OK;
	unsigned int count, i;
	struct ring *ring;

	for (i = 0; i < session->count; i++) {
		if (ring_refresh(&session->rings[i]) == RING_DAMAGED)
			return damaged(session, &session->rings[i]);
	}
	for (count = 1;; count++) {
		status = oldest(session, &ring, &record);
		if (status != STATUS_OK || !ring)
			break;
		take(context, record, session->text, ring_text(ring, record, session->text));
		ring_skip(ring, record);
		if (count % RELEASE_AFTER == 0)
			release(session);
	}
	release(session);
	return status;
}

void session_lost(const struct session *session, uint64_t lost[CAPPROBE_LOSS_COUNT])
{
	unsigned int cause, i;

	memset(lost, 0, CAPPROBE_LOSS_COUNT * sizeof(*lost));
	for (i = 0; i < session->count; i++) {
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
			lost[cause] += __atomic_load_n(&session->rings[i].head->lost[cause],
						       __ATOMIC_RELAXED);
	}
}
