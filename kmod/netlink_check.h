/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink_check.h - ask whether a process has a capability
 */
#ifndef CAPPROBE_NETLINK_CHECK_H
#define CAPPROBE_NETLINK_CHECK_H

#include <net/genetlink.h>

#include "capprobe.h"

extern const struct nla_policy capprobe_check_policy[CAPPROBE_CHECK_CAP + 1];

/**
 * capprobe_netlink_check() - handle CAPPROBE_CMD_CHECK
 * @skb: the command
 * @info: its attributes
 *
 * Context: process context, may sleep.
 * Return: 0, -EPERM, -EINVAL for a missing attribute or an invalid capability,
 * -ESRCH if there is no such process, -ENOMEM or -EMSGSIZE.
 */
int capprobe_netlink_check(struct sk_buff *skb, struct genl_info *info);

#endif /* CAPPROBE_NETLINK_CHECK_H */
