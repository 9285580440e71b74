// SPDX-License-Identifier: GPL-2.0
/*
 * cgroup.c - the cgroups that were seen: id, path, and whether they are gone
 */
#include <linux/jhash.h>
#include <linux/jiffies.h>
#include <linux/limits.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "cgroup.h"
#include "session.h"
#include "tables.h"
#include "tracepoint.h"

/* How long nothing has been counted in a cgroup that is idle. */
#define IDLE	(10 * HZ)

static struct hlist_head *buckets;
static u32 bucket_mask;
static u32 hash_seed;
static struct capprobe_cgroup *entries;
static u32 max_entries;
static u32 used_entries;
static size_t path_bytes;

/* Guards the table and the lists; taken with interrupts off, from anywhere. */
static DEFINE_RAW_SPINLOCK(lock);
static LIST_HEAD(unused);
static LIST_HEAD(unresolved);

/* Bytes of a path that is kept, terminated: memory that nobody is charged for. */
#define PATH_KEPT_MAX	1024

/* The path of a cgroup whose path cannot be known. */
static const char no_path[] = "";

struct cgroup_root *capprobe_cgroup_root = &cgrp_dfl_root;
DEFINE_STATIC_KEY_FALSE(capprobe_cgroup_legacy);

/*
 * Version 1 of cgroups has a hierarchy for each controller, or several, and
 * engines put a container in all of them: the one of the pids controller is as
 * good as any, and no process can be without it. Where that controller is in
 * the default hierarchy, or in none, that is where containers are.
 */
static void choose_hierarchy(void)
{
#if IS_ENABLED(CONFIG_CGROUP_PIDS)
	capprobe_cgroup_root = task_css_check(current, pids_cgrp_id, true)->cgroup->root;
	if (capprobe_cgroup_root != &cgrp_dfl_root)
		static_branch_enable(&capprobe_cgroup_legacy);
#endif
}

static struct hlist_head *bucket(u64 id)
{
	return &buckets[jhash_2words(id, id >> 32, hash_seed) & bucket_mask];
}

static struct capprobe_cgroup *find(u64 id)
{
	struct capprobe_cgroup *entry;

	hlist_for_each_entry_rcu(entry, bucket(id), link, rcu_read_lock_sched_held()) {
		if (entry->id == id)
			return entry;
	}
	return NULL;
}

/* How many cgroups above this one have entries of their own because of it. */
static int levels_above(const struct cgroup *cgroup)
{
	return clamp(cgroup->level, 1, CAPPROBE_QUOTA_LEVELS) - 1;
}

/* The lowest of those that has an entry already, and at which level. */
static struct capprobe_cgroup *find_above(struct cgroup *cgroup, int *level)
{
	struct capprobe_cgroup *entry = NULL;
	struct cgroup *above;

	*level = levels_above(cgroup);
	above = *level ? cgroup_ancestor(cgroup, *level) : NULL;
	for (; *level && !entry; --*level) {
		entry = find(compat_cgroup_id(above));
		above = cgroup_parent(above);
	}
	*level += !!entry;
	return entry;
}

static bool has_room(struct cgroup *cgroup)
{
	u32 left = max_entries - READ_ONCE(used_entries);
	struct capprobe_cgroup *above;
	struct capprobe_quota *limit;
	int level;

	above = find_above(cgroup, &level);
	limit = capprobe_quota_limit(above ? &above->quota : NULL, CAPPROBE_TABLE_CGROUPS, left);
	if (!limit && left > levels_above(cgroup) - level)
		return true;
	capprobe_tables_full(CAPPROBE_TABLE_CGROUPS, limit);
	return false;
}

static struct capprobe_cgroup *insert(struct cgroup *cgroup, struct capprobe_cgroup *above)
{
	struct capprobe_cgroup *entry = list_first_entry(&unused, struct capprobe_cgroup, list);

	list_del_init(&entry->list);
	entry->id = compat_cgroup_id(cgroup);
	entry->path = NULL;
	entry->active = jiffies;
	entry->seen = false;
	/* The removal may have been announced before this sighting. */
	entry->gone = !(READ_ONCE(cgroup->self.flags) & CSS_ONLINE);
	entry->folding = false;
	entry->quota.parent = above ? &above->quota : NULL;
	capprobe_quota_add(&entry->quota, CAPPROBE_TABLE_CGROUPS, 1);
	hlist_add_head_rcu(&entry->link, bucket(entry->id));
	WRITE_ONCE(used_entries, used_entries + 1);
	return entry;
}

/* With those above it that have none yet. There is room. */
static struct capprobe_cgroup *insert_all(struct cgroup *cgroup)
{
	struct capprobe_cgroup *above;
	int level;

	above = find_above(cgroup, &level);
	while (level < levels_above(cgroup))
		above = insert(cgroup_ancestor(cgroup, ++level), above);
	return insert(cgroup, above);
}

