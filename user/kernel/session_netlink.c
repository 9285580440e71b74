// SPDX-License-Identifier: GPL-2.0
/*
 * session_netlink.c - a session over generic netlink
 */
#include <netlink/genl/genl.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/netlink_ask.h"
#include "base/memory.h"
#include "kernel/ring.h"
#include "kernel/session_source.h"

/* Answers to read before returning, so that losses and signals get a turn. */
#define ANSWERS_MAX	256

/**
 * struct drained - a session over netlink
 * @session: its transport
 * @netlink: a connection of its own; closing it ends the session
 * @slots: slots of the last answer
 * @count: number of @slots
 * @losses: losses reported by the module
 * @text: text of a record
 */
struct drained {
	struct session		session;
	struct netlink		*netlink;
	struct capprobe_record	slots[CAPPROBE_READ_SLOTS];
	size_t			count;
	struct losses		losses;
	char			text[RING_TEXT_MAX];
};

static struct drained *drained_of(struct session *session)
{
	return (struct drained *)session;
}

static void drained_close(struct session *session)
{
	netlink_close(drained_of(session)->netlink);
	free(session);
}

static int drained_fd(struct session *session)
{
	return netlink_fd(drained_of(session)->netlink);
}

static int parse_start(struct nlmsghdr *header, void *context)
{
	(void)header;
	(void)context;
	return 0;
}

static enum status start(struct drained *drained, const struct capprobe_filter *filter,
			 uint32_t ring_bytes)
{
	struct nl_msg *message = netlink_message(drained->netlink, CAPPROBE_CMD_START, 0);
	enum status status;
	int error;

	if (message && (nla_put(message, CAPPROBE_SESSION_FILTER, sizeof(*filter), filter) ||
			nla_put_u32(message, CAPPROBE_SESSION_RING_BYTES, ring_bytes))) {
		nlmsg_free(message);
		return out_of_memory("a session");
	}
	status = netlink_ask(drained->netlink, message, parse_start, NULL, &error);
	if (status == STATUS_OK && error)
		return fail(STATUS_FAILED, "cannot start a session with the kernel module: %s",
			    strerror(error));
	return status;
}

static struct nla_policy session_policy[CAPPROBE_SESSION_COUNT] = {
	[CAPPROBE_SESSION_RECORDS] = { .minlen = 0 },
	[CAPPROBE_SESSION_LOSS] = { .type = NLA_NESTED },
	[CAPPROBE_SESSION_FLOODER] = { .type = NLA_NESTED },
};

static int parse_records(struct drained *drained, const struct nlattr *records)
{
	size_t length = nla_len(records);

	if (length % sizeof(*drained->slots) || length > sizeof(drained->slots))
		return -1;
	drained->count = length / sizeof(*drained->slots);
	memcpy(drained->slots, nla_data(records), length);
	return 0;
}

static int parse_read(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_SESSION_COUNT], *attribute;
	struct drained *drained = context;
	int left;

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_SESSION_COUNT - 1, session_policy) < 0)
		return -1;
	memset(&drained->losses, 0, sizeof(drained->losses));
	nlmsg_for_each_attr(attribute, header, GENL_HDRLEN, left) {
		if (nla_type(attribute) == CAPPROBE_SESSION_LOSS &&
		    netlink_parse_loss(attribute, &drained->losses))
			return -1;
		if (nla_type(attribute) == CAPPROBE_SESSION_FLOODER &&
		    netlink_parse_flooder(attribute, &drained->losses))
			return -1;
	}
	if (!attributes[CAPPROBE_SESSION_RECORDS])
		return 0;
	return parse_records(drained, attributes[CAPPROBE_SESSION_RECORDS]);
}

static enum status ask(struct drained *drained)
{
	struct nl_msg *message = netlink_message(drained->netlink, CAPPROBE_CMD_READ, 0);
	enum status status;
	int error;

	drained->count = 0;
	status = netlink_ask(drained->netlink, message, parse_read, drained, &error);
	if (status == STATUS_OK && error)
		return fail(STATUS_FAILED, "cannot read records from the kernel module: %s",
			    strerror(error));
	return status;
}

/* Treats an answer as a ring that nobody adds to, so that it is validated alike. */
static enum status give(struct drained *drained, session_take take, void *context)
{
	const struct capprobe_ring_head head = { .head = drained->count };
	const struct capprobe_record *record;
	enum status status = STATUS_OK;
	enum ring_result result;
	struct ring ring = {
		.head = &head,
		.slots = drained->slots,
		.size = CAPPROBE_READ_SLOTS,
	};

	result = ring_refresh(&ring);
	while (status == STATUS_OK && result == RING_RECORD) {
		result = ring_peek(&ring, &record);
		if (result != RING_RECORD)
			break;
		status = take(context, record, drained->text,
			      ring_text(&ring, record, drained->text));
		ring_skip(&ring, record);
	}
	if (result == RING_DAMAGED)
		return fail(STATUS_FAILED,
			    "the kernel module sent invalid records: are module and program the same version?");
	return status;
}

static enum status drained_read(struct session *session, session_take take, void *context,
				bool *more)
{
	struct drained *drained = drained_of(session);
	unsigned int answers;
	enum status status;

	*more = true;
	for (answers = 0; *more && answers < ANSWERS_MAX; answers++) {
		status = ask(drained);
		if (status == STATUS_OK)
			status = give(drained, take, context);
		if (status != STATUS_OK)
			return status;
		/* A CAPPROBE_CMD_READY that overtook the empty answer is not repeated. */
		*more = drained->count || netlink_ready(drained->netlink);
	}
	return STATUS_OK;
}

static void drained_lost(struct session *session, struct losses *losses)
{
	*losses = drained_of(session)->losses;
}

static const struct session_source source = {
	.read = drained_read,
	.lost = drained_lost,
	.fd = drained_fd,
	.close = drained_close,
};

enum status session_open_netlink(struct session **session, const struct capprobe_filter *filter,
				 uint32_t ring_bytes)
{
	struct drained *drained = calloc(1, sizeof(*drained));
	enum status status;

	if (!drained)
		return out_of_memory("a session");
	drained->session.source = &source;
	status = netlink_open(&drained->netlink);
	if (status == STATUS_OK)
		status = start(drained, filter, ring_bytes);
	if (status == STATUS_OK)
		*session = &drained->session;
	else
		drained_close(&drained->session);
	return status;
}
