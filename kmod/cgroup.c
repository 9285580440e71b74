// SPDX-License-Identifier: GPL-2.0
/*
 * cgroup.c - the cgroups that were seen: id, path, and whether they are gone
 */
#include <linux/hashtable.h>
#include <linux/limits.h>
#include <linux/slab.h>

#include "cgroup.h"
#include "session.h"
#include "tables.h"
#include "tracepoint.h"

#define BUCKET_BITS	10

static DEFINE_HASHTABLE(buckets, BUCKET_BITS);
static struct capprobe_cgroup *entries;
static u32 max_entries;
static u32 used_entries;
static size_t path_bytes;

/* Guards the table and the lists; taken with interrupts off, from anywhere. */
static DEFINE_RAW_SPINLOCK(lock);
static LIST_HEAD(unused);
static LIST_HEAD(unresolved);
static LIST_HEAD(alive);
static LIST_HEAD(gone);

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

static struct capprobe_cgroup *find(u64 id)
{
	struct capprobe_cgroup *entry;

	hash_for_each_possible_rcu(buckets, entry, link, id, rcu_read_lock_sched_held()) {
		if (entry->id == id)
			return entry;
	}
	return NULL;
}

static struct capprobe_cgroup *insert(struct cgroup *cgroup)
{
	struct capprobe_cgroup *entry;

	entry = list_first_entry_or_null(&unused, struct capprobe_cgroup, list);
	if (!entry)
		return NULL;
	entry->id = compat_cgroup_id(cgroup);
	entry->cgroup = css_tryget(&cgroup->self) ? cgroup : NULL;
	entry->path = NULL;
	/* The removal may have been announced before this sighting. */
	entry->gone = !(READ_ONCE(cgroup->self.flags) & CSS_ONLINE);
	entry->folding = false;
	list_move_tail(&entry->list, &unresolved);
	hash_add_rcu(buckets, &entry->link, entry->id);
	used_entries++;
	return entry;
}

struct capprobe_cgroup *capprobe_cgroup_seen(struct cgroup *cgroup)
{
	u64 id = compat_cgroup_id(cgroup);
	struct capprobe_cgroup *entry = find(id);
	unsigned long flags;
	bool work_to_do;

	if (likely(entry))
		return entry;

	raw_spin_lock_irqsave(&lock, flags);
	entry = find(id);
	if (!entry)
		entry = insert(cgroup);
	work_to_do = !list_empty(&unresolved) || !list_empty(&gone);
	raw_spin_unlock_irqrestore(&lock, flags);

	if (work_to_do)
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
	if (entry && !entry->gone) {
		entry->gone = true;
		if (entry->path)
			list_move_tail(&entry->list, &gone);
	}
	raw_spin_unlock_irqrestore(&lock, flags);
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
	if (length > 0 && length < PATH_MAX)
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
		list_move_tail(&entry->list, entry->gone ? &gone : &alive);
		raw_spin_unlock_irq(&lock);

		if (cgroup)
			css_put(&cgroup->self);
		announce(entry);
	}
}

void capprobe_cgroup_take_gone(struct list_head *taken, u32 most)
{
	struct capprobe_cgroup *entry;

	raw_spin_lock_irq(&lock);
	while (most-- && !list_empty(&gone)) {
		entry = list_first_entry(&gone, struct capprobe_cgroup, list);
		entry->folding = true;
		hash_del_rcu(&entry->link);
		list_move_tail(&entry->list, taken);
	}
	raw_spin_unlock_irq(&lock);
}

void capprobe_cgroup_release(struct list_head *taken)
{
	struct capprobe_cgroup *entry;
	u32 count = 0;

	list_for_each_entry(entry, taken, list) {
		forget_path(entry);
		entry->path = NULL;
		count++;
	}
	raw_spin_lock_irq(&lock);
	used_entries -= count;
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
	return max_entries * sizeof(*entries) + sizeof(buckets) + path_bytes;
}

int capprobe_cgroup_init(u32 max)
{
	int err;
	u32 i;

	choose_hierarchy();
	entries = kvcalloc(max, sizeof(*entries), GFP_KERNEL);
	if (!entries)
		return -ENOMEM;
	max_entries = max;
	for (i = 0; i < max; i++)
		list_add_tail(&entries[i].list, &unused);

	err = capprobe_tracepoint_register("cgroup_rmdir", on_rmdir);
	if (err)
		kvfree(entries);
	return err;
}

void capprobe_cgroup_exit(void)
{
	u32 i;

	capprobe_tracepoint_unregister("cgroup_rmdir", on_rmdir);
	for (i = 0; i < max_entries; i++) {
		if (entries[i].cgroup)
			css_put(&entries[i].cgroup->self);
		forget_path(&entries[i]);
	}
	kvfree(entries);
}
