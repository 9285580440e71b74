/* SPDX-License-Identifier: GPL-2.0 */
/*
 * session.h - sessions of readers: their filters and their rings
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

#include "check_types.h"
#include "ring.h"

/**
 * capprobe_outcome() - index into @wanting of struct capprobe_sessions
 * @reason: outcome of the check
 * @noaudit: whether the check was made with CAP_OPT_NOAUDIT
 */
static __always_inline unsigned int capprobe_outcome(unsigned int reason, bool noaudit)
{
	return reason * 2 + noaudit;
}

/**
 * enum capprobe_reader - state of a session's reader
 * @CAPPROBE_READER_AWAKE: awake; looks at the rings again before it sleeps
 * @CAPPROBE_READER_SLEEPING: asleep or about to sleep
 * @CAPPROBE_READER_WAKING: asleep, with a wake-up scheduled
 */
enum capprobe_reader {
	CAPPROBE_READER_AWAKE,
	CAPPROBE_READER_SLEEPING,
	CAPPROBE_READER_WAKING,
};

/**
 * struct capprobe_session - session of one reader
 * @place: index into capprobe_session_at
 * @owner: process that opened it; its own checks are not shown to it
 * @listed: the filter lists processes, users or cgroups
 * @rings: the rings that its records are written to
 * @watermark: number of unread slots in a ring that wakes the reader at once
 * @reader: enum capprobe_reader
 * @filter: what it wants; constant once it has started
 * @wake: wakes the reader
 * @schedule_wake: schedules @wake from any context
 * @notify: called by @wake
 * @wait: wait queue of a reader that uses debugfs
 * @portid: socket of a reader that uses netlink
 * @lock: serialises starting and reading
 * @started: the rings are allocated and being filled; set with release semantics
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
	struct mutex		lock;	/* start and read */
	bool			started;
};

/**
 * capprobe_session_new() - allocate a session
 * @notify: called when there is something to read, maybe with a short delay;
 *	process context, may sleep
 *
 * Context: process context of its reader, may sleep.
 * Return: the session, or NULL if out of memory.
 */
struct capprobe_session *capprobe_session_new(void (*notify)(struct capprobe_session *session));

/**
 * capprobe_session_start() - allocate the rings and fill them from now on
 * @session: the session
 * @request: request from user space, not validated yet; updated with the sizes
 *	that are used
 *
 * Context: process context, may sleep.
 * Return: 0; -EBUSY if it has been started before; -EINVAL for an invalid filter
 * or size; -ENOSPC if there are too many sessions; -ENOMEM.
 */
int capprobe_session_start(struct capprobe_session *session,
			   struct capprobe_session_start *request);

/**
 * capprobe_session_pending() - whether there is something to read
 * @session: a session that has started
 *
 * If not, the reader is woken 10 ms after the first record, or when a ring is a
 * quarter full.
 *
 * Context: process context.
 */
bool capprobe_session_pending(struct capprobe_session *session);

/**
 * capprobe_session_free() - end a session and free it
 * @session: the session
 *
 * The losses of its rings are added to those of ended sessions.
 *
 * Context: process context, sleeps for a grace period.
 */
void capprobe_session_free(struct capprobe_session *session);

#define CAPPROBE_SESSIONS_MAX	64

/* The index tells processes and users apart by this many low bits of their ids. */
#define CAPPROBE_ID_BITS	6

static __always_inline u32 capprobe_id_bits(u32 id)
{
	return id & GENMASK(CAPPROBE_ID_BITS - 1, 0);
}

/**
 * struct capprobe_sessions - index of what the sessions that have started want
 * @used: bitmap of the places in use
 * @wanting: bitmaps of sessions that want a check, by outcome and capability
 * @pids: bitmaps of sessions that may want a process, by capprobe_id_bits()
 * @uids: the same for users
 *
 * With the index, a check that no session wants costs the same however many
 * there are (sessions16 in make bench).
 */
struct capprobe_sessions {
	u64	used;
	u64	wanting[CAPPROBE_CHECK_REASONS * 2][CAP_LAST_CAP + 1];
	u64	pids[1 << CAPPROBE_ID_BITS];
	u64	uids[1 << CAPPROBE_ID_BITS];
};

extern struct capprobe_sessions capprobe_sessions;

/* The sessions. One is freed a grace period after its bits were cleared. */
extern struct capprobe_session __rcu *capprobe_session_at[CAPPROBE_SESSIONS_MAX];

/**
 * capprobe_sessions_take() - remove a session from a bitmap of places
 * @places: the bitmap, not empty
 *
 * Context: preemption off since @places was read.
 * Return: the session.
 */
static __always_inline struct capprobe_session *capprobe_sessions_take(u64 *places)
{
	int place = __ffs64(*places);

	*places &= *places - 1;
	/* Pairs with add_session(): read the bits before the session. */
	smp_rmb();
	return rcu_dereference_sched(capprobe_session_at[place]);
}

/**
 * capprobe_session_write() - write a check to a session's ring
 * @session: the session
 * @check: the check
 *
 * Does nothing if the check is its owner's, or if the lists of processes, users
 * and cgroups in its filter exclude it.
 *
 * Context: any, preemption off.
 */
void capprobe_session_write(struct capprobe_session *session, const struct capprobe_check *check);

/**
 * capprobe_sessions_check() - write a check to the rings of all sessions that want
 *	it
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
 * capprobe_sessions_offer() - write a record to the rings of all sessions that
 *	want it
 * @record: the record, not of a check
 * @cgroup: its cgroup, or NULL for a record about a cgroup
 * @text: text that follows the record, of @record->text_len bytes
 *
 * Context: process context.
 */
void capprobe_sessions_offer(const struct capprobe_record *record, struct cgroup *cgroup,
			     const char *text);

/**
 * capprobe_sessions_announce() - tell sessions the path of a cgroup
 * @id: id of the cgroup
 * @path: its path
 *
 * Context: process context.
 */
void capprobe_sessions_announce(u64 id, const char *path);

/**
 * struct capprobe_sessions_total - totals over all sessions
 * @count: number of sessions that have started
 * @bytes: memory used by their rings
 * @tally: their losses, including those of sessions that have ended
 */
struct capprobe_sessions_total {
	u32			count;
	u64			bytes;
	struct capprobe_tally	tally;
};

/**
 * capprobe_sessions_total() - sum up over all sessions
 * @total: filled in
 *
 * Context: process context, may sleep.
 */
void capprobe_sessions_total(struct capprobe_sessions_total *total);

#endif /* CAPPROBE_SESSION_H */
