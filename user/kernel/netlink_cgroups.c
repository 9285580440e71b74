// SPDX-License-Identifier: GPL-2.0
/*
 * netlink_cgroups.c - query the cgroups that the module knows
 */
#include <errno.h>
#include <netlink/genl/genl.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "kernel/netlink_ask.h"

static struct nla_policy cgroup_policy[CAPPROBE_CGROUP_COUNT] = {
	[CAPPROBE_CGROUP_ID] = { .type = NLA_U64 },
	[CAPPROBE_CGROUP_GONE] = { .type = NLA_FLAG },
};

/* A callback, its context, and what it returned. */
struct taker {
	enum status	(*cgroup)(void *context, const struct cgroup *cgroup);
	void		*context;
	enum status	status;
};

static int parse_cgroup(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_CGROUP_COUNT], *text;
	struct taker *taker = context;
	struct cgroup cgroup;
	char *path;

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_CGROUP_COUNT - 1, cgroup_policy) < 0)
		return -1;
	text = attributes[CAPPROBE_CGROUP_PATH];
	path = text ? strndup(nla_data(text), nla_len(text)) : NULL;
	if (!path)
		return -1;
	cgroup.id = netlink_u64(attributes[CAPPROBE_CGROUP_ID]);
	cgroup.path = path;
	cgroup.gone = !!attributes[CAPPROBE_CGROUP_GONE];
	if (taker->status == STATUS_OK)
		taker->status = taker->cgroup(taker->context, &cgroup);
	free(path);
	return 0;
}

enum status netlink_cgroups(struct netlink *netlink,
			    enum status (*take)(void *context, const struct cgroup *cgroup), void *context)
{
	struct taker taker = { .cgroup = take, .context = context };
	enum status status;

	status = netlink_ask_for_all(netlink, CAPPROBE_CMD_CGROUPS, parse_cgroup, NULL, &taker,
				     "its cgroups");
	return status == STATUS_OK ? taker.status : status;
}

enum status netlink_cgroup(struct netlink *netlink, uint64_t id,
			   enum status (*take)(void *context, const struct cgroup *cgroup), void *context)
{
	struct nl_msg *message = netlink_message(netlink, CAPPROBE_CMD_CGROUPS, 0);
	struct taker taker = { .cgroup = take, .context = context };
	enum status status;
	int error;

	if (message && nla_put_u64(message, CAPPROBE_CGROUP_ID, id)) {
		nlmsg_free(message);
		return out_of_memory("a request to the kernel module");
	}
	status = netlink_ask(netlink, message, parse_cgroup, &taker, &error);
	if (status == STATUS_OK && error && error != ENOENT)
		return fail(STATUS_FAILED, "the kernel module did not tell a cgroup: %s",
			    strerror(error));
	return status == STATUS_OK ? taker.status : status;
}
