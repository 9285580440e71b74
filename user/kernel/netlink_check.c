// SPDX-License-Identifier: GPL-2.0
/*
 * netlink_check.c - query what the kernel would answer a process
 */
#include <errno.h>
#include <netlink/genl/genl.h>
#include <string.h>

#include "base/memory.h"
#include "kernel/netlink_ask.h"

static struct nla_policy check_policy[CAPPROBE_CHECK_COUNT] = {
	[CAPPROBE_CHECK_HOST] = { .type = NLA_U32 },
	[CAPPROBE_CHECK_OWN] = { .type = NLA_U32 },
};

static int parse_check(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_CHECK_COUNT];
	struct check_answer *answer = context;

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_CHECK_COUNT - 1, check_policy) < 0 ||
	    !attributes[CAPPROBE_CHECK_HOST] || !attributes[CAPPROBE_CHECK_OWN])
		return -1;
	answer->host = nla_get_u32(attributes[CAPPROBE_CHECK_HOST]);
	answer->own = nla_get_u32(attributes[CAPPROBE_CHECK_OWN]);
	return answer->host < CAPPROBE_REASON_COUNT && answer->own < CAPPROBE_REASON_COUNT ? 0 : -1;
}

enum status netlink_check(struct netlink *netlink, pid_t pid, unsigned int cap,
			  struct check_answer *answer)
{
	struct nl_msg *message = netlink_message(netlink, CAPPROBE_CMD_CHECK, 0);
	enum status status;
	int error;

	if (message && (nla_put_u32(message, CAPPROBE_CHECK_PID, pid) ||
			nla_put_u32(message, CAPPROBE_CHECK_CAP, cap))) {
		nlmsg_free(message);
		return out_of_memory("a request to the kernel module");
	}
	status = netlink_ask(netlink, message, parse_check, answer, &error);
	if (status == STATUS_OK && error == ESRCH)
		return fail(STATUS_FAILED, "there is no process %d", pid);
	if (status == STATUS_OK && error)
		return fail(STATUS_FAILED,
			    "the kernel module did not tell what process %d would be answered: %s",
			    pid, strerror(error));
	return status;
}
