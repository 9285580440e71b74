// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_netlink.c - answers on the netlink sockets, to every kind of request
 *
 * sendmsg() and recvmsg() play the kernel: the first two answers open a connection, the
 * others are datagrams from the input, each preceded by two bytes with its length.
 */
#include "fuzz.h"

#include <errno.h>
#include <linux/genetlink.h>
#include <netlink/genl/genl.h>
#include <sys/socket.h>

#include "kernel/netlink.h"
#include "kernel/session_source.h"

#define FAMILY	29

static struct {
	const uint8_t	*at;
	size_t		left;
	size_t		opening;	/* answers still needed to open the connection */
	uint32_t	port;
	uint32_t	sequence;	/* of the last request */
} answers;

static void put(struct nl_msg *message, int family, int command)
{
	const struct genlmsghdr header = { .cmd = command, .version = 1 };

	nlmsg_put(message, answers.port, answers.sequence, family, 0, 0);
	nlmsg_append(message, (void *)&header, sizeof(header), NLMSG_ALIGNTO);
}

static struct nl_msg *opening_answer(void)
{
	struct nl_msg *message = nlmsg_alloc();

	expect(message);
	if (answers.opening == 4) {
		put(message, GENL_ID_CTRL, CTRL_CMD_NEWFAMILY);
		nla_put_u16(message, CTRL_ATTR_FAMILY_ID, FAMILY);
		nla_put_string(message, CTRL_ATTR_FAMILY_NAME, CAPPROBE_NAME);
	} else if (answers.opening == 2) {
		put(message, FAMILY, CAPPROBE_CMD_STATUS);
		nla_put_u32(message, CAPPROBE_STATUS_ABI, CAPPROBE_ABI);
	} else {
		const struct nlmsgerr ack = { 0 };

		nlmsg_put(message, answers.port, answers.sequence, NLMSG_ERROR, 0, 0);
		nlmsg_append(message, (void *)&ack, sizeof(ack), NLMSG_ALIGNTO);
	}
	answers.opening--;
	return message;
}

static size_t next_length(void)
{
	size_t length;

	if (answers.left < 2)
		return 0;
	length = answers.at[0] | answers.at[1] << 8;
	return length < answers.left - 2 ? length : answers.left - 2;
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
	const struct nlmsghdr *question = message->msg_iov[0].iov_base;

	(void)fd;
	(void)flags;
	answers.port = question->nlmsg_pid;
	answers.sequence = question->nlmsg_seq;
	return question->nlmsg_len;
}

static ssize_t give(struct msghdr *message, int flags, const void *bytes, size_t length)
{
	const struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	size_t given = length < message->msg_iov[0].iov_len ? length : message->msg_iov[0].iov_len;

	memcpy(message->msg_iov[0].iov_base, bytes, given);
	memcpy(message->msg_name, &kernel, sizeof(kernel));
	message->msg_namelen = sizeof(kernel);
	message->msg_controllen = 0;
	message->msg_flags = given < length ? MSG_TRUNC : 0;
	return flags & MSG_TRUNC ? length : given;
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
	size_t length = next_length();
	ssize_t given;

	(void)fd;
	if (answers.opening) {
		struct nl_msg *answer = opening_answer();

		given = give(message, flags, nlmsg_hdr(answer), nlmsg_hdr(answer)->nlmsg_len);
		answers.opening += !!(flags & MSG_PEEK);
		nlmsg_free(answer);
		return given;
	}
	if (!length) {
		errno = ECONNREFUSED;
		return -1;
	}
	given = give(message, flags, answers.at + 2, length);
	if (!(flags & MSG_PEEK)) {
		answers.at += 2 + length;
		answers.left -= 2 + length;
	}
	return given;
}

static enum status on_series(void *context, const struct series *series)
{
	(void)context;
	expect(series->key.type < CAPPROBE_TYPE_COUNT && series->key.cap < 64);
	expect(series->key.reason < CAPPROBE_REASON_COUNT);
	expect(series->key.cap_reason < CAPPROBE_REASON_COUNT);
	expect(!series->last_comm[CAPPROBE_COMM_LEN - 1]);
	return STATUS_OK;
}

static enum status on_cgroup(void *context, const struct cgroup *cgroup)
{
	(void)context;
	expect(strlen(cgroup->path) < UINT16_MAX);
	return STATUS_OK;
}

static enum status on_record(void *context, const struct capprobe_record *record, const char *text,
			     size_t length)
{
	(void)context;
	(void)text;
	expect(record->type < CAPPROBE_TYPE_COUNT && length == record->text_len);
	return STATUS_OK;
}

static void ask(struct netlink *netlink, unsigned int question)
{
	struct check_answer answer;
	struct module_status status;

	switch (question) {
	case 0:
		if (netlink_status(netlink, &status) == STATUS_OK)
			expect(memchr(status.version, '\0', sizeof(status.version)) &&
			       memchr(status.hook, '\0', sizeof(status.hook)));
		break;
	case 1:
		netlink_series(netlink, on_series, NULL);
		break;
	case 2:
		netlink_cgroups(netlink, on_cgroup, NULL);
		break;
	case 3:
		netlink_cgroup(netlink, 1, on_cgroup, NULL);
		break;
	default:
		if (netlink_check(netlink, 1, 21, &answer) == STATUS_OK)
			netlink_ready(netlink);
	}
}

static void read_session(void)
{
	const struct capprobe_filter filter = { 0 };
	struct session *session;
	enum status status;
	bool more = true;

	status = session_open_netlink(&session, &filter, CAPPROBE_RING_MIN);
	if (status != STATUS_OK)
		return;
	while (status == STATUS_OK && more)
		status = session_read(session, on_record, NULL, &more);
	session_close(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct netlink *netlink;

	if (!size)
		return -1;
	answers.at = data + 1;
	answers.left = size - 1;
	answers.opening = 4;
	if (data[0] % 8 > 4) {
		read_session();
		return 0;
	}
	expect(netlink_open(&netlink) == STATUS_OK);
	ask(netlink, data[0] % 8);
	netlink_close(netlink);
	return 0;
}
