// SPDX-License-Identifier: GPL-2.0
/*
 * netlink.c - the generic netlink interface: all commands, of which status, series
 * and cgroups are implemented here
 *
 * Every command requires CAP_SYS_ADMIN in the initial user namespace, both of the
 * socket's opener and of the sender. Commands run in parallel, without the mutex
 * that generic netlink has for all families, and take the locks that they need.
 */
#include <net/genetlink.h>

#include "cgroup.h"
#include "hook.h"
#include "lsm.h"
#include "netlink.h"
#include "netlink_check.h"
#include "netlink_family.h"
#include "netlink_session.h"
#include "reclaim.h"
#include "series.h"
#include "status.h"
#include "syscall_slots.h"
#include "table_work.h"

/* Maximum number to list; when these are gone others show up. */
#define HOLDERS	16

static bool put_holder(struct sk_buff *msg, const struct capprobe_holder *holder)
{
	struct nlattr *nest = nla_nest_start(msg, CAPPROBE_STATUS_HOLDER);

	if (!nest || nla_put_u32(msg, CAPPROBE_HOLDER_PID, holder->pid) ||
	    nla_put(msg, CAPPROBE_HOLDER_COMM, sizeof(holder->comm), holder->comm) ||
	    nla_put_u32(msg, CAPPROBE_HOLDER_ARCH, holder->arch) ||
	    nla_put_s32(msg, CAPPROBE_HOLDER_SYSCALL, holder->syscall))
		return false;
	nla_nest_end(msg, nest);
	return true;
}

static bool put_holders(struct sk_buff *msg)
{
	struct capprobe_holder holders[HOLDERS];
	u32 count = capprobe_slots_holders(holders, HOLDERS), i;

	for (i = 0; i < count; i++) {
		if (!put_holder(msg, &holders[i]))
			return false;
	}
	return true;
}

static bool put_losses(struct sk_buff *msg, const struct capprobe_status *status)
{
	int cause;

	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
		if (!capprobe_netlink_put_loss(msg, CAPPROBE_STATUS_LOSS, CAPPROBE_TYPE_COUNT,
					       cause, status->lost[cause]))
			return false;
	}
	return capprobe_netlink_put_tally(msg, CAPPROBE_STATUS_LOSS, CAPPROBE_STATUS_FLOODER,
					  &status->sessions.tally);
}

static bool put_status(struct sk_buff *msg, const struct capprobe_status *status)
{
	return !nla_put_string(msg, CAPPROBE_STATUS_VERSION, CAPPROBE_VERSION) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_ABI, CAPPROBE_ABI) &&
	       !nla_put_string(msg, CAPPROBE_STATUS_HOOK, capprobe_hook_name()) &&
	       (!capprobe_lsm_seen() || !nla_put_flag(msg, CAPPROBE_STATUS_LSM)) &&
	       !nla_put_u64_64bit(msg, CAPPROBE_STATUS_STARTED, status->started,
				  CAPPROBE_STATUS_PAD) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_SESSIONS, status->sessions.count) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_SERIES, capprobe_series_used()) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_SERIES_MAX, capprobe_series_max()) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_CGROUPS, capprobe_cgroup_used()) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_CGROUPS_MAX, capprobe_cgroup_max()) &&
	       !nla_put_u64_64bit(msg, CAPPROBE_STATUS_MEMORY, status->memory,
				  CAPPROBE_STATUS_PAD) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_CHECKS, status->sights.checks) &&
	       !nla_put_u32(msg, CAPPROBE_STATUS_PROBES, status->sights.probes) &&
	       put_losses(msg, status) && put_holders(msg);
}

static bool put_series(struct sk_buff *msg, const struct capprobe_series_total *total)
{
	if (nla_put(msg, CAPPROBE_SERIES_KEY, sizeof(total->key), &total->key) ||
	    nla_put_u64_64bit(msg, CAPPROBE_SERIES_TOTAL, total->count, CAPPROBE_SERIES_PAD))
		return false;
	if (!total->last_time)
		return true;
	return !nla_put_u64_64bit(msg, CAPPROBE_SERIES_LAST_TIME, total->last_time,
				  CAPPROBE_SERIES_PAD) &&
	       !nla_put_u32(msg, CAPPROBE_SERIES_LAST_PID, total->last_pid) &&
	       !nla_put(msg, CAPPROBE_SERIES_LAST_COMM, sizeof(total->last_comm),
			total->last_comm);
}

