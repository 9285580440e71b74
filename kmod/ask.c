// SPDX-License-Identifier: GPL-2.0
/*
 * ask.c - capability checks that the module makes itself, on behalf of others
 */
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include "ask.h"

/* Protects the two below. */
static DEFINE_MUTEX(ask_lock);
static struct task_struct *asking;
static enum capprobe_sight seen;

bool capprobe_ask(bool (*function)(struct user_namespace *target, int cap),
		  const struct cred *cred, struct user_namespace *target, int cap,
		  enum capprobe_sight *sight)
{
	const struct cred *own;
	bool granted;

	mutex_lock(&ask_lock);
	WRITE_ONCE(seen, CAPPROBE_SIGHT_UNSEEN);
	WRITE_ONCE(asking, current);
	own = override_creds(cred);
	granted = function(target, cap);
	revert_creds(own);
	WRITE_ONCE(asking, NULL);
	*sight = READ_ONCE(seen);
	mutex_unlock(&ask_lock);
	return granted;
}

bool capprobe_asks(void)
{
	return READ_ONCE(asking) == current && (in_task() || in_nmi());
}

void capprobe_ask_seen(void)
{
	WRITE_ONCE(seen, in_nmi() ? CAPPROBE_SIGHT_BREAKPOINT : CAPPROBE_SIGHT_SEEN);
}
