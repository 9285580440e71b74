// SPDX-License-Identifier: GPL-2.0
/*
 * sockets - test sessions over generic netlink with invalid requests
 *
 * Run as root with the module loaded. Prints one line per result, as in TAP. Messages are
 * made by hand, because no library would send these.
 */
#include <errno.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capprobe.h"

#define MESSAGE_MAX	32768

struct message {
	struct nlmsghdr		header;
	struct genlmsghdr	generic;
	char			attributes[MESSAGE_MAX];
};

static int failed;
static int family = GENL_ID_CTRL;

static void result(bool ok, const char *name)
{
	printf("%s %s\n", ok ? "ok" : "not ok", name);
	failed |= !ok;
	fflush(stdout);
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static int open_socket(void)
{
	const struct sockaddr_nl address = { .nl_family = AF_NETLINK };
	int one = 1, fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);

	if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof(address)) ||
	    setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &one, sizeof(one)) ||
	    setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &one, sizeof(one)))
		die("socket");
	return fd;
}

static void begin(struct message *message, int command)
{
	memset(message, 0, sizeof(*message));
	message->header.nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN);
	message->header.nlmsg_type = family;
	message->header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	message->generic.cmd = command;
	message->generic.version = CAPPROBE_ABI;
}

static void put(struct message *message, int type, const void *value, size_t length)
{
	struct nlattr *attribute = (void *)message + NLMSG_ALIGN(message->header.nlmsg_len);

	attribute->nla_type = type;
	attribute->nla_len = NLA_HDRLEN + length;
	memcpy((char *)attribute + NLA_HDRLEN, value, length);
	message->header.nlmsg_len = NLMSG_ALIGN(message->header.nlmsg_len) +
				    NLA_ALIGN(attribute->nla_len);
}

/* Finds an attribute of an answer, or NULL. */
static const struct nlattr *get(const struct message *message, int type)
{
	size_t at = NLMSG_LENGTH(GENL_HDRLEN);

	while (at + NLA_HDRLEN <= message->header.nlmsg_len) {
		const struct nlattr *attribute = (const void *)message + at;

		if ((attribute->nla_type & NLA_TYPE_MASK) == type)
			return attribute;
		at += NLA_ALIGN(attribute->nla_len);
	}
	return NULL;
}

/* The text of the extended ack, or "". */
static const char *explanation(const struct message *message)
{
	const struct nlmsgerr *error = NLMSG_DATA(&message->header);
	const struct nlattr *attribute = (const void *)(error + 1);

	if (!(message->header.nlmsg_flags & NLM_F_ACK_TLVS))
		return "";
	for (; (char *)attribute < (char *)message + message->header.nlmsg_len;
	     attribute = (const void *)attribute + NLA_ALIGN(attribute->nla_len)) {
		if (attribute->nla_type == NLMSGERR_ATTR_MSG)
			return (const char *)attribute + NLA_HDRLEN;
	}
	return "";
}

/*
 * Sends a request and receives until the acknowledgement. Returns 0 or an errno. @answer is
 * set to what came before the acknowledgement, or to the error message.
 */
static int ask(int fd, struct message *message, struct message *answer, char *words)
{
	static struct message received;

	if (send(fd, message, message->header.nlmsg_len, 0) < 0)
		die("send");
	for (;;) {
		const struct nlmsgerr *error = NLMSG_DATA(&received.header);

		if (recv(fd, &received, sizeof(received), 0) < 0)
			die("recv");
		if (received.header.nlmsg_type == NLMSG_ERROR) {
			if (words)
				strcpy(words, explanation(&received));
			return -error->error;
		}
		if (answer && received.generic.cmd == message->generic.cmd)
			*answer = received;
	}
}

static void find_family(int fd)
{
	struct message message, answer;
	const struct nlattr *id;

	begin(&message, CTRL_CMD_GETFAMILY);
	put(&message, CTRL_ATTR_FAMILY_NAME, CAPPROBE_NAME, sizeof(CAPPROBE_NAME));
	answer.generic.cmd = CTRL_CMD_NEWFAMILY;
	if (send(fd, &message, message.header.nlmsg_len, 0) < 0 ||
	    recv(fd, &answer, sizeof(answer), 0) < 0)
		die("family");
	id = get(&answer, CTRL_ATTR_FAMILY_ID);
	if (!id)
		die("no such family");
	family = *(const __u16 *)((const char *)id + NLA_HDRLEN);
	/* The acknowledgement. */
	if (recv(fd, &answer, sizeof(answer), 0) < 0)
		die("family");
}