static bool put_cgroup(struct sk_buff *msg, const struct capprobe_cgroup *cgroup)
{
	return !nla_put_u64_64bit(msg, CAPPROBE_CGROUP_ID, cgroup->id, CAPPROBE_CGROUP_PAD) &&
	       !nla_put(msg, CAPPROBE_CGROUP_PATH, strlen(cgroup->path), cgroup->path) &&
	       (!cgroup->gone || !nla_put_flag(msg, CAPPROBE_CGROUP_GONE));
}

static int reply_status(struct genl_info *info, struct capprobe_status *status)
{
	struct sk_buff *msg = genlmsg_new(GENLMSG_DEFAULT_SIZE, GFP_KERNEL);
	void *header;

	if (!msg)
		return -ENOMEM;
	capprobe_status_read(status);
	header = genlmsg_put_reply(msg, info, &capprobe_family, 0, CAPPROBE_CMD_STATUS);
	if (!header || !put_status(msg, status)) {
		nlmsg_free(msg);
		return -EMSGSIZE;
	}
	genlmsg_end(msg, header);
	return genlmsg_reply(msg, info);
}

static int get_status(struct sk_buff *skb, struct genl_info *info)
{
	struct capprobe_status *status;
	int err;

	err = capprobe_netlink_authorise(skb, info->extack);
	if (err)
		return err;
	status = kmalloc(sizeof(*status), GFP_KERNEL);
	if (!status)
		return -ENOMEM;
	err = reply_status(info, status);
	kfree(status);
	return err;
}

static int fill_cgroup(struct sk_buff *msg, struct genl_info *info)
{
	const struct capprobe_cgroup *cgroup;
	void *header;

	cgroup = capprobe_cgroup_find(nla_get_u64(info->attrs[CAPPROBE_CGROUP_ID]));
	if (!cgroup) {
		NL_SET_ERR_MSG_ATTR(info->extack, info->attrs[CAPPROBE_CGROUP_ID],
				    "no check from this cgroup has been seen");
		return -ENOENT;
	}
	header = genlmsg_put_reply(msg, info, &capprobe_family, 0, CAPPROBE_CMD_CGROUPS);
	if (!header || !put_cgroup(msg, cgroup))
		return -EMSGSIZE;
	genlmsg_end(msg, header);
	return 0;
}

static int get_cgroup(struct sk_buff *skb, struct genl_info *info)
{
	struct sk_buff *msg;
	int err;

	err = capprobe_netlink_authorise(skb, info->extack);
	if (err)
		return err;
	if (!info->attrs[CAPPROBE_CGROUP_ID]) {
		NL_SET_ERR_MSG(info->extack, "the id of the cgroup is missing");
		return -EINVAL;
	}
	msg = genlmsg_new(GENLMSG_DEFAULT_SIZE, GFP_KERNEL);
	if (!msg)
		return -ENOMEM;

	capprobe_cgroup_resolve();
	mutex_lock(&capprobe_tables_mutex);
	err = fill_cgroup(msg, info);
	mutex_unlock(&capprobe_tables_mutex);
	if (err) {
		nlmsg_free(msg);
		return err;
	}
	return genlmsg_reply(msg, info);
}

static int start_dump(struct netlink_callback *cb)
{
	int err = capprobe_netlink_authorise(cb->skb, cb->extack);

	if (err)
		return err;
	capprobe_cgroup_resolve();
	return 0;
}

enum dumped { NO_ENTRY, DUMPED, NO_ROOM };

static enum dumped dump_series_at(struct sk_buff *msg, u32 index)
{
	struct capprobe_series_total total;

