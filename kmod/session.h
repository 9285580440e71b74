/* SPDX-License-Identifier: GPL-2.0 */
/*
 * session.h - readers: what each wants to see, and its rings
 */
#ifndef CAPPROBE_SESSION_H
#define CAPPROBE_SESSION_H

#include <linux/bitops.h>
#include <linux/irq_work.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "check.h"
#include "ring.h"

/**
 * capprobe_outcome() - the place of an outcome among the wanted
 * @reason: enum capprobe_reason, of a check
 * @noaudit: whether it was made with NOAUDIT
 */
static __always_inline unsigned int capprobe_outcome(unsigned int reason, bool noaudit)
{
	return reason * 2 + noaudit;
}

/**
 * enum capprobe_reader - what the reader of a session does
 * @CAPPROBE_READER_AWAKE: it reads, and will look again before it sleeps
 * @CAPPROBE_READER_SLEEPING: it sleeps, or is about to
 * @CAPPROBE_READER_WAKING: it sleeps, and is going to be woken soon
 */
enum capprobe_reader {
	CAPPROBE_READER_AWAKE,
	CAPPROBE_READER_SLEEPING,
	CAPPROBE_READER_WAKING,
};

/**
 * struct capprobe_session - one reader
 * @place: among those that have started
 * @owner: the process that opened it, which it never shows
 * @listed: its filter lists processes, users or cgroups
 * @rings: where its records go
 * @watermark: slots filled in one ring that wake the reader at once
 * @reader: enum capprobe_reader
 * @filter: what it wants; does not change once it has started
 * @wake: wakes the reader
 * @schedule_wake: gets from the context of a check to one that can schedule
 * @notify: tells the reader
 * @wait: where the reader of a file sleeps
 * @portid: the socket of the reader of netlink messages
 * @lock: one start or read at a time
 * @started: there are rings, and they are being filled
 */
struct capprobe_session {
	u32			place;
	struct pid		*owner;
	bool			listed;
	struct capprobe_rings	rings;
	u32			watermark;
	int			reader;
	struct capprobe_filter	filter;
	struct delayed_work	wake;
	struct irq_work		schedule_wake;
	void			(*notify)(struct capprobe_session *session);
	wait_queue_head_t	wait;
	u32			portid;
	struct mutex		lock;	/* a start or a read */
	bool			started;
};

/**
 * capprobe_session_new() - a session that has not started
 * @notify: called when there is something to read, or soon after; process
 *	context, may sleep
 *
 * Context: process context of its reader, may sleep.
 * Return: the session, or NULL where there is no memory.
 */
struct capprobe_session *capprobe_session_new(void (*notify)(struct capprobe_session *session));

/**
 * capprobe_session_start() - allocate the rings and fill them from now on
 * @session: the session
 * @request: what user space asks for, checked here; filled in with the result
 *
 * Context: process context, may sleep.
 * Return: 0; -EBUSY where it has started before; -EINVAL for a filter or a
 * size that cannot be; -ENOSPC where there are too many sessions; -ENOMEM.
 */
int capprobe_session_start(struct capprobe_session *session,
			   struct capprobe_session_start *request);

/**
 * capprobe_session_pending() - whether there is something to read; if not, the
 *	reader is woken when there is
 * @session: a session that has started
 *
 * Context: process context.
 */
bool capprobe_session_pending(struct capprobe_session *session);

/**
 * capprobe_session_free() - end a session and free it
 * @session: the session
 *
 * What its rings lost is added to the module's losses.
 *
 * Context: process context, sleeps for a grace period.
 */
void capprobe_session_free(struct capprobe_session *session);

#define CAPPROBE_SESSIONS_MAX	64

/* Processes and users are told apart by so many low bits of their ids. */
#define CAPPROBE_ID_BITS	6

static __always_inline u32 capprobe_id_bits(u32 id)
{
	return id & GENMASK(CAPPROBE_ID_BITS - 1, 0);
}

/**
 * struct capprobe_sessions - the sessions that have started, and an index of
 *	what they want: a bit for each place
 * @used: the places where there is one
 * @wanting: those that want a check, by its outcome and capability
 * @pids: those that may want a process, by capprobe_id_bits()
 * @uids: the same for users
 * @at: the sessions; one stays for a grace period after its bits are gone
 *
 * So a check costs the same however many sessions refuse it.
 */
struct capprobe_sessions {
	u64			used;
	u64			wanting[CAPPROBE_CHECK_REASONS * 2][CAP_LAST_CAP + 1];
	u64			pids[1 << CAPPROBE_ID_BITS];
	u64			uids[1 << CAPPROBE_ID_BITS];
	struct capprobe_session	*at[CAPPROBE_SESSIONS_MAX];
};

extern struct capprobe_sessions capprobe_sessions;

/**
 * capprobe_sessions_take() - a session out of a set
 * @places: the set, not empty; it is taken out
 *
 * Context: preemption off since @places was read, or no session can end.
 */
static __always_inline struct capprobe_session *capprobe_sessions_take(u64 *places)
{
	int place = __ffs64(*places);

	*places &= *places - 1;
	/* Pairs with add() in session.c: the session before its bits. */
	smp_rmb();
	return capprobe_sessions.at[place];
}

/**
 * capprobe_session_write() - give a check to a session, unless it is its
 *	owner's, or its lists of processes, users and cgroups refuse it
 * @session: the session
 * @check: the check
 *
 * Context: any, preemption off.
 */
void capprobe_session_write(struct capprobe_session *session, const struct capprobe_check *check);

/**
 * capprobe_sessions_check() - give a check to every session that wants it
 * @check: the check
 *
 * Context: any, preemption off.
 */
static __always_inline void capprobe_sessions_check(const struct capprobe_check *check)
{
	const union capprobe_head head = check->head;
	const unsigned int outcome = capprobe_outcome(head.reason, head.flags & CAPPROBE_NOAUDIT);
	const u32 uid = capprobe_id_bits(__kuid_val(check->cred->uid));
	const u32 pid = capprobe_id_bits(current->tgid);
	u64 places;

	places = READ_ONCE(capprobe_sessions.wanting[outcome][head.cap]) &
		 READ_ONCE(capprobe_sessions.pids[pid]) & READ_ONCE(capprobe_sessions.uids[uid]);
	while (places)
		capprobe_session_write(capprobe_sessions_take(&places), check);
}

/**
 * capprobe_sessions_offer() - give a record to every session that wants it
 * @record: a record that is no check
 * @cgroup: whose it is
 * @text: the text that follows it, @record->text_len bytes
 *
 * Context: process context.
 */
void capprobe_sessions_offer(const struct capprobe_record *record, struct cgroup *cgroup,
			     const char *text);

/**
 * struct capprobe_sessions_total - over all sessions
 * @count: sessions that have started
 * @bytes: memory of their rings
 * @tally: what they lost, those that have ended included
 */
struct capprobe_sessions_total {
	u32			count;
	u64			bytes;
	struct capprobe_tally	tally;
};

/**
 * capprobe_sessions_total() - add up over all sessions
 * @total: where to
 *
 * Context: process context, may sleep.
 */
void capprobe_sessions_total(struct capprobe_sessions_total *total);

#endif /* CAPPROBE_SESSION_H */
