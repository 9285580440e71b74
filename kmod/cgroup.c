// SPDX-License-Identifier: GPL-2.0
/*
 * cgroup.c - table of the cgroups that checks were seen from
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
#include "table_work.h"
#include "tracepoint.h"

/* A cgroup is idle when nothing was counted in it for this long. */
#define IDLE	(10 * HZ)

static struct hlist_head *buckets;
static u32 bucket_mask;
static u32 hash_seed;
static struct capprobe_cgroup *entries;
static u32 max_entries;
static u32 used_entries;
static size_t path_bytes;

/*
 * Protects the table and the lists. Taken in any context but NMI, with interrupts
 * off. The buckets are read without it, under RCU.
 */
static DEFINE_RAW_SPINLOCK(table_lock);
static LIST_HEAD(unused);
static LIST_HEAD(unresolved);

/* Longer paths are not kept, in bytes: no memory cgroup is charged for them. */
#define PATH_KEPT_MAX	1024

/* Stands for a path that could not be determined. */
static const char no_path[] = "";

static void (*announce_path)(u64 id, const char *path);

struct cgroup_root *capprobe_cgroup_root = &cgrp_dfl_root;
DEFINE_STATIC_KEY_FALSE(capprobe_cgroup_legacy);

/*
 * With cgroup v1 there are several hierarchies, and engines put a container in
 * all of them. Use that of the pids controller: every process is in it. If that
 * controller is in the default hierarchy, or in none, use the default one.
 */
static void choose_hierarchy(void)
{
#if IS_ENABLED(CONFIG_CGROUP_PIDS)
	capprobe_cgroup_root = task_css_check(current, pids_cgrp_id, true)->cgroup->root;
	if (capprobe_cgroup_root != &cgrp_dfl_root)
		static_branch_enable(&capprobe_cgroup_legacy);
#endif
}

static struct hlist_head *cgroup_bucket(u64 id)
{
	return &buckets[jhash_2words(id, id >> 32, hash_seed) & bucket_mask];
}

static struct capprobe_cgroup *find_entry(u64 id)
{
	struct capprobe_cgroup *entry;

	hlist_for_each_entry_rcu(entry, cgroup_bucket(id), link, rcu_read_lock_sched_held()) {
		if (entry->id == id)
			return entry;
	}
	return NULL;
}

/* Number of ancestors that get entries of their own. */
static int levels_above(const struct cgroup *cgroup)
{
	return clamp(cgroup->level, 1, CAPPROBE_QUOTA_LEVELS) - 1;
}

/* The lowest ancestor that has an entry, and its level; NULL and 0 if none has. */
static struct capprobe_cgroup *find_ancestor(struct cgroup *cgroup, int *level)
{
	struct capprobe_cgroup *entry = NULL;

	for (*level = levels_above(cgroup); *level; --*level) {
		entry = find_entry(compat_cgroup_ancestor_id(cgroup, *level));
		if (entry)
			break;
	}
	return entry;
}

static bool has_room_for_cgroup(struct cgroup *cgroup)
{
	u32 left = max_entries - READ_ONCE(used_entries);
	struct capprobe_cgroup *above;
	struct capprobe_quota *limit;
	int level;

	above = find_ancestor(cgroup, &level);
	limit = capprobe_quota_limit(above ? &above->quota : NULL, CAPPROBE_TABLE_CGROUPS, left);
	if (!limit && left > levels_above(cgroup) - level)
		return true;
	capprobe_table_work_full(CAPPROBE_TABLE_CGROUPS, limit);
	return false;
}

static struct capprobe_cgroup *insert_entry(struct cgroup *cgroup, struct capprobe_cgroup *above)
	__must_hold(&table_lock)
{
	struct capprobe_cgroup *entry = list_first_entry(&unused, struct capprobe_cgroup, list);

	lockdep_assert_held(&table_lock);
	list_del_init(&entry->list);
	entry->id = compat_cgroup_id(cgroup);
	entry->path = NULL;
	entry->active = jiffies;
	entry->seen = false;
	/* It may have been removed before it is first seen here. */
	entry->gone = !(READ_ONCE(cgroup->self.flags) & CSS_ONLINE);
	entry->folding = false;
	entry->quota.parent = above ? &above->quota : NULL;
	capprobe_quota_add(&entry->quota, CAPPROBE_TABLE_CGROUPS, 1);
	hlist_add_head_rcu(&entry->link, cgroup_bucket(entry->id));
	WRITE_ONCE(used_entries, used_entries + 1);
	return entry;
}

/* Inserts a cgroup and those ancestors that have no entry yet. There is room. */
static struct capprobe_cgroup *insert_with_ancestors(struct cgroup *cgroup)
	__must_hold(&table_lock)
{
	struct capprobe_cgroup *above;
	int level;

	above = find_ancestor(cgroup, &level);
	while (level < levels_above(cgroup))
		above = insert_entry(cgroup_ancestor(cgroup, ++level), above);
	return insert_entry(cgroup, above);
}

static struct capprobe_cgroup *find_or_insert_cgroup(struct cgroup *cgroup)
	__must_hold(&table_lock)
{
	struct capprobe_cgroup *entry = find_entry(compat_cgroup_id(cgroup));

	if (!entry && has_room_for_cgroup(cgroup))
		entry = insert_with_ancestors(cgroup);
	if (!entry || entry->seen)
		return entry;
	entry->cgroup = css_tryget(&cgroup->self) ? cgroup : NULL;
	list_add_tail(&entry->list, &unresolved);
	WRITE_ONCE(entry->seen, true);
	return entry;
}

