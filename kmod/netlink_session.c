// SPDX-License-Identifier: GPL-2.0
/*
 * netlink_session.c - sessions over generic netlink
 */
#include <linux/module.h>
#include <linux/notifier.h>

#include "netlink_family.h"
#include "netlink_session.h"
#include "session.h"

/* Each reader holds a reference to the module. */
static LIST_HEAD(readers);

/*
 * Protects the list. A session's own mutex nests inside it. A reader is freed
 * once it is off the list and its session's mutex has been released by whoever
 * found it there before.
 */
static DEFINE_MUTEX(readers_lock);

struct reader {
	struct list_head	link;
	struct capprobe_session	*session;
};

static struct reader *find_reader(u32 portid)
{
	struct reader *reader;

	lockdep_assert_held(&readers_lock);
	list_for_each_entry(reader, &readers, link) {
		if (reader->session->portid == portid)
			return reader;
	}
	return NULL;
}

/*
 * May fail if the socket is full. Then the reader looks at the rings again once it
 * has read what fills it.
 */
static void send_ready(struct capprobe_session *session)
{
	struct sk_buff *msg = genlmsg_new(0, GFP_KERNEL);
	void *header;

	if (!msg)
		return;
	header = genlmsg_put(msg, 0, 0, &capprobe_family, 0, CAPPROBE_CMD_READY);
	if (!header) {
		nlmsg_free(msg);
		return;
	}
	genlmsg_end(msg, header);
	genlmsg_unicast(&init_net, msg, session->portid);
}

const struct nla_policy capprobe_session_policy[] = {
	[CAPPROBE_SESSION_FILTER] = NLA_POLICY_EXACT_LEN(sizeof(struct capprobe_filter)),
	[CAPPROBE_SESSION_RING_BYTES] = { .type = NLA_U32 },
};

static int report_error(struct genl_info *info, int err)
{
	switch (err) {
	case -EINVAL:
		NL_SET_ERR_MSG(info->extack, "invalid filter or size of the rings");
		break;
	case -ENOSPC:
		NL_SET_ERR_MSG(info->extack, "there are too many sessions already");
		break;
	case -ENODEV:
		NL_SET_ERR_MSG(info->extack, "the module is being unloaded");
		break;
	case -ENOMEM:
		NL_SET_ERR_MSG(info->extack, "out of memory for the rings");
		break;
	}
	return err;
}

static int start_for_socket(struct capprobe_session *session, struct genl_info *info,
			    u32 *ring_bytes)
{
	struct capprobe_session_start *request = kzalloc(sizeof(*request), GFP_KERNEL);
	int err;

	if (!request)
		return -ENOMEM;
	nla_memcpy(&request->filter, info->attrs[CAPPROBE_SESSION_FILTER],
		   sizeof(request->filter));
	request->ring_bytes = nla_get_u32(info->attrs[CAPPROBE_SESSION_RING_BYTES]);
	session->portid = info->snd_portid;
	err = capprobe_session_start(session, request);
	*ring_bytes = request->ring_bytes;
	kfree(request);
	return err;
}

static struct reader *new_reader(struct genl_info *info, u32 *ring_bytes)
{
	struct reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL);
	int err = -ENOMEM;

	if (!reader)
		return ERR_PTR(err);
	reader->session = capprobe_session_new(send_ready);
	if (!reader->session)
		goto free_memory;
	err = start_for_socket(reader->session, info, ring_bytes);
	if (err)
		goto free_session;
	/* Fails if the module is being unloaded but the family is still registered. */
	err = -ENODEV;
	if (!try_module_get(THIS_MODULE))
		goto free_session;
	return reader;

free_session:
	capprobe_session_free(reader->session);
free_memory:
	kfree(reader);
	return ERR_PTR(err);
}

static void free_reader(struct reader *reader)
{
	capprobe_session_free(reader->session);
	kfree(reader);
	module_put(THIS_MODULE);
}

static int reply_start(struct genl_info *info, u32 ring_bytes)
{
	struct sk_buff *msg = genlmsg_new(nla_total_size(sizeof(ring_bytes)), GFP_KERNEL);
	void *header;

	if (!msg)
		return -ENOMEM;
	header = genlmsg_put_reply(msg, info, &capprobe_family, 0, CAPPROBE_CMD_START);
	if (!header || nla_put_u32(msg, CAPPROBE_SESSION_RING_BYTES, ring_bytes)) {
		nlmsg_free(msg);
		return -EMSGSIZE;
	}
	genlmsg_end(msg, header);
	return genlmsg_reply(msg, info);
}

static int add_reader(struct genl_info *info)
{
	struct reader *reader;
	u32 ring_bytes;
	int err;

	if (find_reader(info->snd_portid)) {
		NL_SET_ERR_MSG(info->extack, "this socket has a session already");
		return -EBUSY;
	}
	reader = new_reader(info, &ring_bytes);
	if (IS_ERR(reader))
		return report_error(info, PTR_ERR(reader));
	err = reply_start(info, ring_bytes);
	if (err)
		free_reader(reader);
	else
		list_add(&reader->link, &readers);
	return err;
}