static struct capprobe_cgroup *find_or_insert(struct cgroup *cgroup)
{
	struct capprobe_cgroup *entry = find(compat_cgroup_id(cgroup));

	if (!entry && has_room(cgroup))
		entry = insert_all(cgroup);
	if (!entry || entry->seen)
		return entry;
	entry->cgroup = css_tryget(&cgroup->self) ? cgroup : NULL;
	list_add_tail(&entry->list, &unresolved);
	WRITE_ONCE(entry->seen, true);
	return entry;
}

struct capprobe_cgroup *capprobe_cgroup_seen(struct cgroup *cgroup)
{
	struct capprobe_cgroup *entry = find(compat_cgroup_id(cgroup));
	unsigned long flags;

	if (likely(entry) && likely(READ_ONCE(entry->seen)))
		return entry;
	if (!entry && !has_room(cgroup))
		return NULL;

	raw_spin_lock_irqsave(&lock, flags);
	entry = find_or_insert(cgroup);
	raw_spin_unlock_irqrestore(&lock, flags);

	capprobe_tables_kick();
	return entry;
}

/* Called by the kernel with a spinlock held: TRACE_CGROUP_PATH(). */
static void on_rmdir(void *data, struct cgroup *cgroup, const char *path)
{
	struct capprobe_cgroup *entry;
	unsigned long flags;

	if (cgroup->root != capprobe_cgroup_root)
		return;
	raw_spin_lock_irqsave(&lock, flags);
	entry = find(compat_cgroup_id(cgroup));
	if (entry)
		WRITE_ONCE(entry->gone, true);
	raw_spin_unlock_irqrestore(&lock, flags);

	if (entry)
		capprobe_tables_kick();
}

static const char *read_path(struct cgroup *cgroup)
{
	const char *path = NULL;
	char *buffer;
	int length;

	buffer = kmalloc(PATH_MAX, GFP_KERNEL);
	if (!buffer)
		return no_path;
	length = cgroup_path(cgroup, buffer, PATH_MAX);
	if (length > 0 && length < PATH_KEPT_MAX)
		path = kstrdup(buffer, GFP_KERNEL);
	kfree(buffer);
	return path ? path : no_path;
}

static void forget_path(struct capprobe_cgroup *entry)
{
	if (!entry->path || entry->path == no_path)
		return;
	path_bytes -= strlen(entry->path) + 1;
	kfree(entry->path);
}

static void announce(const struct capprobe_cgroup *entry)
{
	struct capprobe_record record = {
		.time = ktime_get_boot_fast_ns(),
		.cgroup = entry->id,
		.type = CAPPROBE_TYPE_CGROUP,
		.syscall = -1,
		.text_len = strlen(entry->path),
	};

	capprobe_sessions_offer(&record, NULL, entry->path);
}

static struct capprobe_cgroup *first_unresolved(void)
{
	struct capprobe_cgroup *entry;

	raw_spin_lock_irq(&lock);
	entry = list_first_entry_or_null(&unresolved, struct capprobe_cgroup, list);
	raw_spin_unlock_irq(&lock);
	return entry;
}

void capprobe_cgroup_resolve(void)
{
	struct capprobe_cgroup *entry;

	/* Ends: each turn takes one off the list, which the table bounds. */
	while ((entry = first_unresolved())) {
		struct cgroup *cgroup = entry->cgroup;
		const char *path = cgroup ? read_path(cgroup) : no_path;

		if (path != no_path)
			path_bytes += strlen(path) + 1;
		raw_spin_lock_irq(&lock);
		entry->path = path;
		entry->cgroup = NULL;
		list_del_init(&entry->list);
		raw_spin_unlock_irq(&lock);

		if (cgroup)
			css_put(&cgroup->self);
		announce(entry);
	}
}

static bool is_used(const struct capprobe_cgroup *entry)
{
	return READ_ONCE(entry->quota.used[CAPPROBE_TABLE_CGROUPS]);
}

struct capprobe_quota *capprobe_cgroup_most(const struct capprobe_quota *within,
					    enum capprobe_table table)
{
	struct capprobe_quota *most = NULL, *quota;
	u32 i;

	for (i = 0; i < max_entries; i++) {
		if (!(i % 1024))
			cond_resched();
		quota = &entries[i].quota;
		if (!is_used(&entries[i]) || quota->parent != within)
			continue;
		if (!most || READ_ONCE(quota->used[table]) > READ_ONCE(most->used[table]))
			most = quota;
	}
	return most;
}

struct capprobe_quota *capprobe_cgroup_full(u32 *index, enum capprobe_table table)
{
	while (*index < max_entries) {
		struct capprobe_quota *quota = &entries[(*index)++].quota;

		if (!READ_ONCE(quota->full[table]))
			continue;
		WRITE_ONCE(quota->full[table], false);
		return quota;
	}
	return NULL;
}