	if (!capprobe_series_at(index, &total))
		return NO_ENTRY;
	return put_series(msg, &total) ? DUMPED : NO_ROOM;
}

static enum dumped dump_cgroup_at(struct sk_buff *msg, u32 index)
{
	const struct capprobe_cgroup *cgroup = capprobe_cgroup_at(index);

	if (!cgroup)
		return NO_ENTRY;
	return put_cgroup(msg, cgroup) ? DUMPED : NO_ROOM;
}

/*
 * Dumps one message for each entry of a table, starting where the previous part
 * has ended. If anything was folded in between it may be dumped twice: the next
 * message is then marked NLM_F_DUMP_INTR.
 */
static int dump_table(struct sk_buff *skb, struct netlink_callback *cb, u8 command, u32 slots,
		      enum dumped (*dump_at)(struct sk_buff *msg, u32 index))
{
	enum dumped dumped = NO_ENTRY;
	long *next = &cb->args[0];
	void *header;

	mutex_lock(&capprobe_tables_mutex);
	cb->seq = capprobe_reclaim_generation();
	for (; *next < slots; (*next)++) {
		header = genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
				     &capprobe_family, NLM_F_MULTI, command);
		dumped = header ? dump_at(skb, *next) : NO_ROOM;
		if (dumped == DUMPED) {
			genl_dump_check_consistent(cb, header);
			genlmsg_end(skb, header);
		} else if (header) {
			genlmsg_cancel(skb, header);
		}
		if (dumped == NO_ROOM)
			break;
	}
	mutex_unlock(&capprobe_tables_mutex);
	/* Fail if an entry does not even fit into an empty part. */
	return skb->len || dumped != NO_ROOM ? skb->len : -EMSGSIZE;
}

static int dump_series(struct sk_buff *skb, struct netlink_callback *cb)
{
	return dump_table(skb, cb, CAPPROBE_CMD_SERIES, capprobe_series_slots(), dump_series_at);
}

static int dump_cgroups(struct sk_buff *skb, struct netlink_callback *cb)
{
	return dump_table(skb, cb, CAPPROBE_CMD_CGROUPS, capprobe_cgroup_max(), dump_cgroup_at);
}

static const struct nla_policy cgroup_policy[] = {
	[CAPPROBE_CGROUP_ID] = { .type = NLA_U64 },
};

static const struct genl_ops operations[] = {
	{
		.cmd	= CAPPROBE_CMD_STATUS,
		.doit	= get_status,
	},
	{
		.cmd	= CAPPROBE_CMD_SERIES,
		.start	= start_dump,
		.dumpit	= dump_series,
	},
	{
		.cmd		= CAPPROBE_CMD_CGROUPS,
		.doit		= get_cgroup,
		.start		= start_dump,
		.dumpit		= dump_cgroups,
		.policy		= cgroup_policy,
		.maxattr	= ARRAY_SIZE(cgroup_policy) - 1,
	},
	{
		.cmd		= CAPPROBE_CMD_START,
		.doit		= capprobe_netlink_start,
		.policy		= capprobe_session_policy,
		.maxattr	= ARRAY_SIZE(capprobe_session_policy) - 1,
	},
	{
		.cmd	= CAPPROBE_CMD_READ,
		.doit	= capprobe_netlink_read,
	},
	{
		.cmd		= CAPPROBE_CMD_CHECK,
		.doit		= capprobe_netlink_check,
		.policy		= capprobe_check_policy,
		.maxattr	= ARRAY_SIZE(capprobe_check_policy) - 1,
	},
};

int __init capprobe_netlink_init(void)
{
	int err = capprobe_netlink_session_init();

	if (err)
		return err;
	capprobe_family.ops = operations;
	capprobe_family.n_ops = ARRAY_SIZE(operations);
	err = genl_register_family(&capprobe_family);
	if (err)
		capprobe_netlink_session_exit();
	return err;
}

void capprobe_netlink_exit(void)
{
	genl_unregister_family(&capprobe_family);
	capprobe_netlink_session_exit();
}
