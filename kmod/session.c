// SPDX-License-Identifier: GPL-2.0
/*
 * session.c - sessions of readers: their filters and their rings
 */
#include <linux/slab.h>

#include "filter.h"
#include "record.h"
#include "session.h"
#include "wanted.h"

/* Delay between the first record for a sleeping reader and its wake-up. */
#define WAKE_DELAY	msecs_to_jiffies(10)

struct capprobe_sessions capprobe_sessions;
struct capprobe_session __rcu *capprobe_session_at[CAPPROBE_SESSIONS_MAX];

/*
 * Serialises changes of capprobe_sessions, and protects ended_tally. The
 * innermost mutex: nests inside a session's own and inside netlink_session.c's.
 */
static DEFINE_MUTEX(sessions_lock);

/* Losses of sessions that have ended. */
static struct capprobe_tally ended_tally;

/*
 * Waking a reader. A check may be made where nothing can be woken up, so it only
 * changes the reader's state and raises an irq_work.
 *
 *	AWAKE     -> SLEEPING	by the reader, before it looks at the rings again
 *	SLEEPING  -> WAKING	by the first record; schedules wake_reader()
 *	any       -> AWAKE	by a ring filled to the watermark, or by wake_reader()
 */
static void wake_reader(struct work_struct *work)
{
	struct capprobe_session *session =
		container_of(to_delayed_work(work), struct capprobe_session, wake);

	WRITE_ONCE(session->reader, CAPPROBE_READER_AWAKE);
	session->notify(session);
}

static void schedule_wake(struct irq_work *work)
{
	struct capprobe_session *session =
		container_of(work, struct capprobe_session, schedule_wake);

	if (READ_ONCE(session->reader) == CAPPROBE_READER_WAKING)
		queue_delayed_work(system_wq, &session->wake, WAKE_DELAY);
	else
		mod_delayed_work(system_wq, &session->wake, 0);
}

static void notify_reader(struct capprobe_session *session)
{
	bool early = capprobe_ring_filled(&session->rings) < session->watermark;
	int next = early ? CAPPROBE_READER_WAKING : CAPPROBE_READER_AWAKE;
	int reader = READ_ONCE(session->reader);

	if (reader != CAPPROBE_READER_AWAKE && reader != next &&
	    cmpxchg(&session->reader, reader, next) == reader)
		irq_work_queue(&session->schedule_wake);
}

bool capprobe_session_pending(struct capprobe_session *session)
{
	cmpxchg(&session->reader, CAPPROBE_READER_AWAKE, CAPPROBE_READER_SLEEPING);
	/* Pairs with commit_record(): change the state before looking at the heads. */
	smp_mb();
	return capprobe_rings_pending(&session->rings);
}

/* Slow path: the common part of the ring is full by the tail that was last seen. */
static noinline bool claim_slots(struct capprobe_session *session, u32 slots,
				 enum capprobe_type type, const struct cgroup *cgroup)
{
	const struct capprobe_origin origin = {
		.type = type,
		.cgroup = cgroup ? compat_cgroup_id(cgroup) : 0,
		.user = capprobe_share_user(),
	};

	return capprobe_ring_claim(&session->rings, slots, &origin);
}

/* Reserves slots for a record. On success interrupts stay off until commit_record(). */
static __always_inline bool begin_record(struct capprobe_session *session, u32 slots,
					 enum capprobe_type type, const struct cgroup *cgroup,
					 struct capprobe_place *place, unsigned long *flags)
{
	if (unlikely(in_nmi())) {
		capprobe_ring_lose(&session->rings, type, CAPPROBE_LOST_NMI);
		return false;
	}
	local_irq_save(*flags);
	if (capprobe_ring_common(&session->rings, slots, place) ||
	    claim_slots(session, slots, type, cgroup))
		return true;
	local_irq_restore(*flags);
	return false;
}

static __always_inline void commit_record(struct capprobe_session *session, u32 slots,
					  const struct capprobe_place *place,
					  unsigned long flags)
{
	capprobe_ring_commit(place, slots);
	local_irq_restore(flags);
	/* Pairs with capprobe_session_pending(): write the head before looking at the state. */
	smp_mb();
	if (unlikely(READ_ONCE(session->reader) != CAPPROBE_READER_AWAKE))
		notify_reader(session);
}

