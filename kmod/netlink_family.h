/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink_family.h - the generic netlink family, and what its commands share
 */
#ifndef CAPPROBE_NETLINK_FAMILY_H
#define CAPPROBE_NETLINK_FAMILY_H

#include <linux/netlink.h>

#include "loss.h"

/* Its operations are filled in by capprobe_netlink_init(). */
extern struct genl_family capprobe_family;

/**
 * capprobe_netlink_authorise() - check whether a command is permitted
 * @skb: the command
 * @extack: where to report the reason for a refusal
 *
 * Both the opener of the socket and the sender need CAP_SYS_ADMIN in the initial
 * user namespace.
 *
 * Context: process context.
 * Return: 0 or -EPERM.
 */
int capprobe_netlink_authorise(struct sk_buff *skb, struct netlink_ext_ack *extack);

/**
 * capprobe_netlink_put_loss() - add a loss to a message
 * @msg: the message
 * @nest: attribute for the loss
 * @type: enum capprobe_type, or CAPPROBE_TYPE_COUNT for losses outside of rings
 * @cause: cause of the loss
 * @lost: number of lost records; nothing is added if it is 0
 *
 * Context: any.
 * Return: false if the message is full.
 */
bool capprobe_netlink_put_loss(struct sk_buff *msg, int nest, enum capprobe_type type,
			       enum capprobe_loss cause, u64 lost);

/**
 * capprobe_netlink_put_tally() - add the losses of rings to a message
 * @msg: the message
 * @loss: attribute for a loss
 * @flooder: attribute for a flooder
 * @tally: the losses
 *
 * Context: any.
 * Return: false if the message is full.
 */
bool capprobe_netlink_put_tally(struct sk_buff *msg, int loss, int flooder,
				const struct capprobe_tally *tally);

#endif /* CAPPROBE_NETLINK_FAMILY_H */
