// SPDX-License-Identifier: GPL-2.0
/*
 * netlink_family.c - the generic netlink family, and what its commands share
 */
#include <net/genetlink.h>

#include "netlink_family.h"

struct genl_family capprobe_family __ro_after_init = {
	.name		= CAPPROBE_NAME,
	.version	= CAPPROBE_ABI,
	.module		= THIS_MODULE,
	.parallel_ops	= true,
};

int capprobe_netlink_authorise(struct sk_buff *skb, struct netlink_ext_ack *extack)
{
	if (netlink_capable(skb, CAP_SYS_ADMIN))
		return 0;
	NL_SET_ERR_MSG(extack, "CAP_SYS_ADMIN in the initial user namespace is required");
	return -EPERM;
}

bool capprobe_netlink_put_loss(struct sk_buff *msg, int nest, enum capprobe_type type,
			       enum capprobe_loss cause, u64 lost)
{
	struct nlattr *start;

	if (!lost)
		return true;
	start = nla_nest_start(msg, nest);
	if (!start || nla_put_u32(msg, CAPPROBE_LOSS_ATTR_CAUSE, cause) ||
	    nla_put_u64_64bit(msg, CAPPROBE_LOSS_ATTR_LOST, lost, CAPPROBE_LOSS_ATTR_PAD) ||
	    (type < CAPPROBE_TYPE_COUNT && nla_put_u32(msg, CAPPROBE_LOSS_ATTR_TYPE, type)))
		return false;
	nla_nest_end(msg, start);
	return true;
}

static bool put_flooder(struct sk_buff *msg, int nest, const struct capprobe_flooder *flooder)
{
	struct nlattr *start;

	if (!flooder->cgroup)
		return true;
	start = nla_nest_start(msg, nest);
	if (!start ||
	    nla_put_u64_64bit(msg, CAPPROBE_FLOODER_ATTR_CGROUP, flooder->cgroup,
			      CAPPROBE_FLOODER_ATTR_PAD) ||
	    nla_put_u64_64bit(msg, CAPPROBE_FLOODER_ATTR_LOST, flooder->lost,
			      CAPPROBE_FLOODER_ATTR_PAD))
		return false;
	nla_nest_end(msg, start);
	return true;
}

bool capprobe_netlink_put_tally(struct sk_buff *msg, int loss, int flooder,
				const struct capprobe_tally *tally)
{
	int type, cause, i;

	for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
			if (!capprobe_netlink_put_loss(msg, loss, type, cause,
						       tally->lost[type][cause]))
				return false;
		}
	}
	for (i = 0; i < CAPPROBE_FLOODERS; i++) {
		if (!put_flooder(msg, flooder, &tally->flooders[i]))
			return false;
	}
	return true;
}
