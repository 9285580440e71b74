// SPDX-License-Identifier: GPL-2.0
/*
 * netlink_status.c - query the state of the module, and what it lost
 */
#include <netlink/genl/genl.h>
#include <stdio.h>
#include <string.h>

#include "kernel/netlink_ask.h"

static struct nla_policy status_policy[CAPPROBE_STATUS_COUNT] = {
	[CAPPROBE_STATUS_VERSION] = { .type = NLA_STRING },
	[CAPPROBE_STATUS_ABI] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_HOOK] = { .type = NLA_STRING },
	[CAPPROBE_STATUS_LSM] = { .type = NLA_FLAG },
	[CAPPROBE_STATUS_STARTED] = { .type = NLA_U64 },
	[CAPPROBE_STATUS_SESSIONS] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_SERIES] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_SERIES_MAX] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_CGROUPS] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_CGROUPS_MAX] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_MEMORY] = { .type = NLA_U64 },
	[CAPPROBE_STATUS_LOSS] = { .type = NLA_NESTED },
	[CAPPROBE_STATUS_CHECKS] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_PROBES] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_HOLDER] = { .type = NLA_NESTED },
	[CAPPROBE_STATUS_FLOODER] = { .type = NLA_NESTED },
};

static struct nla_policy holder_policy[CAPPROBE_HOLDER_COUNT] = {
	[CAPPROBE_HOLDER_PID] = { .type = NLA_U32 },
	[CAPPROBE_HOLDER_COMM] = { .minlen = CAPPROBE_COMM_LEN },
	[CAPPROBE_HOLDER_ARCH] = { .type = NLA_U32 },
	[CAPPROBE_HOLDER_SYSCALL] = { .type = NLA_S32 },
};

static struct nla_policy loss_policy[CAPPROBE_LOSS_ATTR_COUNT] = {
	[CAPPROBE_LOSS_ATTR_CAUSE] = { .type = NLA_U32 },
	[CAPPROBE_LOSS_ATTR_LOST] = { .type = NLA_U64 },
	[CAPPROBE_LOSS_ATTR_TYPE] = { .type = NLA_U32 },
};

static struct nla_policy flooder_policy[CAPPROBE_FLOODER_ATTR_COUNT] = {
	[CAPPROBE_FLOODER_ATTR_CGROUP] = { .type = NLA_U64 },
	[CAPPROBE_FLOODER_ATTR_LOST] = { .type = NLA_U64 },
};

int netlink_parse_loss(struct nlattr *nest, struct losses *losses)
{
	struct nlattr *attributes[CAPPROBE_LOSS_ATTR_COUNT];
	uint32_t cause, type = CAPPROBE_TYPE_COUNT;
	uint64_t lost;

	if (nla_parse_nested(attributes, CAPPROBE_LOSS_ATTR_COUNT - 1, nest, loss_policy) < 0)
		return -1;
	cause = netlink_u32(attributes[CAPPROBE_LOSS_ATTR_CAUSE]);
	lost = netlink_u64(attributes[CAPPROBE_LOSS_ATTR_LOST]);
	if (attributes[CAPPROBE_LOSS_ATTR_TYPE])
		type = nla_get_u32(attributes[CAPPROBE_LOSS_ATTR_TYPE]);
	if (cause >= CAPPROBE_LOSS_COUNT || type > CAPPROBE_TYPE_COUNT)
		return -1;
	if (type == CAPPROBE_TYPE_COUNT)
		losses->elsewhere[cause] = lost;
	else
		losses->lost[type][cause] = lost;
	return 0;
}

int netlink_parse_flooder(struct nlattr *nest, struct losses *losses)
{
	struct nlattr *attributes[CAPPROBE_FLOODER_ATTR_COUNT];

	if (nla_parse_nested(attributes, CAPPROBE_FLOODER_ATTR_COUNT - 1, nest,
			     flooder_policy) < 0)
		return -1;
	losses_blame(losses, netlink_u64(attributes[CAPPROBE_FLOODER_ATTR_CGROUP]),
		     netlink_u64(attributes[CAPPROBE_FLOODER_ATTR_LOST]));
	return 0;
}

