// SPDX-License-Identifier: GPL-2.0
/*
 * session_mapped.c - a session with rings mapped through debugfs
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/memory.h"
#include "kernel/ring.h"
#include "kernel/session_source.h"

#define DEBUGFS		"/sys/kernel/debug"
#define SESSION_PATH	DEBUGFS "/" CAPPROBE_NAME "/" CAPPROBE_SESSION_FILE

/* Give slots back to the kernel after this many records. */
#define RELEASE_AFTER	1024

/* A mapping of a part of the file. */
struct area {
	void	*address;
	size_t	length;
};

struct mapped {
	struct session	session;
	int		fd;
	unsigned int	count;
	struct ring	*rings;
	struct area	heads;
	struct area	tails;
	struct area	slots;
	char		text[RING_TEXT_MAX];
};

static enum status map(struct mapped *mapped, struct area *area, size_t length, int protection,
		       off_t offset)
{
	size_t page = sysconf(_SC_PAGESIZE);

	area->length = (length + page - 1) / page * page;
	area->address = mmap(NULL, area->length, protection, MAP_SHARED, mapped->fd, offset);
	if (area->address != MAP_FAILED) {
		/* A child must not keep the session alive after this process is gone. */
		madvise(area->address, area->length, MADV_DONTFORK);
		return STATUS_OK;
	}
	area->address = NULL;
	return fail(STATUS_FAILED, "cannot map %zu bytes of %s: %s", area->length, SESSION_PATH,
		    strerror(errno));
}

static void unmap(struct area *area)
{
	if (area->address)
		munmap(area->address, area->length);
}

static enum status map_rings(struct mapped *mapped, uint32_t ring_bytes)
{
	uint32_t size = ring_bytes / sizeof(struct capprobe_record);
	struct capprobe_ring_head *heads;
	struct capprobe_ring_tail *tails;
	struct capprobe_record *slots;
	enum status status;
	unsigned int i;

	status = map(mapped, &mapped->heads, mapped->count * sizeof(*heads), PROT_READ,
		     CAPPROBE_MMAP_HEADS);
	if (status == STATUS_OK)
		status = map(mapped, &mapped->tails, mapped->count * sizeof(*tails),
			     PROT_READ | PROT_WRITE, CAPPROBE_MMAP_TAILS);
	if (status == STATUS_OK)
		status = map(mapped, &mapped->slots, (size_t)mapped->count * ring_bytes,
			     PROT_READ, CAPPROBE_MMAP_SLOTS);
	if (status != STATUS_OK)
		return status;

	heads = mapped->heads.address;
	tails = mapped->tails.address;
	slots = mapped->slots.address;
	mapped->rings = calloc(mapped->count, sizeof(*mapped->rings));
	if (!mapped->rings)
		return out_of_memory("a session's rings");
	for (i = 0; i < mapped->count; i++)
		mapped->rings[i] = (struct ring){
			.head = &heads[i],
			.tail = &tails[i],
			.slots = &slots[(size_t)i * size],
			.size = size,
		};
	return STATUS_OK;
}

static enum status start(struct mapped *mapped, const struct capprobe_filter *filter,
			 uint32_t ring_bytes)
{
	struct capprobe_session_start request = {
		.abi = CAPPROBE_ABI,
		.ring_bytes = ring_bytes,
		.filter = *filter,
	};

	if (ioctl(mapped->fd, CAPPROBE_IOC_START, &request))
		return fail(STATUS_FAILED, "cannot start a session with the kernel module: %s",
			    strerror(errno));
	mapped->count = request.rings;
	return map_rings(mapped, request.ring_bytes);
}

static struct mapped *mapped_of(struct session *session)
{
	return (struct mapped *)session;
}

static void mapped_close(struct session *session)
{
	struct mapped *mapped = mapped_of(session);

	unmap(&mapped->slots);
	unmap(&mapped->tails);
	unmap(&mapped->heads);
	close(mapped->fd);
	free(mapped->rings);
	free(mapped);
}

static int mapped_fd(struct session *session)
{
	return mapped_of(session)->fd;
}

static enum status damaged(const struct mapped *mapped, const struct ring *ring)
{
	return fail(STATUS_FAILED,
		    "the ring of CPU %td is damaged: are module and program the same version?",
		    ring - mapped->rings);
}

/* Finds the ring with the oldest record; NULL if all are empty. */
static enum status oldest(struct mapped *mapped, struct ring **found,
			  const struct capprobe_record **record)
{
	const struct capprobe_record *next;
	unsigned int i;

	*found = NULL;
	for (i = 0; i < mapped->count; i++) {
		struct ring *ring = &mapped->rings[i];

		switch (ring_peek(ring, &next)) {
		case RING_DAMAGED:
			return damaged(mapped, ring);
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

static void release(struct mapped *mapped)
{
	unsigned int i;

	for (i = 0; i < mapped->count; i++)
		ring_release(&mapped->rings[i]);
}

static enum status mapped_read(struct session *session, session_take take, void *context,
			       bool *more)
{
	struct mapped *mapped = mapped_of(session);
	const struct capprobe_record *record;
	enum status status = STATUS_OK;
	unsigned int count, i;
	struct ring *ring;

	*more = false;
	for (i = 0; i < mapped->count; i++) {
		if (ring_refresh(&mapped->rings[i]) == RING_DAMAGED)
			return damaged(mapped, &mapped->rings[i]);
	}
	for (count = 1;; count++) {
		status = oldest(mapped, &ring, &record);
		if (status != STATUS_OK || !ring)
			break;
		status = take(context, record, mapped->text,
			      ring_text(ring, record, mapped->text));
		ring_skip(ring, record);
		if (status != STATUS_OK)
			break;
		if (count % RELEASE_AFTER == 0)
			release(mapped);
	}
	release(mapped);
	return status;
}

static void mapped_lost(struct session *session, struct losses *losses)
{
	const struct mapped *mapped = mapped_of(session);
	unsigned int i;

	for (i = 0; i < mapped->count; i++)
		ring_lost(&mapped->rings[i], losses);
}

static const struct session_source source = {
	.read = mapped_read,
	.lost = mapped_lost,
	.fd = mapped_fd,
	.close = mapped_close,
};

enum status session_open_mapped(struct session **session, const struct capprobe_filter *filter,
				uint32_t ring_bytes)
{
	struct mapped *mapped = calloc(1, sizeof(*mapped));
	enum status status;

	*session = NULL;
	if (!mapped)
		return out_of_memory("a session");
	mapped->session.source = &source;
	mapped->fd = open(SESSION_PATH, O_RDWR | O_CLOEXEC);
	if (mapped->fd < 0) {
		free(mapped);
		return STATUS_OK;
	}
	status = start(mapped, filter, ring_bytes);
	if (status == STATUS_OK)
		*session = &mapped->session;
	else
		mapped_close(&mapped->session);
	return status;
}

const char *session_obstacle(void)
{
	int fd = open(SESSION_PATH, O_RDWR | O_CLOEXEC);
	struct statfs fs;

	if (fd >= 0) {
		close(fd);
		return NULL;
	}
	switch (errno) {
	case EPERM:
		return "the kernel is locked down";
	case EACCES:
		return "no permission";
	}
	if (statfs(DEBUGFS, &fs) || fs.f_type != DEBUGFS_MAGIC)
		return "debugfs is not mounted on " DEBUGFS;
	return "the module has no file in debugfs";
}
