// SPDX-License-Identifier: GPL-2.0
/*
 * netlink_series.c - query the series that the module counts
 */
#include <netlink/genl/genl.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "kernel/netlink_ask.h"

static struct nla_policy series_policy[CAPPROBE_SERIES_COUNT] = {
	[CAPPROBE_SERIES_KEY] = { .minlen = sizeof(struct capprobe_series_key) },
	[CAPPROBE_SERIES_TOTAL] = { .type = NLA_U64 },
	[CAPPROBE_SERIES_LAST_TIME] = { .type = NLA_U64 },
	[CAPPROBE_SERIES_LAST_PID] = { .type = NLA_U32 },
	[CAPPROBE_SERIES_LAST_COMM] = { .minlen = CAPPROBE_COMM_LEN },
};

/*
 * All series are collected before they are passed on, because the callback may use
 * the connection.
 */
struct all_series {
	struct series	*series;
	size_t		count;
	size_t		room;
	bool		no_memory;
};

static void keep_series(struct all_series *all, const struct series *series)
{
	struct series *larger = array_grow(all->series, &all->room, all->count + 1,
					   sizeof(*series));

	all->no_memory |= !larger;
	if (!larger)
		return;
	larger[all->count++] = *series;
	all->series = larger;
}

static void forget_series(void *context)
{
	struct all_series *all = context;

	all->count = 0;
}

static int parse_series(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_SERIES_COUNT];
	struct series series = { 0 };

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_SERIES_COUNT - 1, series_policy) < 0 ||
	    !attributes[CAPPROBE_SERIES_KEY])
		return -1;
	memcpy(&series.key, nla_data(attributes[CAPPROBE_SERIES_KEY]), sizeof(series.key));
	if (series.key.type >= CAPPROBE_TYPE_COUNT || series.key.cap > 63 ||
	    series.key.reason >= CAPPROBE_REASON_COUNT ||
	    series.key.cap_reason >= CAPPROBE_REASON_COUNT)
		return -1;
	series.total = netlink_u64(attributes[CAPPROBE_SERIES_TOTAL]);
	series.last_time = netlink_u64(attributes[CAPPROBE_SERIES_LAST_TIME]);
	series.last_pid = netlink_u32(attributes[CAPPROBE_SERIES_LAST_PID]);
	if (attributes[CAPPROBE_SERIES_LAST_COMM])
		memcpy(series.last_comm, nla_data(attributes[CAPPROBE_SERIES_LAST_COMM]),
		       sizeof(series.last_comm) - 1);
	keep_series(context, &series);
	return 0;
}

enum status netlink_series(struct netlink *netlink,
			   enum status (*take)(void *context, const struct series *series), void *context)
{
	struct all_series all = { 0 };
	enum status status;
	size_t i;

	status = netlink_ask_for_all(netlink, CAPPROBE_CMD_SERIES, parse_series, forget_series, &all,
				     "its counts");
	if (status == STATUS_OK && all.no_memory)
		status = out_of_memory("the kernel module's counts");
	for (i = 0; status == STATUS_OK && i < all.count; i++)
		status = take(context, &all.series[i]);
	free(all.series);
	return status;
}
