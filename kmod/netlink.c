// SPDX-License-Identifier: GPL-2.0
/*
 * netlink.c - the generic netlink family: status, series and cgroups, and what
 * netlink_session.c and netlink_check.c do
 *
 * Every command asks for CAP_SYS_ADMIN in the initial user namespace, of the
 * socket's opener and of the sender both. They run in parallel, each with the
 * locks that it needs: the mutex of all families is not one of them.
 */
#include <net/genetlink.h>

#include "cgroup.h"
#include "hook.h"
#include "lsm.h"
#include "netlink.h"
#include "netlink_check.h"
#include "netlink_session.h"
#include "series.h"
#include "settle.h"
#include "status.h"
#include "tables.h"

int capprobe_netlink_authorise(struct sk_buff *skb, struct netlink_ext_ack *extack)
{
	if (netlink_capable(skb, CAP_SYS_ADMIN))
		return 0;
	NL_SET_ERR_MSG(extack, "CAP_SYS_ADMIN in the initial user namespace is required");
	return -EPERM;
}

bool capprobe_netlink_put_loss(struct sk_buff *msg, int nest, enum capprobe_type type,
			       enum capprobe_loss cause, u64 lost)
{
	struct nlattr *start;

	if (!lost)
		return true;
	start = nla_nest_start(msg, nest);
	if (!start || nla_put_u32(msg, CAPPROBE_LOSS_ATTR_CAUSE, cause) ||
	    nla_put_u64_64bit(msg, CAPPROBE_LOSS_ATTR_LOST, lost, CAPPROBE_LOSS_ATTR_PAD) ||
	    (type < CAPPROBE_TYPE_COUNT && nla_put_u32(msg, CAPPROBE_LOSS_ATTR_TYPE, type)))
		return false;
	nla_nest_end(msg, start);
	return true;
}

static bool put_flooder(struct sk_buff *msg, int nest, const struct capprobe_flooder *flooder)
{
	struct nlattr *start;

	if (!flooder->cgroup)
		return true;
	start = nla_nest_start(msg, nest);
	if (!start ||
	    nla_put_u64_64bit(msg, CAPPROBE_FLOODER_ATTR_CGROUP, flooder->cgroup,
			      CAPPROBE_FLOODER_ATTR_PAD) ||
	    nla_put_u64_64bit(msg, CAPPROBE_FLOODER_ATTR_LOST, flooder->lost,
			      CAPPROBE_FLOODER_ATTR_PAD))
		return false;
	nla_nest_end(msg, start);
	return true;
}

bool capprobe_netlink_put_tally(struct sk_buff *msg, int loss, int flooder,
				const struct capprobe_tally *tally)
{
	int type, cause, i;

	for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
			if (!capprobe_netlink_put_loss(msg, loss, type, cause,
						       tally->lost[type][cause]))
				return false;
		}
	}
	for (i = 0; i < CAPPROBE_FLOODERS; i++) {
		if (!put_flooder(msg, flooder, &tally->flooders[i]))
			return false;
	}
	return true;
}

/* Some of them: who waits for one sees the next when it has gone. */
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
	u32 count = capprobe_settle_holders(holders, HOLDERS), i;

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

	capprobe_tables_sync();
	capprobe_tables_lock();
	err = fill_cgroup(msg, info);
	capprobe_tables_unlock();
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
	capprobe_tables_sync();
	return 0;
}

enum dumped { NOTHING, DUMPED, NO_ROOM };

static enum dumped dump_series_at(struct sk_buff *msg, u32 index)
{
	struct capprobe_series_total total;

	if (!capprobe_series_at(index, &total))
		return NOTHING;
	return put_series(msg, &total) ? DUMPED : NO_ROOM;
}

static enum dumped dump_cgroup_at(struct sk_buff *msg, u32 index)
{
	const struct capprobe_cgroup *cgroup = capprobe_cgroup_at(index);

	if (!cgroup)
		return NOTHING;
	return put_cgroup(msg, cgroup) ? DUMPED : NO_ROOM;
}

/*
 * One message for each entry of a table; goes on where the last part ended. If
 * something was folded in between it may be told twice, and the next message
 * says that the dump was interrupted.
 */
static int dump(struct sk_buff *skb, struct netlink_callback *cb, u8 command, u32 slots,
		enum dumped (*dump_at)(struct sk_buff *msg, u32 index))
{
	enum dumped dumped = NOTHING;
	long *next = &cb->args[0];
	void *header;

	capprobe_tables_lock();
	cb->seq = capprobe_tables_generation();
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
	capprobe_tables_unlock();
	/* An entry that does not even fit an empty part would never do. */
	return skb->len || dumped != NO_ROOM ? skb->len : -EMSGSIZE;
}

static int dump_series(struct sk_buff *skb, struct netlink_callback *cb)
{
	return dump(skb, cb, CAPPROBE_CMD_SERIES, capprobe_series_slots(), dump_series_at);
}

static int dump_cgroups(struct sk_buff *skb, struct netlink_callback *cb)
{
	return dump(skb, cb, CAPPROBE_CMD_CGROUPS, capprobe_cgroup_max(), dump_cgroup_at);
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

struct genl_family capprobe_family __ro_after_init = {
	.name		= CAPPROBE_NAME,
	.version	= CAPPROBE_ABI,
	.module		= THIS_MODULE,
	.parallel_ops	= true,
	.ops		= operations,
	.n_ops		= ARRAY_SIZE(operations),
};

int capprobe_netlink_init(void)
{
	int err = capprobe_netlink_session_init();

	if (err)
		return err;
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
