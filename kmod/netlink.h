/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink.h - the generic netlink family
 */
#ifndef CAPPROBE_NETLINK_H
#define CAPPROBE_NETLINK_H

#include <linux/netlink.h>

#include "loss.h"

extern struct genl_family capprobe_family;

/**
 * capprobe_netlink_init() - register the family
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_netlink_init(void);

/**
 * capprobe_netlink_exit() - unregister it
 *
 * Context: process context, may sleep.
 */
void capprobe_netlink_exit(void);

/**
 * capprobe_netlink_authorise() - whether a command may be given
 * @skb: the command
 * @extack: told why not
 *
 * The socket's opener and the sender both need CAP_SYS_ADMIN in the initial
 * user namespace.
 *
 * Context: process context.
 * Return: 0 or -EPERM.
 */
int capprobe_netlink_authorise(struct sk_buff *skb, struct netlink_ext_ack *extack);

/**
 * capprobe_netlink_put_loss() - add a loss to a message
 * @msg: the message
 * @nest: the attribute
 * @type: enum capprobe_type, or CAPPROBE_TYPE_COUNT outside of rings
 * @cause: why
 * @lost: how many; where there are none nothing is added
 *
 * Context: any.
 * Return: false where there is no room.
 */
bool capprobe_netlink_put_loss(struct sk_buff *msg, int nest, enum capprobe_type type,
			       enum capprobe_loss cause, u64 lost);

/**
 * capprobe_netlink_put_tally() - add what rings have lost to a message
 * @msg: the message
 * @loss: the attribute of a loss
 * @flooder: and of a flooder
 * @tally: what they lost
 *
 * Context: any.
 * Return: false where there is no room.
 */
bool capprobe_netlink_put_tally(struct sk_buff *msg, int loss, int flooder,
				const struct capprobe_tally *tally);

#endif /* CAPPROBE_NETLINK_H */
