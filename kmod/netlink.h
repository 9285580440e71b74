/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink.h - the generic netlink family
 */
#ifndef CAPPROBE_NETLINK_H
#define CAPPROBE_NETLINK_H

#include <linux/netlink.h>

#include "capprobe.h"

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
 * capprobe_netlink_put_losses() - add losses to a message, a nest for each cause
 * @msg: the message
 * @type: the nests' attribute
 * @lost: the losses, by cause
 *
 * Context: any.
 * Return: false where there is no room.
 */
bool capprobe_netlink_put_losses(struct sk_buff *msg, int type,
				 const u64 lost[CAPPROBE_LOSS_COUNT]);

#endif /* CAPPROBE_NETLINK_H */
