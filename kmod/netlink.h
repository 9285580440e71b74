/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink.h - the generic netlink interface
 */
#ifndef CAPPROBE_NETLINK_H
#define CAPPROBE_NETLINK_H

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

#endif /* CAPPROBE_NETLINK_H */
