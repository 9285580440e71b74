// SPDX-License-Identifier: GPL-2.0
/*
 * netlink_check.c - ask whether a process has a capability
 *
 * verdict.h does the capability walk. What that grants the security modules may
 * still refuse. Only the kernel's own functions can ask those, and only about the
 * credentials of their caller: so the current task overrides its credentials with
 * those of the process. These are its objective ones, not the ones that it may
 * have overridden itself.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/nospec.h>
#include <linux/pid_namespace.h>
#include <linux/sched/task.h>

#include "ask.h"
#include "netlink_family.h"
#include "netlink_check.h"
#include "verdict.h"

const struct nla_policy capprobe_check_policy[] = {
	[CAPPROBE_CHECK_PID] = { .type = NLA_U32 },
	[CAPPROBE_CHECK_CAP] = { .type = NLA_U32 },
};

static const struct cred *get_process_cred(u32 pid)
{
	const struct cred *cred = NULL;
	struct task_struct *task;

	rcu_read_lock();
	task = pid_task(find_pid_ns(pid, &init_pid_ns), PIDTYPE_PID);
	if (task)
		cred = get_task_cred(task);
	rcu_read_unlock();
	return cred;
}

/*
 * The hook recognises a question by credentials that are not the task's own. If
 * they are, as in a question about itself, copy them. Consumes the reference;
 * returns NULL if out of memory.
 */
static const struct cred *make_distinct(const struct cred *cred)
{
	const struct cred *copy;

	if (cred != current_real_cred())
		return cred;
	copy = prepare_creds();
	put_cred(cred);
	return copy;
}

static bool lsm_grants(const struct cred *cred, struct user_namespace *target, u32 cap)
{
	enum capprobe_sight unused;

	return capprobe_ask(ns_capable_noaudit, cred, target, cap, &unused);
}

static enum capprobe_reason check_cred(const struct cred *cred, struct user_namespace *target,
				       u32 cap)
{
	enum capprobe_reason reason = capprobe_verdict(cred, target, cap);

	return !capprobe_granted(reason) || lsm_grants(cred, target, cap) ? reason : CAPPROBE_LSM;
}

static int reply_check(struct genl_info *info, const struct cred *cred, u32 cap)
{
	struct sk_buff *msg = genlmsg_new(2 * nla_total_size(sizeof(u32)), GFP_KERNEL);
	void *header;

	if (!msg)
		return -ENOMEM;
	header = genlmsg_put_reply(msg, info, &capprobe_family, 0, CAPPROBE_CMD_CHECK);
	if (!header ||
	    nla_put_u32(msg, CAPPROBE_CHECK_HOST, check_cred(cred, &init_user_ns, cap)) ||
	    nla_put_u32(msg, CAPPROBE_CHECK_OWN, check_cred(cred, cred->user_ns, cap))) {
		nlmsg_free(msg);
		return -EMSGSIZE;
	}
	genlmsg_end(msg, header);
	return genlmsg_reply(msg, info);
}

int capprobe_netlink_check(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *pid = info->attrs[CAPPROBE_CHECK_PID];
	struct nlattr *cap = info->attrs[CAPPROBE_CHECK_CAP];
	const struct cred *cred;
	int err;

	err = capprobe_netlink_authorise(skb, info->extack);
	if (err)
		return err;
	if (!pid || !cap) {
		NL_SET_ERR_MSG(info->extack, "the process or the capability is missing");
		return -EINVAL;
	}
	if (!cap_valid(nla_get_u32(cap))) {
		NL_SET_ERR_MSG_ATTR(info->extack, cap, "this kernel has no such capability");
		return -EINVAL;
	}
	cred = get_process_cred(nla_get_u32(pid));
	if (!cred) {
		NL_SET_ERR_MSG_ATTR(info->extack, pid, "there is no such process");
		return -ESRCH;
	}
	cred = make_distinct(cred);
	if (!cred)
		return -ENOMEM;
	err = reply_check(info, cred, array_index_nospec(nla_get_u32(cap), CAP_LAST_CAP + 1));
	put_cred(cred);
	return err;
}