void capprobe_session_write(struct capprobe_session *session, const struct capprobe_check *check)
{
	struct capprobe_place place;
	unsigned long flags;

	if (task_tgid(current) == session->owner)
		return;
	if (session->listed && !capprobe_filter_passes(&session->filter, current->tgid,
						       __kuid_val(check->cred->uid), check->cgroup))
		return;
	if (!begin_record(session, 1, CAPPROBE_TYPE_CHECK, check->cgroup, &place, &flags))
		return;
	capprobe_record_task(capprobe_ring_slot(&place, 0), check);
	commit_record(session, 1, &place, flags);
}

static void write_record(struct capprobe_session *session, const struct capprobe_record *record,
			 const struct cgroup *cgroup, const char *text)
{
	u32 i, slots = capprobe_record_slots(record);
	size_t left = record->text_len;
	struct capprobe_place place;
	unsigned long flags;

	if (!begin_record(session, slots, record->type, cgroup, &place, &flags))
		return;
	*capprobe_ring_slot(&place, 0) = *record;
	for (i = 1; i < slots; i++) {
		size_t part = min(left, sizeof(*record));

		memcpy(capprobe_ring_slot(&place, i), text, part);
		text += part;
		left -= part;
	}
	commit_record(session, slots, &place, flags);
}

static bool wants_record(const struct capprobe_session *session,
			 const struct capprobe_record *record, struct cgroup *cgroup)
{
	const struct capprobe_filter *filter = &session->filter;

	if (record->type == CAPPROBE_TYPE_CGROUP)
		return filter->flags & CAPPROBE_FILTER_CGROUP;
	if (record->type == CAPPROBE_TYPE_MODULE ? !(filter->flags & CAPPROBE_FILTER_MODULE) :
						   !(filter->denied & BIT_ULL(record->cap)))
		return false;
	return filter->reasons & BIT(record->reason) &&
	       task_tgid(current) != session->owner &&
	       capprobe_filter_passes(filter, record->pid, record->uid, cgroup);
}

void capprobe_sessions_offer(const struct capprobe_record *record, struct cgroup *cgroup,
			     const char *text)
{
	struct capprobe_session *session;
	u64 places;

	preempt_disable();
	places = READ_ONCE(capprobe_sessions.used);
	while (places) {
		session = capprobe_sessions_take(&places);
		if (wants_record(session, record, cgroup))
			write_record(session, record, cgroup, text);
	}
	preempt_enable();
}

void capprobe_sessions_announce(u64 id, const char *path)
{
	struct capprobe_record record = {
		.time = ktime_get_boot_fast_ns(),
		.cgroup = id,
		.type = CAPPROBE_TYPE_CGROUP,
		.syscall = -1,
		.text_len = strlen(path),
	};

	capprobe_sessions_offer(&record, NULL, path);
}

static void update_wanted(void)
{
	u64 wanted[CAPPROBE_CHECK_REASONS] = {};
	int outcome, cap;

	for (outcome = 0; outcome < CAPPROBE_CHECK_REASONS * 2; outcome++) {
		for (cap = 0; cap <= CAP_LAST_CAP; cap++) {
			if (capprobe_sessions.wanting[outcome][cap])
				wanted[outcome / 2] |= BIT_ULL(cap);
		}
	}
	capprobe_wanted_update(wanted);
}

static void set_place_bit(u64 *places, u32 place, bool set)
{
	u64 bit = BIT_ULL(place);

	WRITE_ONCE(*places, set ? *places | bit : *places & ~bit);
}

static void set_wanting(const struct capprobe_session *session, bool set)
{
	int reason, noaudit, cap;
	u64 wanted;

	lockdep_assert_held(&sessions_lock);
	for (reason = 0; reason < CAPPROBE_CHECK_REASONS; reason++) {
		for (noaudit = 0; noaudit < 2; noaudit++) {
			u64 *wanting =
				capprobe_sessions.wanting[capprobe_outcome(reason, noaudit)];

			wanted = capprobe_filter_wanted(&session->filter, reason, noaudit);
			for (cap = 0; cap <= CAP_LAST_CAP; cap++)
				set_place_bit(&wanting[cap], session->place,
					      set && wanted & BIT_ULL(cap));
		}
	}
	set_place_bit(&capprobe_sessions.used, session->place, set);
	update_wanted();
}

