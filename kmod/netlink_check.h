/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink_check.h - what the kernel would answer a process, over generic netlink
 */
#ifndef CAPPROBE_NETLINK_CHECK_H
#define CAPPROBE_NETLINK_CHECK_H

#include <net/genetlink.h>

#include "capprobe.h"

extern const struct nla_policy capprobe_check_policy[CAPPROBE_CHECK_CAP + 1];

/**
 * capprobe_netlink_check() - CAPPROBE_CMD_CHECK
 * @skb: the command
 * @info: and its attributes
 *
 * Context: process context, one at a time.
 * Return: 0, -EPERM, -EINVAL for an attribute that is missing or a capability
 * that there is not, -ESRCH for a process that there is not.
 */
int capprobe_netlink_check(struct sk_buff *skb, struct genl_info *info);

#endif /* CAPPROBE_NETLINK_CHECK_H */
