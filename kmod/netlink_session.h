/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink_session.h - sessions over generic netlink
 *
 * For readers where debugfs is not mounted, not built in, or locked down. A
 * session belongs to the socket that started it, and ends with it.
 */
#ifndef CAPPROBE_NETLINK_SESSION_H
#define CAPPROBE_NETLINK_SESSION_H

#include <net/genetlink.h>

/* What CAPPROBE_CMD_START takes. */
extern const struct nla_policy capprobe_session_policy[CAPPROBE_SESSION_RING_BYTES + 1];

/**
 * capprobe_netlink_start() - the handler of CAPPROBE_CMD_START
 * @skb: the request
 * @info: and its parts
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno, with an extended ack.
 */
int capprobe_netlink_start(struct sk_buff *skb, struct genl_info *info);

/**
 * capprobe_netlink_read() - the handler of CAPPROBE_CMD_READ
 * @skb: the request
 * @info: and its parts
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno, with an extended ack.
 */
int capprobe_netlink_read(struct sk_buff *skb, struct genl_info *info);

/**
 * capprobe_netlink_session_init() - watch for sockets that are closed
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_netlink_session_init(void);

/**
 * capprobe_netlink_session_exit() - end that; there is no session any more
 *
 * Context: process context, may sleep.
 */
void capprobe_netlink_session_exit(void);

#endif /* CAPPROBE_NETLINK_SESSION_H */
