/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink_session.h - sessions over generic netlink
 *
 * For readers that cannot use debugfs because it is not mounted, not built in, or
 * locked down. A session ends when the socket that started it is closed.
 */
#ifndef CAPPROBE_NETLINK_SESSION_H
#define CAPPROBE_NETLINK_SESSION_H

#include <net/genetlink.h>

/* Attributes of CAPPROBE_CMD_START. */
extern const struct nla_policy capprobe_session_policy[CAPPROBE_SESSION_RING_BYTES + 1];

/**
 * capprobe_netlink_start() - handle CAPPROBE_CMD_START
 * @skb: the command
 * @info: its attributes
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno, with an extended ack.
 */
int capprobe_netlink_start(struct sk_buff *skb, struct genl_info *info);

/**
 * capprobe_netlink_read() - handle CAPPROBE_CMD_READ
 * @skb: the command
 * @info: its attributes
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno, with an extended ack.
 */
int capprobe_netlink_read(struct sk_buff *skb, struct genl_info *info);

/**
 * capprobe_netlink_session_init() - start to watch for closed sockets
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_netlink_session_init(void);

/**
 * capprobe_netlink_session_exit() - undo capprobe_netlink_session_init()
 *
 * Context: process context, may sleep; there are no sessions any more.
 */
void capprobe_netlink_session_exit(void);

#endif /* CAPPROBE_NETLINK_SESSION_H */