static enum capprobe_sight get_sight(struct nlattr *attribute)
{
	uint32_t sight = netlink_u32(attribute);

	return sight < CAPPROBE_SIGHT_COUNT ? sight : CAPPROBE_SIGHT_UNSEEN;
}

static int parse_holder(struct nlattr *nest, struct module_status *status)
{
	struct nlattr *attributes[CAPPROBE_HOLDER_COUNT], *comm;
	struct holder *holder;

	if (status->holder_count == NETLINK_HOLDERS_MAX)
		return 0;
	if (nla_parse_nested(attributes, CAPPROBE_HOLDER_COUNT - 1, nest, holder_policy) < 0)
		return -1;
	holder = &status->holders[status->holder_count++];
	holder->pid = netlink_u32(attributes[CAPPROBE_HOLDER_PID]);
	holder->arch = netlink_u32(attributes[CAPPROBE_HOLDER_ARCH]);
	holder->syscall = attributes[CAPPROBE_HOLDER_SYSCALL] ?
			  nla_get_s32(attributes[CAPPROBE_HOLDER_SYSCALL]) : -1;
	comm = attributes[CAPPROBE_HOLDER_COMM];
	if (comm)
		snprintf(holder->comm, sizeof(holder->comm), "%.*s", CAPPROBE_COMM_LEN - 1,
			 (const char *)nla_data(comm));
	return 0;
}

static int parse_status(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_STATUS_COUNT], *attribute;
	struct module_status *status = context;
	int left;

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_STATUS_COUNT - 1, status_policy) < 0)
		return -1;
	if (attributes[CAPPROBE_STATUS_VERSION])
		nla_strlcpy(status->version, attributes[CAPPROBE_STATUS_VERSION],
			    sizeof(status->version));
	if (attributes[CAPPROBE_STATUS_HOOK])
		nla_strlcpy(status->hook, attributes[CAPPROBE_STATUS_HOOK], sizeof(status->hook));
	status->lsm = !!attributes[CAPPROBE_STATUS_LSM];
	status->abi = netlink_u32(attributes[CAPPROBE_STATUS_ABI]);
	status->started = netlink_u64(attributes[CAPPROBE_STATUS_STARTED]);
	status->sessions = netlink_u32(attributes[CAPPROBE_STATUS_SESSIONS]);
	status->series = netlink_u32(attributes[CAPPROBE_STATUS_SERIES]);
	status->series_max = netlink_u32(attributes[CAPPROBE_STATUS_SERIES_MAX]);
	status->cgroups = netlink_u32(attributes[CAPPROBE_STATUS_CGROUPS]);
	status->cgroups_max = netlink_u32(attributes[CAPPROBE_STATUS_CGROUPS_MAX]);
	status->memory = netlink_u64(attributes[CAPPROBE_STATUS_MEMORY]);
	status->checks = get_sight(attributes[CAPPROBE_STATUS_CHECKS]);
	status->probes = get_sight(attributes[CAPPROBE_STATUS_PROBES]);
	nlmsg_for_each_attr(attribute, header, GENL_HDRLEN, left) {
		if (nla_type(attribute) == CAPPROBE_STATUS_LOSS &&
		    netlink_parse_loss(attribute, &status->losses))
			return -1;
		if (nla_type(attribute) == CAPPROBE_STATUS_FLOODER &&
		    netlink_parse_flooder(attribute, &status->losses))
			return -1;
		if (nla_type(attribute) == CAPPROBE_STATUS_HOLDER &&
		    parse_holder(attribute, status))
			return -1;
	}
	return 0;
}

enum status netlink_status(struct netlink *netlink, struct module_status *status)
{
	enum status result;
	int error;

	memset(status, 0, sizeof(*status));
	result = netlink_ask(netlink, netlink_message(netlink, CAPPROBE_CMD_STATUS, 0),
			     parse_status, status, &error);
	return result == STATUS_OK ? netlink_answered(error, "its status") : result;
}