/* One with others below it is not, for as long as those are there. */
static bool may_take(const struct capprobe_cgroup *entry, const struct capprobe_quota *within,
		     enum capprobe_spare spare)
{
	if (READ_ONCE(entry->quota.used[CAPPROBE_TABLE_CGROUPS]) != 1 || entry->folding ||
	    !capprobe_quota_within(&entry->quota, within))
		return false;
	if (!entry->seen)
		return true;
	if (!entry->path)
		return false;
	if (READ_ONCE(entry->gone) || spare == CAPPROBE_SPARE_ANY)
		return true;
	return spare == CAPPROBE_SPARE_IDLE && time_after(jiffies, entry->active + IDLE);
}

static bool take(struct capprobe_cgroup *entry, struct list_head *taken,
		 const struct capprobe_quota *within, enum capprobe_spare spare)
{
	bool may;

	raw_spin_lock_irq(&lock);
	may = may_take(entry, within, spare);
	if (may) {
		entry->folding = true;
		hlist_del_rcu(&entry->link);
		list_add_tail(&entry->list, taken);
	}
	raw_spin_unlock_irq(&lock);
	return may;
}

void capprobe_cgroup_take(struct list_head *taken, const struct capprobe_quota *within,
			  enum capprobe_spare spare)
{
	/* Where to go on: entries are used in turn. */
	static u32 next;
	/* Of those that live no more than are needed soon. */
	u32 most = spare == CAPPROBE_SPARE_GONE ? max_t(u32, max_entries / 8, 64) :
						  max_entries / 64 + 1;
	u32 i;

	for (i = 0; i < max_entries && most; i++) {
		struct capprobe_cgroup *entry = &entries[next];

		if (!(i % 1024))
			cond_resched();
		next = (next + 1) % max_entries;
		if (may_take(entry, within, spare) && take(entry, taken, within, spare))
			most--;
	}
}

void capprobe_cgroup_release(struct list_head *taken)
{
	struct capprobe_cgroup *entry;

	list_for_each_entry(entry, taken, list) {
		forget_path(entry);
		raw_spin_lock_irq(&lock);
		WRITE_ONCE(entry->path, NULL);
		capprobe_quota_add(&entry->quota, CAPPROBE_TABLE_CGROUPS, -1);
		memset(&entry->quota, 0, sizeof(entry->quota));
		WRITE_ONCE(used_entries, used_entries - 1);
		raw_spin_unlock_irq(&lock);
	}
	raw_spin_lock_irq(&lock);
	list_splice_tail_init(taken, &unused);
	raw_spin_unlock_irq(&lock);
}

const struct capprobe_cgroup *capprobe_cgroup_at(u32 index)
{
	return READ_ONCE(entries[index].path) ? &entries[index] : NULL;
}

const struct capprobe_cgroup *capprobe_cgroup_find(u64 id)
{
	const struct capprobe_cgroup *entry;

	/* The lock keeps the entry where it is. */
	preempt_disable();
	entry = find(id);
	preempt_enable();
	return entry && READ_ONCE(entry->path) ? entry : NULL;
}

u32 capprobe_cgroup_max(void)
{
	return max_entries;
}

u32 capprobe_cgroup_used(void)
{
	return READ_ONCE(used_entries);
}

size_t capprobe_cgroup_bytes(void)
{
	return max_entries * sizeof(*entries) + (bucket_mask + 1) * sizeof(*buckets) + path_bytes;
}

int capprobe_cgroup_init(u32 max)
{
	int err;
	u32 i;

	choose_hierarchy();
	get_random_bytes(&hash_seed, sizeof(hash_seed));
	bucket_mask = roundup_pow_of_two(max) - 1;
	buckets = kvcalloc(bucket_mask + 1, sizeof(*buckets), GFP_KERNEL);
	entries = kvcalloc(max, sizeof(*entries), GFP_KERNEL);
	err = buckets && entries ? 0 : -ENOMEM;
	if (err)
		goto free;
	max_entries = max;
	for (i = 0; i < max; i++)
		list_add_tail(&entries[i].list, &unused);

	err = capprobe_tracepoint_register("cgroup_rmdir", on_rmdir);
	if (err)
		goto free;
	return 0;

free:
	kvfree(entries);
	kvfree(buckets);
	return err;
}

void capprobe_cgroup_exit(void)
{
	u32 i;

	capprobe_tracepoint_unregister("cgroup_rmdir", on_rmdir);
	capprobe_tables_stop();
	for (i = 0; i < max_entries; i++) {
		if (entries[i].cgroup)
			css_put(&entries[i].cgroup->self);
		forget_path(&entries[i]);
	}
	kvfree(entries);
	kvfree(buckets);
}
