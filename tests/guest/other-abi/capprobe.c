// SPDX-License-Identifier: GPL-2.0
/*
 * A module that answers as a capprobe of another version would: only its
 * status, with an ABI that no program has.
 */
#include <linux/module.h>
#include <net/genetlink.h>

#include "capprobe.h"

static struct genl_family family;

static int get_status(struct sk_buff *skb, struct genl_info *info)
{
	struct sk_buff *msg = genlmsg_new(GENLMSG_DEFAULT_SIZE, GFP_KERNEL);
	void *header;

	if (!msg)
		return -ENOMEM;
	header = genlmsg_put_reply(msg, info, &family, 0, CAPPROBE_CMD_STATUS);
	if (!header || nla_put_string(msg, CAPPROBE_STATUS_VERSION, "9.9.9") ||
	    nla_put_u32(msg, CAPPROBE_STATUS_ABI, 4711)) {
		nlmsg_free(msg);
		return -EMSGSIZE;
	}
	genlmsg_end(msg, header);
	return genlmsg_reply(msg, info);
}

static const struct genl_ops operations[] = {
	{
		.cmd	= CAPPROBE_CMD_STATUS,
		.doit	= get_status,
	},
};

static struct genl_family family = {
	.name	= CAPPROBE_NAME,
	.module	= THIS_MODULE,
	.ops	= operations,
	.n_ops	= ARRAY_SIZE(operations),
};

static int __init other_abi_init(void)
{
	return genl_register_family(&family);
}

static void __exit other_abi_exit(void)
{
	genl_unregister_family(&family);
}

module_init(other_abi_init);
module_exit(other_abi_exit);

MODULE_DESCRIPTION("Answers as a capprobe of another ABI");
MODULE_LICENSE("GPL");
