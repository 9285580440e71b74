/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink_ask.h - sending a command to the module and receiving the answer, for the
 *	files that know a command
 */
#ifndef NETLINK_ASK_H
#define NETLINK_ASK_H

#include <netlink/attr.h>
#include <netlink/msg.h>

#include "kernel/netlink.h"

/* Called for each message of an answer; returns nonzero if the message is invalid. */
typedef int (*netlink_parse)(struct nlmsghdr *header, void *context);

/**
 * netlink_message() - allocate a request
 * @netlink: the connection
 * @command: the command
 * @flags: NLM_F_*
 *
 * Return: the message; NULL if out of memory, which has been reported.
 */
struct nl_msg *netlink_message(struct netlink *netlink, enum capprobe_cmd command, int flags);

/**
 * netlink_ask() - send a request and process the answer
 * @netlink: the connection
 * @message: the request, which is freed; or NULL, which just fails
 * @parse: called for each message of the answer
 * @context: for @parse
 * @error: set to the errno that the module answered, or 0
 */
enum status netlink_ask(struct netlink *netlink, struct nl_msg *message, netlink_parse parse,
			void *context, int *error);

/**
 * netlink_ask_for_all() - request a dump until it is consistent
 * @netlink: the connection
 * @command: the command
 * @parse: called for each message of the answer
 * @again: called before the dump is repeated, or NULL
 * @context: for @parse and @again
 * @what: what is requested, for an error message, as in "its counts"
 */
enum status netlink_ask_for_all(struct netlink *netlink, enum capprobe_cmd command,
				netlink_parse parse, void (*again)(void *context), void *context,
				const char *what);

/**
 * netlink_answered() - report the error that the module answered, if any
 * @error: errno from netlink_ask()
 * @what: what was requested, as above
 */
enum status netlink_answered(int error, const char *what);

/* Value of an attribute; 0 if it is missing. */
static inline uint32_t netlink_u32(struct nlattr *attribute)
{
	return attribute ? nla_get_u32(attribute) : 0;
}

static inline uint64_t netlink_u64(struct nlattr *attribute)
{
	return attribute ? nla_get_u64(attribute) : 0;
}

/**
 * netlink_parse_loss() - parse a nest of enum capprobe_loss_attr
 * @nest: the nest
 * @losses: counters to set
 *
 * Return: nonzero if the nest is invalid.
 */
int netlink_parse_loss(struct nlattr *nest, struct losses *losses);

/**
 * netlink_parse_flooder() - parse a nest of enum capprobe_flooder_attr
 * @nest: the nest
 * @losses: counters to add to
 *
 * Return: nonzero if the nest is invalid.
 */
int netlink_parse_flooder(struct nlattr *nest, struct losses *losses);

#endif /* NETLINK_ASK_H */