int capprobe_netlink_start(struct sk_buff *skb, struct genl_info *info)
{
	int err = capprobe_netlink_authorise(skb, info->extack);

	if (err)
		return err;
	if (!info->attrs || !info->attrs[CAPPROBE_SESSION_FILTER] ||
	    !info->attrs[CAPPROBE_SESSION_RING_BYTES]) {
		NL_SET_ERR_MSG(info->extack, "the filter or the size of the rings is missing");
		return -EINVAL;
	}
	mutex_lock(&readers_lock);
	err = add_reader(info);
	mutex_unlock(&readers_lock);
	return err;
}

/* Returns the number of slots, or a negative errno; @tails as capprobe_rings_read(). */
static int put_records(struct sk_buff *msg, struct capprobe_session *session, u64 *tails)
{
	struct nlattr *records;
	struct capprobe_tally tally = {};
	u32 slots;

	/* First: a reader must not see records without the losses that precede them. */
	capprobe_rings_lost(&session->rings, &tally);
	if (!capprobe_netlink_put_tally(msg, CAPPROBE_SESSION_LOSS, CAPPROBE_SESSION_FLOODER,
					&tally))
		return -EMSGSIZE;
	if (!capprobe_session_pending(session))
		return 0;
	records = nla_reserve(msg, CAPPROBE_SESSION_RECORDS,
			      CAPPROBE_READ_SLOTS * sizeof(struct capprobe_record));
	if (!records)
		return -EMSGSIZE;
	slots = capprobe_rings_read(&session->rings, tails, nla_data(records),
				    CAPPROBE_READ_SLOTS);
	records->nla_len = nla_attr_size(slots * sizeof(struct capprobe_record));
	nlmsg_trim(msg, (char *)records + NLA_ALIGN(records->nla_len));
	return slots;
}

static int reply_read(struct genl_info *info, struct capprobe_session *session, u64 *tails)
{
	struct sk_buff *msg;
	int slots, err;
	void *header;

	msg = genlmsg_new(nla_total_size(CAPPROBE_READ_SLOTS * sizeof(struct capprobe_record)) +
			  GENLMSG_DEFAULT_SIZE, GFP_KERNEL);
	if (!msg)
		return -ENOMEM;
	header = genlmsg_put_reply(msg, info, &capprobe_family, 0, CAPPROBE_CMD_READ);
	slots = header ? put_records(msg, session, tails) : -EMSGSIZE;
	if (slots < 0) {
		nlmsg_free(msg);
		return slots;
	}
	genlmsg_end(msg, header);
	/* Fails if the socket is full: the records are still there for the next one. */
	err = genlmsg_reply(msg, info);
	if (!err && slots)
		capprobe_rings_consume(&session->rings, tails);
	return err;
}

int capprobe_netlink_read(struct sk_buff *skb, struct genl_info *info)
{
	int err = capprobe_netlink_authorise(skb, info->extack);
	struct reader *reader;
	u64 *tails;

	if (err)
		return err;
	tails = kmalloc_array(nr_cpu_ids, sizeof(*tails), GFP_KERNEL);
	if (!tails)
		return -ENOMEM;
	/* Several threads may share a socket, and a port id can be reused. */
	mutex_lock(&readers_lock);
	reader = find_reader(info->snd_portid);
	if (reader)
		mutex_lock(&reader->session->lock);
	mutex_unlock(&readers_lock);
	if (reader) {
		err = reply_read(info, reader->session, tails);
		mutex_unlock(&reader->session->lock);
	} else {
		NL_SET_ERR_MSG(info->extack, "this socket has no session: start one first");
		err = -ENOENT;
	}
	kfree(tails);
	return err;
}

/* Called when the last reference to a socket is dropped: see NETLINK_URELEASE. */
static int on_release(struct notifier_block *block, unsigned long event, void *data)
{
	const struct netlink_notify *closed = data;
	struct reader *reader;

	if (event != NETLINK_URELEASE || closed->protocol != NETLINK_GENERIC ||
	    !net_eq(closed->net, &init_net))
		return NOTIFY_DONE;
	mutex_lock(&readers_lock);
	reader = find_reader(closed->portid);
	if (reader)
		list_del(&reader->link);
	mutex_unlock(&readers_lock);
	if (reader) {
		/* Wait for whoever has found it before it was removed from the list. */
		mutex_lock(&reader->session->lock);
		mutex_unlock(&reader->session->lock);
		/* Waits for a grace period, so not under readers_lock. */
		free_reader(reader);
	}
	return NOTIFY_DONE;
}

static struct notifier_block release_notifier = {
	.notifier_call = on_release,
};

int capprobe_netlink_session_init(void)
{
	return netlink_register_notifier(&release_notifier);
}

void capprobe_netlink_session_exit(void)
{
	netlink_unregister_notifier(&release_notifier);
}
