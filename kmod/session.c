// SPDX-License-Identifier: GPL-2.0
/*
 * session.c - readers: what each wants to see, and its rings
 */
#include <linux/rculist.h>
#include <linux/slab.h>

#include "filter.h"
#include "loss.h"
#include "record.h"
#include "session.h"

#define SESSIONS_MAX	64

/* How long the first record for a sleeping reader waits for company. */
#define WAKE_DELAY	msecs_to_jiffies(10)

LIST_HEAD(capprobe_sessions);
u64 capprobe_sessions_pids;
u64 capprobe_sessions_uids;

/* Guards the list against other writers. */
static DEFINE_MUTEX(sessions_lock);
static u32 session_count;

/*
 * Waking a reader. A check can come from where nothing can be woken, so it
 * only notes that the reader is to be woken and raises an irq_work.
 *
 *	AWAKE     -> SLEEPING	the reader, before it looks at the rings again
 *	SLEEPING  -> WAKING	the first record; the wake comes after WAKE_DELAY
 *	anything  -> AWAKE	a ring filled to the watermark, or the wake itself
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
	/* The note before the look at the heads: pairs with commit(). */
	smp_mb();
	return capprobe_rings_pending(&session->rings);
}

/* Room for a record, with interrupts off from here to the commit. */
static __always_inline bool begin(struct capprobe_session *session, u32 slots,
				  struct capprobe_place *place, unsigned long *flags)
{
	if (unlikely(in_nmi())) {
		capprobe_ring_lose(&session->rings, CAPPROBE_LOST_NMI);
		return false;
	}
	local_irq_save(*flags);
	if (capprobe_ring_reserve(&session->rings, slots, place))
		return true;
	local_irq_restore(*flags);
	return false;
}

static __always_inline void commit(struct capprobe_session *session, u32 slots,
				   const struct capprobe_place *place, unsigned long flags)
{
	capprobe_ring_commit(place, slots);
	local_irq_restore(flags);
	/* The head before the look at the reader: pairs with capprobe_session_pending(). */
	smp_mb();
	if (unlikely(READ_ONCE(session->reader) != CAPPROBE_READER_AWAKE))
		notify_reader(session);
}

void capprobe_session_write(struct capprobe_session *session, const struct capprobe_check *check)
{
	struct capprobe_place place;
	unsigned long flags;

	if (current->tgid == session->owner)
		return;
	if (session->listed && !capprobe_filter_passes(&session->filter, current->tgid,
						       __kuid_val(check->cred->uid), check->cgroup))
		return;
	if (!begin(session, 1, &place, &flags))
		return;
	capprobe_record_task(capprobe_ring_slot(&place, 0), check);
	commit(session, 1, &place, flags);
}

static void write_record(struct capprobe_session *session, const struct capprobe_record *record,
			 const char *text)
{
	u32 i, slots = capprobe_record_slots(record);
	size_t left = record->text_len;
	struct capprobe_place place;
	unsigned long flags;

	if (!begin(session, slots, &place, &flags))
		return;
	*capprobe_ring_slot(&place, 0) = *record;
	for (i = 1; i < slots; i++) {
		size_t part = min(left, sizeof(*record));

		memcpy(capprobe_ring_slot(&place, i), text, part);
		text += part;
		left -= part;
	}
	commit(session, slots, &place, flags);
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
	       record->pid != session->owner &&
	       capprobe_filter_passes(filter, record->pid, record->uid, cgroup);
}

void capprobe_sessions_offer(const struct capprobe_record *record, struct cgroup *cgroup,
			     const char *text)
{
	struct capprobe_session *session;

	preempt_disable();
	list_for_each_entry_rcu(session, &capprobe_sessions, link, rcu_read_lock_sched_held()) {
		if (wants_record(session, record, cgroup))
			write_record(session, record, text);
	}
	preempt_enable();
}

static void update_wanted(void)
{
	u64 wanted[CAPPROBE_CHECK_REASONS] = {}, pids = 0, uids = 0;
	struct capprobe_session *session;
	int reason;

	list_for_each_entry(session, &capprobe_sessions, link) {
		for (reason = 0; reason < CAPPROBE_CHECK_REASONS; reason++)
			wanted[reason] |= session->wanted[capprobe_outcome(reason, false)] |
					  session->wanted[capprobe_outcome(reason, true)];
		pids |= session->pids;
		uids |= session->uids;
	}
	WRITE_ONCE(capprobe_sessions_pids, pids);
	WRITE_ONCE(capprobe_sessions_uids, uids);
	capprobe_check_want(wanted);
}