static int start(int fd, const struct capprobe_filter *filter, size_t length, __u32 ring_bytes,
		 char *words)
{
	struct message message;

	begin(&message, CAPPROBE_CMD_START);
	if (filter)
		put(&message, CAPPROBE_SESSION_FILTER, filter, length);
	if (ring_bytes)
		put(&message, CAPPROBE_SESSION_RING_BYTES, &ring_bytes, sizeof(ring_bytes));
	return ask(fd, &message, NULL, words);
}

static int read_records(int fd, char *words)
{
	struct message message;

	begin(&message, CAPPROBE_CMD_READ);
	return ask(fd, &message, NULL, words);
}

static int command(int fd, int number, char *words)
{
	struct message message;

	begin(&message, number);
	return ask(fd, &message, NULL, words);
}

/* Checks that it is refused with @error and a message. */
static void refused(const char *name, int wanted, int error, const char *words)
{
	if (error != wanted || !*words)
		printf("# error %d, '%s'\n", error, words);
	result(error == wanted && *words, name);
}

static void try_refusals(const struct capprobe_filter *good)
{
	struct capprobe_filter filter = *good;
	char words[256] = "";
	int fd = open_socket();

	refused("reading without a session is refused in words", ENOENT, read_records(fd, words),
		words);
	refused("a start without a filter is", EINVAL,
		start(fd, NULL, 0, CAPPROBE_RING_MIN, words), words);
	refused("a start without a size is", EINVAL, start(fd, good, sizeof(*good), 0, words),
		words);
	refused("a filter that is too short is", ERANGE,
		start(fd, good, sizeof(*good) - 1, CAPPROBE_RING_MIN, words), words);
	refused("rings that are too small are", EINVAL,
		start(fd, good, sizeof(*good), CAPPROBE_RING_MIN - 1, words), words);
	refused("rings that are too large are", EINVAL, start(fd, good, sizeof(*good), ~0U, words),
		words);
	filter.pid_count = CAPPROBE_FILTER_IDS + 1;
	refused("a filter with too many processes is", EINVAL,
		start(fd, &filter, sizeof(filter), CAPPROBE_RING_MIN, words), words);
	filter = *good;
	filter.flags = ~0U;
	refused("a filter with unknown flags is", EINVAL,
		start(fd, &filter, sizeof(filter), CAPPROBE_RING_MIN, words), words);
	result(!start(fd, good, sizeof(*good), CAPPROBE_RING_MIN, words),
	       "after all that the socket still gets a session");
	refused("a second one on the same socket is refused", EBUSY,
		start(fd, good, sizeof(*good), CAPPROBE_RING_MIN, words), words);
	result(!read_records(fd, words), "it can be read");
	refused("a cgroup without its id is refused", EINVAL,
		command(fd, CAPPROBE_CMD_CGROUPS, words), words);
	result(command(fd, CAPPROBE_CMD_READY, words) == EOPNOTSUPP,
	       "what only the kernel says cannot be asked");
	close(fd);
}

static void try_many(const struct capprobe_filter *good)
{
	char words[256];
	int fds[65], i, error = 0;

	for (i = 0; i < 64 && !error; i++) {
		fds[i] = open_socket();
		error = start(fds[i], good, sizeof(*good), CAPPROBE_RING_MIN, words);
	}
	result(i == 64 && !error, "64 sessions at the same time");
	fds[64] = open_socket();
	refused("one more is refused", ENOSPC,
		start(fds[64], good, sizeof(*good), CAPPROBE_RING_MIN, words), words);
	close(fds[0]);
	result(!start(fds[64], good, sizeof(*good), CAPPROBE_RING_MIN, words),
	       "until another ends");
	for (i = 1; i < 65; i++)
		close(fds[i]);
}

static void try_without_privilege(const struct capprobe_filter *good)
{
	int before = open_socket(), after;
	char words[256] = "";

	if (setresuid(65534, 65534, 65534))
		die("setresuid");
	after = open_socket();
	refused("a user's socket is refused a session", EPERM,
		start(after, good, sizeof(*good), CAPPROBE_RING_MIN, words), words);
	refused("so is a user with root's socket", EPERM,
		start(before, good, sizeof(*good), CAPPROBE_RING_MIN, words), words);
	refused("a user is refused the status", EPERM, command(after, CAPPROBE_CMD_STATUS, words),
		words);
}

int main(void)
{
	const struct capprobe_filter good = { .denied = ~0ULL, .reasons = ~0U };
	int fd = open_socket();

	find_family(fd);
	close(fd);
	try_refusals(&good);
	try_many(&good);
	try_without_privilege(&good);
	return failed;
}