struct capprobe_cgroup *capprobe_cgroup_seen(struct cgroup *cgroup)
{
	struct capprobe_cgroup *entry = find_entry(compat_cgroup_id(cgroup));
	unsigned long flags;

	if (likely(entry) && likely(READ_ONCE(entry->seen)))
		return entry;
	if (!entry && !has_room_for_cgroup(cgroup))
		return NULL;

	raw_spin_lock_irqsave(&table_lock, flags);
	entry = find_or_insert_cgroup(cgroup);
	raw_spin_unlock_irqrestore(&table_lock, flags);

	capprobe_table_work_kick();
	return entry;
}

/* Called with a spinlock held: see TRACE_CGROUP_PATH(). */
static void on_rmdir(void *data, struct cgroup *cgroup, const char *path)
{
	struct capprobe_cgroup *entry;
	unsigned long flags;

	if (cgroup->root != capprobe_cgroup_root)
		return;
	raw_spin_lock_irqsave(&table_lock, flags);
	entry = find_entry(compat_cgroup_id(cgroup));
	if (entry)
		WRITE_ONCE(entry->gone, true);
	raw_spin_unlock_irqrestore(&table_lock, flags);

	if (entry)
		capprobe_table_work_kick();
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

static struct capprobe_cgroup *first_unresolved(void)
{
	struct capprobe_cgroup *entry;

	raw_spin_lock_irq(&table_lock);
	entry = list_first_entry_or_null(&unresolved, struct capprobe_cgroup, list);
	raw_spin_unlock_irq(&table_lock);
	return entry;
}

void capprobe_cgroup_resolve(void)
{
	struct capprobe_cgroup *entry;

	mutex_lock(&capprobe_tables_mutex);
	/* Terminates: each turn takes one off the list, which the table bounds. */
	while ((entry = first_unresolved())) {
		struct cgroup *cgroup = entry->cgroup;
		const char *path = cgroup ? read_path(cgroup) : no_path;

		if (path != no_path)
			path_bytes += strlen(path) + 1;
		raw_spin_lock_irq(&table_lock);
		entry->path = path;
		entry->cgroup = NULL;
		list_del_init(&entry->list);
		raw_spin_unlock_irq(&table_lock);

		if (cgroup)
			css_put(&cgroup->self);
		announce_path(entry->id, path);
	}
	mutex_unlock(&capprobe_tables_mutex);
}

static bool is_entry_used(const struct capprobe_cgroup *entry)
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
		if (!is_entry_used(&entries[i]) || quota->parent != within)
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

/* Never true for one that has others below it. */
static bool is_expendable(const struct capprobe_cgroup *entry,
			  const struct capprobe_quota *within, enum capprobe_spare spare)
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

static bool take_entry(struct capprobe_cgroup *entry, struct list_head *taken,
		       const struct capprobe_quota *within, enum capprobe_spare spare)
{
	bool expendable;

	raw_spin_lock_irq(&table_lock);
	expendable = is_expendable(entry, within, spare);
	if (expendable) {
		entry->folding = true;
		hlist_del_rcu(&entry->link);
		list_add_tail(&entry->list, taken);
	}
	raw_spin_unlock_irq(&table_lock);
	return expendable;
}

void capprobe_cgroup_take(struct list_head *taken, const struct capprobe_quota *within,
			  enum capprobe_spare spare)
{
	/* Where to continue: entries are used in turn. */
	static u32 next;
	/* Of living cgroups, only as many as are needed soon. */
	u32 most = spare == CAPPROBE_SPARE_GONE ? max_t(u32, max_entries / 8, 64) :
						  max_entries / 64 + 1;
	u32 i;

	for (i = 0; i < max_entries && most; i++) {
		struct capprobe_cgroup *entry = &entries[next];

		if (!(i % 1024))
			cond_resched();
		next = (next + 1) % max_entries;
		if (is_expendable(entry, within, spare) &&
		    take_entry(entry, taken, within, spare))
			most--;
	}
}

void capprobe_cgroup_release(struct list_head *taken)
{
	struct capprobe_cgroup *entry, *next;

	lockdep_assert_held(&capprobe_tables_mutex);
	list_for_each_entry_safe(entry, next, taken, list) {
		forget_path(entry);
		raw_spin_lock_irq(&table_lock);
		WRITE_ONCE(entry->path, NULL);
		capprobe_quota_add(&entry->quota, CAPPROBE_TABLE_CGROUPS, -1);
		memset(&entry->quota, 0, sizeof(entry->quota));
		/* Together: whoever sees that there is room takes from the list. */
		WRITE_ONCE(used_entries, used_entries - 1);
		list_move_tail(&entry->list, &unused);
		raw_spin_unlock_irq(&table_lock);
	}
}

const struct capprobe_cgroup *capprobe_cgroup_at(u32 index)
{
	lockdep_assert_held(&capprobe_tables_mutex);
	return READ_ONCE(entries[index].path) ? &entries[index] : NULL;
}

const struct capprobe_cgroup *capprobe_cgroup_find(u64 id)
{
	const struct capprobe_cgroup *entry;

	/* Keeps the entry from being freed; preemption is off for the look-up only. */
	lockdep_assert_held(&capprobe_tables_mutex);
	preempt_disable();
	entry = find_entry(id);
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

int capprobe_cgroup_init(u32 max, void (*announce)(u64 id, const char *path))
{
	int err;
	u32 i;

	announce_path = announce;
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
	capprobe_table_work_stop();
	for (i = 0; i < max_entries; i++) {
		if (entries[i].cgroup)
			css_put(&entries[i].cgroup->self);
		forget_path(&entries[i]);
	}
	kvfree(entries);
	kvfree(buckets);
}
