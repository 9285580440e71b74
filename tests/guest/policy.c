// SPDX-License-Identifier: GPL-2.0
/*
 * policy - print what the kernel reports about the netlink family: its version, its
 * commands, and the attributes that each accepts
 *
 * Run with the module loaded. Prints one line for each, ordered by number.
 */
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "capprobe.h"

#define NUMBERS		256	/* limit of commands, policies and attributes */
#define LINE_MAX	64

struct command {
	uint32_t	flags;
	int		do_policy;
	int		dump_policy;
};

static struct command commands[NUMBERS];
/* The description of an attribute, or "". */
static char policies[NUMBERS][NUMBERS][LINE_MAX];

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static void malformed(void)
{
	fprintf(stderr, "policy: the kernel's answer cannot be understood\n");
	exit(2);
}

/* The next attribute between *@at and @end, or NULL. */
static const struct nlattr *next(const void **at, const void *end)
{
	const struct nlattr *attribute = *at;
	size_t left = (const char *)end - (const char *)*at, length;

	if (left < NLA_HDRLEN)
		return NULL;
	if (attribute->nla_len < NLA_HDRLEN || attribute->nla_len > left)
		malformed();
	/* The last one may lack its padding. */
	length = NLA_ALIGN(attribute->nla_len);
	*at += length < left ? length : left;
	return attribute;
}

static const void *value(const struct nlattr *attribute)
{
	return (const char *)attribute + NLA_HDRLEN;
}

static const void *end_of(const struct nlattr *attribute)
{
	return (const char *)attribute + attribute->nla_len;
}

/* The index of an attribute in an array. */
static unsigned int number(const struct nlattr *attribute)
{
	unsigned int type = attribute->nla_type & NLA_TYPE_MASK;

	if (type >= NUMBERS)
		malformed();
	return type;
}

/* The value of an unsigned integer attribute. */
static uint64_t integer(const struct nlattr *attribute)
{
	uint64_t result = 0;

	/* Of any size, on a little-endian machine. */
	if (attribute->nla_len > NLA_HDRLEN + sizeof(result))
		malformed();
	memcpy(&result, value(attribute), attribute->nla_len - NLA_HDRLEN);
	return result;
}

static void note_operation(const struct nlattr *operation)
{
	const void *at = value(operation);
	const struct nlattr *attribute;
	uint64_t id = 0, flags = 0;

	while ((attribute = next(&at, end_of(operation)))) {
		if (number(attribute) == CTRL_ATTR_OP_ID)
			id = integer(attribute);
		else if (number(attribute) == CTRL_ATTR_OP_FLAGS)
			flags = integer(attribute);
	}
	if (id >= NUMBERS)
		malformed();
	commands[id].flags = flags;
}

/* The policies of each command, for do and dump. */
static void note_op_policy(const struct nlattr *policy)
{
	struct command *command = &commands[number(policy)];
	const void *at = value(policy);
	const struct nlattr *attribute;

	while ((attribute = next(&at, end_of(policy)))) {
		if (integer(attribute) >= NUMBERS)
			malformed();
		if (number(attribute) == CTRL_ATTR_POLICY_DO)
			command->do_policy = integer(attribute);
		else if (number(attribute) == CTRL_ATTR_POLICY_DUMP)
			command->dump_policy = integer(attribute);
	}
}

static const char *type_name(uint64_t type)
{
	static const char *const names[] = {
		[NL_ATTR_TYPE_FLAG] = "flag",
		[NL_ATTR_TYPE_U8] = "u8",
		[NL_ATTR_TYPE_U16] = "u16",
		[NL_ATTR_TYPE_U32] = "u32",
		[NL_ATTR_TYPE_U64] = "u64",
		[NL_ATTR_TYPE_S8] = "s8",
		[NL_ATTR_TYPE_S16] = "s16",
		[NL_ATTR_TYPE_S32] = "s32",
		[NL_ATTR_TYPE_S64] = "s64",
		[NL_ATTR_TYPE_BINARY] = "binary",
		[NL_ATTR_TYPE_STRING] = "string",
		[NL_ATTR_TYPE_NUL_STRING] = "string",
		[NL_ATTR_TYPE_NESTED] = "nest",
	};

	return type < sizeof(names) / sizeof(*names) && names[type] ? names[type] : "unknown";
}

