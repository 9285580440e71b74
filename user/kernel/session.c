// SPDX-License-Identifier: GPL-2.0
/*
 * session.c - start a session over the best transport available
 */
#include <string.h>
#include <unistd.h>

#include "kernel/session_source.h"

/*
 * Size of each CPU's ring: about 8,000 records, enough for a second on a busy CPU;
 * less if there are so many CPUs that the total would exceed 32 MiB.
 */
#define RING_BYTES	(1 << 20)
#define RINGS_BYTES	(32 << 20)

static uint32_t ring_bytes(void)
{
	long each = RINGS_BYTES / sysconf(_SC_NPROCESSORS_CONF);

	if (each > RING_BYTES)
		return RING_BYTES;
	return each < CAPPROBE_RING_MIN ? CAPPROBE_RING_MIN : each;
}

enum status session_open(struct session **session, const struct capprobe_filter *filter)
{
	enum status status;

	status = session_open_mapped(session, filter, ring_bytes());
	if (status == STATUS_OK && !*session)
		status = session_open_netlink(session, filter, ring_bytes());
	return status;
}

void session_close(struct session *session)
{
	if (session)
		session->source->close(session);
}

int session_fd(struct session *session)
{
	return session->source->fd(session);
}

enum status session_read(struct session *session, session_take take, void *context, bool *more)
{
	return session->source->read(session, take, context, more);
}

void session_lost(struct session *session, struct losses *losses)
{
	memset(losses, 0, sizeof(*losses));
	session->source->lost(session, losses);
}