static void set_ids(u64 index[1 << CAPPROBE_ID_BITS], u32 place, const u32 *ids, u32 count)
{
	u32 i;

	for (i = 0; i < 1 << CAPPROBE_ID_BITS; i++)
		set_place_bit(&index[i], place, !count);
	for (i = 0; i < count; i++)
		set_place_bit(&index[capprobe_id_bits(ids[i])], place, true);
}

static int add_session(struct capprobe_session *session)
{
	const struct capprobe_filter *filter = &session->filter;
	int err = -ENOSPC;

	mutex_lock(&sessions_lock);
	if (capprobe_sessions.used != U64_MAX) {
		session->place = ffz(capprobe_sessions.used);
		rcu_assign_pointer(capprobe_session_at[session->place], session);
		set_ids(capprobe_sessions.pids, session->place, filter->pids, filter->pid_count);
		set_ids(capprobe_sessions.uids, session->place, filter->uids, filter->uid_count);
		/* Pairs with capprobe_sessions_take(): write the session before its bits. */
		smp_wmb();
		set_wanting(session, true);
		err = 0;
	}
	mutex_unlock(&sessions_lock);
	return err;
}

static void remove_session(struct capprobe_session *session)
{
	mutex_lock(&sessions_lock);
	set_wanting(session, false);
	synchronize_rcu();
	capprobe_rings_lost(&session->rings, &ended_tally);
	mutex_unlock(&sessions_lock);
}

struct capprobe_session *capprobe_session_new(void (*notify)(struct capprobe_session *session))
{
	struct capprobe_session *session = kzalloc(sizeof(*session), GFP_KERNEL);

	if (!session)
		return NULL;
	session->owner = get_pid(task_tgid(current));
	session->notify = notify;
	mutex_init(&session->lock);
	init_waitqueue_head(&session->wait);
	INIT_DELAYED_WORK(&session->wake, wake_reader);
	init_irq_work(&session->schedule_wake, schedule_wake);
	return session;
}

static int start_session(struct capprobe_session *session, struct capprobe_session_start *start)
{
	int err;

	lockdep_assert_held(&session->lock);
	if (session->started)
		return -EBUSY;
	if (start->reserved || !capprobe_filter_valid(&start->filter))
		return -EINVAL;
	err = capprobe_rings_alloc(&session->rings, start->ring_bytes);
	if (err)
		return err;

	session->filter = start->filter;
	session->listed = start->filter.pid_count || start->filter.uid_count ||
			  start->filter.cgroup_count;
	session->watermark = session->rings.size / 4;
	start->ring_bytes = session->rings.size * sizeof(struct capprobe_record);
	start->rings = nr_cpu_ids;

	err = add_session(session);
	if (err) {
		capprobe_rings_free(&session->rings);
		return err;
	}
	/* Pairs with the acquires in debugfs.c: the rings are there once it is set. */
	smp_store_release(&session->started, true);
	return 0;
}

int capprobe_session_start(struct capprobe_session *session,
			   struct capprobe_session_start *request)
{
	int err;

	mutex_lock(&session->lock);
	err = start_session(session, request);
	mutex_unlock(&session->lock);
	return err;
}

void capprobe_session_free(struct capprobe_session *session)
{
	if (session->started) {
		remove_session(session);
		irq_work_sync(&session->schedule_wake);
		cancel_delayed_work_sync(&session->wake);
		capprobe_rings_free(&session->rings);
	}
	put_pid(session->owner);
	kfree(session);
}

void capprobe_sessions_total(struct capprobe_sessions_total *total)
{
	struct capprobe_session *session;
	int place;

	memset(total, 0, sizeof(*total));
	mutex_lock(&sessions_lock);
	total->tally = ended_tally;
	for (place = 0; place < CAPPROBE_SESSIONS_MAX; place++) {
		if (!(capprobe_sessions.used & BIT_ULL(place)))
			continue;
		session = rcu_dereference_protected(capprobe_session_at[place],
						    lockdep_is_held(&sessions_lock));
		total->count++;
		total->bytes += capprobe_rings_bytes(&session->rings);
		capprobe_rings_lost(&session->rings, &total->tally);
	}
	mutex_unlock(&sessions_lock);
}