static void note_attribute(char *line, const struct nlattr *policy)
{
	const void *at = value(policy);
	const struct nlattr *attribute;
	uint64_t min = 0, max = 0;
	const char *type = "unknown";

	while ((attribute = next(&at, end_of(policy)))) {
		if (number(attribute) == NL_POLICY_TYPE_ATTR_TYPE)
			type = type_name(integer(attribute));
		else if (number(attribute) == NL_POLICY_TYPE_ATTR_MIN_LENGTH)
			min = integer(attribute);
		else if (number(attribute) == NL_POLICY_TYPE_ATTR_MAX_LENGTH)
			max = integer(attribute);
	}
	if (min || max)
		snprintf(line, LINE_MAX, "%s %llu-%llu", type, (unsigned long long)min,
			 (unsigned long long)max);
	else
		snprintf(line, LINE_MAX, "%s", type);
}

static void note_policy(const struct nlattr *policy)
{
	const void *at = value(policy);
	const struct nlattr *attribute;

	while ((attribute = next(&at, end_of(policy))))
		note_attribute(policies[number(policy)][number(attribute)], attribute);
}

static void for_each(const struct nlattr *nest, void (*note)(const struct nlattr *attribute))
{
	const void *at = value(nest);
	const struct nlattr *attribute;

	while ((attribute = next(&at, end_of(nest))))
		note(attribute);
}

static void note(const struct nlattr *attribute)
{
	switch (number(attribute)) {
	case CTRL_ATTR_VERSION:
		printf("version %u\n", (unsigned int)integer(attribute));
		break;
	case CTRL_ATTR_OPS:
		for_each(attribute, note_operation);
		break;
	case CTRL_ATTR_OP_POLICY:
		for_each(attribute, note_op_policy);
		break;
	case CTRL_ATTR_POLICY:
		for_each(attribute, note_policy);
		break;
	}
}

/* Sends a request about the family, and records the answers. */
static void ask(int fd, int command, int flags)
{
	struct {
		struct nlmsghdr		header;
		struct genlmsghdr	generic;
		struct nlattr		attribute;
		char			name[NLA_ALIGN(sizeof(CAPPROBE_NAME))];
	} request = {
		.header.nlmsg_len = sizeof(request),
		.header.nlmsg_type = GENL_ID_CTRL,
		.header.nlmsg_flags = NLM_F_REQUEST | flags,
		.generic.cmd = command,
		.generic.version = 2,
		.attribute.nla_type = CTRL_ATTR_FAMILY_NAME,
		.attribute.nla_len = NLA_HDRLEN + sizeof(CAPPROBE_NAME),
		.name = CAPPROBE_NAME,
	};
	static char answer[65536] __attribute__((aligned(NLMSG_ALIGNTO)));

	if (send(fd, &request, sizeof(request), 0) < 0)
		die("send");
	for (;;) {
		const struct nlmsghdr *header = (const void *)answer;
		int left = recv(fd, answer, sizeof(answer), 0);

		if (left < 0)
			die("recv");
		for (; NLMSG_OK(header, left); header = NLMSG_NEXT(header, left)) {
			const void *at = (const char *)NLMSG_DATA(header) + GENL_HDRLEN;
			const void *end = (const char *)header + header->nlmsg_len;
			const struct nlattr *attribute;

			/* The acknowledgement of a do, the end of a dump. */
			if (header->nlmsg_type == NLMSG_ERROR || header->nlmsg_type == NLMSG_DONE) {
				if (*(const int *)NLMSG_DATA(header))
					malformed();
				return;
			}
			while ((attribute = next(&at, end)))
				note(attribute);
		}
	}
}

static void print_policy(int command, int policy, const char *how)
{
	int i;

	for (i = 0; policy >= 0 && i < NUMBERS; i++) {
		if (*policies[policy][i])
			printf("command %d %s takes %d %s\n", command, how, i, policies[policy][i]);
	}
}

static void print_command(int number)
{
	const struct command *command = &commands[number];

	if (command->flags & GENL_CMD_CAP_DO) {
		printf("command %d do\n", number);
		print_policy(number, command->do_policy, "do");
	}
	if (command->flags & GENL_CMD_CAP_DUMP) {
		printf("command %d dump\n", number);
		print_policy(number, command->dump_policy, "dump");
	}
	if (command->flags & (GENL_ADMIN_PERM | GENL_UNS_ADMIN_PERM))
		printf("command %d asks for CAP_NET_ADMIN\n", number);
}

int main(void)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC), i;

	if (fd < 0)
		die("socket");
	for (i = 0; i < NUMBERS; i++)
		commands[i].do_policy = commands[i].dump_policy = -1;
	ask(fd, CTRL_CMD_GETFAMILY, NLM_F_ACK);
	ask(fd, CTRL_CMD_GETPOLICY, NLM_F_DUMP);
	for (i = 0; i < NUMBERS; i++)
		print_command(i);
	return 0;
}