static int add(struct capprobe_session *session)
{
	int err = -ENOSPC;

	mutex_lock(&sessions_lock);
	if (session_count < SESSIONS_MAX) {
		session_count++;
		list_add_tail_rcu(&session->link, &capprobe_sessions);
		update_wanted();
		err = 0;
	}
	mutex_unlock(&sessions_lock);
	return err;
}

static void remove(struct capprobe_session *session)
{
	u64 lost[CAPPROBE_LOSS_COUNT] = {};
	int cause;

	mutex_lock(&sessions_lock);
	session_count--;
	list_del_rcu(&session->link);
	update_wanted();
	synchronize_rcu();
	capprobe_rings_lost(&session->rings, lost);
	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
		atomic64_add(lost[cause], &capprobe_losses[cause]);
	mutex_unlock(&sessions_lock);
}

struct capprobe_session *capprobe_session_new(void (*notify)(struct capprobe_session *session))
{
	struct capprobe_session *session = kzalloc(sizeof(*session), GFP_KERNEL);

	if (!session)
		return NULL;
	session->owner = current->tgid;
	session->notify = notify;
	mutex_init(&session->lock);
	init_waitqueue_head(&session->wait);
	INIT_DELAYED_WORK(&session->wake, wake_reader);
	init_irq_work(&session->schedule_wake, schedule_wake);
	return session;
}

static u64 bits_of(const u32 *ids, u32 count)
{
	u64 bits = count ? 0 : U64_MAX;

	while (count--)
		bits |= BIT_ULL(ids[count] & 63);
	return bits;
}

static int start(struct capprobe_session *session, struct capprobe_session_start *start)
{
	int err, noaudit, reason;

	if (session->started)
		return -EBUSY;
	if (start->reserved || !capprobe_filter_valid(&start->filter))
		return -EINVAL;
	err = capprobe_rings_alloc(&session->rings, start->ring_bytes);
	if (err)
		return err;

	session->filter = start->filter;
	for (reason = 0; reason < CAPPROBE_CHECK_REASONS; reason++) {
		for (noaudit = 0; noaudit < 2; noaudit++)
			session->wanted[capprobe_outcome(reason, noaudit)] =
				capprobe_filter_wanted(&session->filter, reason, noaudit);
	}
	session->listed = start->filter.pid_count || start->filter.uid_count ||
			  start->filter.cgroup_count;
	session->pids = bits_of(start->filter.pids, start->filter.pid_count);
	session->uids = bits_of(start->filter.uids, start->filter.uid_count);
	session->watermark = session->rings.size / 4;
	start->ring_bytes = session->rings.size * sizeof(struct capprobe_record);
	start->rings = nr_cpu_ids;

	err = add(session);
	if (err) {
		capprobe_rings_free(&session->rings);
		return err;
	}
	/* Pairs with the acquires of the doors: debugfs.c, netlink_session.c. */
	smp_store_release(&session->started, true);
	return 0;
}

int capprobe_session_start(struct capprobe_session *session,
			   struct capprobe_session_start *request)
{
	int err;

	mutex_lock(&session->lock);
	err = start(session, request);
	mutex_unlock(&session->lock);
	return err;
}

void capprobe_session_free(struct capprobe_session *session)
{
	if (session->started) {
		remove(session);
		irq_work_sync(&session->schedule_wake);
		cancel_delayed_work_sync(&session->wake);
		capprobe_rings_free(&session->rings);
	}
	kfree(session);
}

void capprobe_sessions_total(struct capprobe_sessions_total *total)
{
	struct capprobe_session *session;
	int cause;

	memset(total, 0, sizeof(*total));
	mutex_lock(&sessions_lock);
	total->count = session_count;
	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
		total->lost[cause] = atomic64_read(&capprobe_losses[cause]);
	total->lost[CAPPROBE_LOST_MISSED] = capprobe_missed();
	list_for_each_entry(session, &capprobe_sessions, link) {
		total->bytes += capprobe_rings_bytes(&session->rings);
		capprobe_rings_lost(&session->rings, total->lost);
	}
	mutex_unlock(&sessions_lock);
}
