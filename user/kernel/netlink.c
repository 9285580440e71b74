// SPDX-License-Identifier: GPL-2.0
/*
 * netlink.c - the connection to the module, over its generic netlink family
 */
#include <errno.h>
#include <limits.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/memory.h"
#include "kernel/netlink_ask.h"
#include "kernel/unreachable.h"

/* Larger than any message of the module; that of CAPPROBE_CMD_READ is the largest. */
#define BUFFER_BYTES	(CAPPROBE_READ_SLOTS * sizeof(struct capprobe_record) + 4096)

/* Attempts at a dump during which no cgroup comes or goes. */
#define DUMPS_MAX	100

/* For each message of an answer; no machine is too busy to send one in that time. */
#define ANSWER_SECONDS	30

struct netlink {
	struct nl_sock	*socket;
	int		family;
	bool		ready;	/* CAPPROBE_CMD_READY arrived */
};

/* A pending request. */
struct request {
	struct netlink	*netlink;
	netlink_parse	parse;
	void		*context;
	uint32_t	sequence;	/* sequence number of its messages */
	int		error;	/* errno that the kernel answered, or 0 */
	bool		interrupted;	/* the dump is inconsistent */
	bool		pending;
};

/* Processes with CAP_NET_ADMIN can send to this socket, too: accept the kernel only. */
static int on_arrival(struct nl_msg *message, void *context)
{
	(void)context;
	return nlmsg_get_src(message)->nl_pid ? NL_SKIP : NL_OK;
}

static int on_message(struct nl_msg *message, void *context)
{
	const struct genlmsghdr *generic = nlmsg_data(nlmsg_hdr(message));
	struct request *request = context;

	if (!genlmsg_valid_hdr(nlmsg_hdr(message), 0))
		request->error = EBADMSG;
	else if (generic->cmd == CAPPROBE_CMD_READY)
		request->netlink->ready = true;
	else if (request->parse(nlmsg_hdr(message), request->context))
		request->error = EBADMSG;
	return NL_OK;
}

/* Notifications have sequence number 0, late answers that of another request. */
static int on_sequence(struct nl_msg *message, void *context)
{
	uint32_t sequence = nlmsg_hdr(message)->nlmsg_seq;
	const struct request *request = context;

	return !sequence || sequence == request->sequence ? NL_OK : NL_SKIP;
}

static int on_interrupted(struct nl_msg *message, void *context)
{
	struct request *request = context;

	(void)message;
	request->interrupted = true;
	return NL_OK;
}

/* INT_MIN cannot be negated. */
static int errno_of(int result)
{
	return result == INT_MIN ? EBADMSG : -result;
}

/* The message that ends a dump has its result. */
static int on_finish(struct nl_msg *message, void *context)
{
	const struct nlmsghdr *header = nlmsg_hdr(message);
	struct request *request = context;
	int result = 0;

	if (nlmsg_datalen(header) >= (int)sizeof(result))
		memcpy(&result, nlmsg_data(header), sizeof(result));
	if (result < 0)
		request->error = errno_of(result);
	request->pending = false;
	return NL_STOP;
}

static int on_ack(struct nl_msg *message, void *context)
{
	struct request *request = context;

	(void)message;
	request->pending = false;
	return NL_STOP;
}

static int on_error(struct sockaddr_nl *address, struct nlmsgerr *error, void *context)
{
	struct request *request = context;

	(void)address;
	request->error = errno_of(error->error);
	request->pending = false;
	return NL_STOP;
}

static enum status no_answer(void)
{
	return fail(STATUS_FAILED,
		    "the kernel module did not answer within %d seconds: try again, and see 'dmesg' if it never does",
		    ANSWER_SECONDS);
}

static enum status receive(struct netlink *netlink, struct request *request)
{
	struct nl_cb *callbacks = nl_cb_alloc(NL_CB_DEFAULT);
	int error = 0;

	if (!callbacks)
		return out_of_memory("a request to the kernel module");
	nl_cb_set(callbacks, NL_CB_MSG_IN, NL_CB_CUSTOM, on_arrival, NULL);
	nl_cb_set(callbacks, NL_CB_VALID, NL_CB_CUSTOM, on_message, request);
	nl_cb_set(callbacks, NL_CB_SEQ_CHECK, NL_CB_CUSTOM, on_sequence, request);
	nl_cb_set(callbacks, NL_CB_DUMP_INTR, NL_CB_CUSTOM, on_interrupted, request);
	nl_cb_set(callbacks, NL_CB_FINISH, NL_CB_CUSTOM, on_finish, request);
	nl_cb_set(callbacks, NL_CB_ACK, NL_CB_CUSTOM, on_ack, request);
	nl_cb_err(callbacks, NL_CB_CUSTOM, on_error, request);
	while (request->pending && error >= 0)
		error = nl_recvmsgs(netlink->socket, callbacks);
	nl_cb_put(callbacks);
	if (error == -NLE_AGAIN)
		return no_answer();
	if (error < 0 && !request->error)
		return fail(STATUS_FAILED, "cannot read the kernel module's answer: %s",
			    nl_geterror(error));
	return STATUS_OK;
}

