// SPDX-License-Identifier: GPL-2.0
/*
 * answers PID CAP - print what the kernel would answer a process, according to the module:
 * the reason in the initial user namespace, and that in the process's own; or "refused: "
 * and the error if the request was refused
 */
#include <err.h>
#include <errno.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capprobe.h"
#include "errno_name.h"

#define NAME(symbol, name, layer)	[CAPPROBE_##symbol] = name,

static const char *const names[] = { CAPPROBE_REASONS(NAME) };

static const char *name(struct nlattr *reason)
{
	return reason && nla_get_u32(reason) < CAPPROBE_REASON_COUNT ? names[nla_get_u32(reason)] :
								       "nothing";
}

static int on_answer(struct nl_msg *message, void *context)
{
	struct nlattr *attributes[CAPPROBE_CHECK_COUNT];

	(void)context;
	if (genlmsg_parse(nlmsg_hdr(message), 0, attributes, CAPPROBE_CHECK_COUNT - 1, NULL))
		errx(1, "what is this?");
	printf("%s %s\n", name(attributes[CAPPROBE_CHECK_HOST]),
	       name(attributes[CAPPROBE_CHECK_OWN]));
	return NL_OK;
}

/* The text of an extended ack follows the copy of the request. */
static int on_error(struct sockaddr_nl *address, struct nlmsgerr *error, void *context)
{
	struct nlattr *attributes[NLMSGERR_ATTR_MAX + 1] = { NULL };
	struct nlmsghdr *header = (struct nlmsghdr *)error - 1;
	size_t length = sizeof(*error);

	(void)address;
	(void)context;
	if (!(header->nlmsg_flags & NLM_F_CAPPED))
		length += error->msg.nlmsg_len - sizeof(error->msg);
	nla_parse(attributes, NLMSGERR_ATTR_MAX, (struct nlattr *)((char *)error + length),
		  header->nlmsg_len - sizeof(*header) - length, NULL);
	printf("refused: %s: %s\n", errno_name(-error->error),
	       attributes[NLMSGERR_ATTR_MSG] ? nla_get_string(attributes[NLMSGERR_ATTR_MSG]) : "");
	exit(0);
}

int main(int argc, char **argv)
{
	struct nl_sock *socket = nl_socket_alloc();
	struct nl_msg *message = nlmsg_alloc();
	int family, on = 1;

	if (argc < 2 || argc > 3)
		errx(2, "usage: answers PID [CAP]");
	if (!socket || !message || genl_connect(socket))
		errx(1, "no netlink");
	setsockopt(nl_socket_get_fd(socket), SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on));
	family = genl_ctrl_resolve(socket, CAPPROBE_NAME);
	if (family < 0)
		errx(1, "the module is not loaded");
	nl_socket_modify_cb(socket, NL_CB_VALID, NL_CB_CUSTOM, on_answer, NULL);
	nl_socket_modify_err_cb(socket, NL_CB_CUSTOM, on_error, NULL);
	genlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, 0, CAPPROBE_CMD_CHECK,
		    CAPPROBE_ABI);
	nla_put_u32(message, CAPPROBE_CHECK_PID, strtoul(argv[1], NULL, 0));
	if (argc == 3)
		nla_put_u32(message, CAPPROBE_CHECK_CAP, strtoul(argv[2], NULL, 0));
	nl_send_sync(socket, message);
	return 0;
}