struct nl_msg *netlink_message(struct netlink *netlink, enum capprobe_cmd command, int flags)
{
	struct nl_msg *message = nlmsg_alloc();

	if (message && genlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, netlink->family, 0, flags,
				   command, CAPPROBE_ABI))
		return message;
	nlmsg_free(message);
	out_of_memory("a request to the kernel module");
	return NULL;
}

enum status netlink_ask(struct netlink *netlink, struct nl_msg *message, netlink_parse parse,
			void *context, int *error)
{
	struct request request = {
		.netlink = netlink,
		.parse = parse,
		.context = context,
		.pending = true,
	};
	enum status status;
	int sent;

	*error = 0;
	if (!message)
		return STATUS_FAILED;
	sent = nl_send_auto(netlink->socket, message);
	request.sequence = nlmsg_hdr(message)->nlmsg_seq;
	nlmsg_free(message);
	if (sent < 0)
		return fail(STATUS_FAILED, "cannot ask the kernel module: %s", nl_geterror(sent));

	status = receive(netlink, &request);
	*error = request.error;
	if (!*error && request.interrupted)
		*error = EAGAIN;
	if (status == STATUS_OK && request.error == EPERM)
		return unreachable_permission();
	return status;
}

int netlink_fd(const struct netlink *netlink)
{
	return nl_socket_get_fd(netlink->socket);
}

bool netlink_ready(struct netlink *netlink)
{
	bool ready = netlink->ready;

	netlink->ready = false;
	return ready;
}

enum status netlink_answered(int error, const char *what)
{
	switch (error) {
	case 0:
		return STATUS_OK;
	case EAGAIN:
		return fail(STATUS_FAILED,
			    "the kernel module did not tell %s: cgroups come and go too fast; try again",
			    what);
	default:
		return fail(STATUS_FAILED, "the kernel module did not tell %s: %s", what,
			    strerror(error));
	}
}

enum status netlink_ask_for_all(struct netlink *netlink, enum capprobe_cmd command,
				netlink_parse parse, void (*again)(void *context), void *context,
				const char *what)
{
	enum status status;
	int tries, error;

	for (tries = 0; tries < DUMPS_MAX; tries++) {
		status = netlink_ask(netlink, netlink_message(netlink, command, NLM_F_DUMP), parse,
				     context, &error);
		if (status != STATUS_OK || error != EAGAIN)
			break;
		if (again)
			again(context);
	}
	return status == STATUS_OK ? netlink_answered(error, what) : status;
}

void netlink_close(struct netlink *netlink)
{
	if (!netlink)
		return;
	nl_socket_free(netlink->socket);
	free(netlink);
}

static enum status connect_module(struct netlink *netlink)
{
	static const struct timeval limit = { .tv_sec = ANSWER_SECONDS };
	struct module_status module;
	enum status status;
	int error;

	netlink->socket = nl_socket_alloc();
	if (!netlink->socket)
		return out_of_memory("a connection to the kernel module");
	error = genl_connect(netlink->socket);
	if (error < 0)
		return fail(STATUS_UNAVAILABLE, "cannot open a generic netlink socket: %s",
			    nl_geterror(error));
	nl_socket_set_msg_buf_size(netlink->socket, BUFFER_BYTES);
	if (setsockopt(nl_socket_get_fd(netlink->socket), SOL_SOCKET, SO_RCVTIMEO, &limit,
		       sizeof(limit)))
		return fail(STATUS_FAILED, "cannot limit the time for the kernel module's answers: %s",
			    strerror(errno));
	nl_socket_modify_cb(netlink->socket, NL_CB_MSG_IN, NL_CB_CUSTOM, on_arrival, NULL);
	/* libnl does not return the error that kept it from finding the family. */
	errno = 0;
	netlink->family = genl_ctrl_resolve(netlink->socket, CAPPROBE_NAME);
	if (netlink->family < 0 && errno == EAGAIN)
		return no_answer();
	if (netlink->family < 0)
		return unreachable_family();
	status = netlink_status(netlink, &module);
	if (status == STATUS_OK && module.abi != CAPPROBE_ABI)
		return unreachable_abi(module.version, module.abi);
	return status;
}

enum status netlink_open(struct netlink **netlink)
{
	enum status status;

	*netlink = calloc(1, sizeof(**netlink));
	if (!*netlink)
		return out_of_memory("a connection to the kernel module");
	status = connect_module(*netlink);
	if (status != STATUS_OK) {
		netlink_close(*netlink);
		*netlink = NULL;
	}
	return status;
}
