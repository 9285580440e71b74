// SPDX-License-Identifier: GPL-2.0
/*
 * reclaim.c - making room in the tables of cgroups and series
 */
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/rcupdate.h>

#include "cgroup.h"
#include "reclaim.h"
#include "series.h"
#include "table_work.h"

/* Delay before looking again, when cgroups may have become idle by then. */
#define LOOK_AGAIN	(5 * HZ)
/* Minimum time between two looks at a table when the first has found nothing. */
#define PAUSE		(HZ / 10)

/* Maximum number of subtrees that room is made in at a time. */
#define SUBTREES	8

/* Earliest time to look for room in each table again, in jiffies. */
static unsigned long not_before[] = { INITIAL_JIFFIES, INITIAL_JIFFIES };

/* Where to continue with the subtrees that have used up their share. */
static u32 next_full[CAPPROBE_TABLE_COUNT];

/* Never 0, which to netlink dumps means that there is no generation. */
static u32 generation = 1;

static u32 table_used(enum capprobe_table table)
{
	return table == CAPPROBE_TABLE_SERIES ? capprobe_series_used() : capprobe_cgroup_used();
}

static u32 table_left(enum capprobe_table table)
{
	if (table == CAPPROBE_TABLE_SERIES)
		return capprobe_series_max() - capprobe_series_used();
	return capprobe_cgroup_max() - capprobe_cgroup_used();
}

/* Descends to the subtree that uses most, until none of its children stands out. */
static struct capprobe_quota *heaviest_subtree(struct capprobe_quota *within,
					       enum capprobe_table table)
{
	struct capprobe_quota *most;
	int level;

	for (level = 0; level < CAPPROBE_QUOTA_LEVELS; level++) {
		u32 used = within ? within->used[table] : table_used(table);

		most = capprobe_cgroup_most(within, table);
		if (!most || most->used[table] <= used / 8 + 1)
			break;
		within = most;
	}
	return within;
}

/* Takes the most expendable cgroups of @within, but none beyond @most. */
static void take_cgroups(struct list_head *cgroups, const struct capprobe_quota *within,
			 enum capprobe_spare most)
{
	enum capprobe_spare spare;
	LIST_HEAD(taken);

	for (spare = CAPPROBE_SPARE_GONE; spare <= most && list_empty(&taken); spare++) {
		if (spare == CAPPROBE_SPARE_IDLE)
			capprobe_series_look();
		capprobe_cgroup_take(&taken, within, spare);
	}
	list_splice(&taken, cgroups);
}

/*
 * Makes room ahead of need in the heaviest subtree: one on the first level is
 * turned away when it uses four times what is left (quota.c). Returns whether it
 * is worth looking again.
 */
static bool take_ahead(struct list_head *cgroups, enum capprobe_table table)
{
	u32 left = table_left(table), all = left + table_used(table), used;
	const struct capprobe_quota *most, *within;

	if (left >= all / 2)
		return false;
	most = capprobe_cgroup_most(NULL, table);
	used = most ? most->used[table] : 0;
	if (used <= left && left >= all / 4)
		return false;
	within = heaviest_subtree(NULL, table);
	if (left < all / 16 && within)
		take_cgroups(cgroups, within, CAPPROBE_SPARE_ANY);
	else if (used > 2 * left || left < all / 8)
		take_cgroups(cgroups, within, CAPPROBE_SPARE_IDLE);
	else
		take_cgroups(cgroups, within, CAPPROBE_SPARE_GONE);
	return used > 2 * left || left < all / 8;
}

/*
 * Makes room for those that were turned away. A subtree that has used up its
 * share gives up what is gone or idle. If a single child of it uses a large part
 * of the share, that child gives up living cgroups too, in favour of the others.
 */
static bool take_for_others(struct list_head *cgroups, enum capprobe_table table)
{
	struct capprobe_quota *full, *within;
	u32 *index = &next_full[table];
	bool any = false;
	int n;

	if (!READ_ONCE(capprobe_turned_away[table]))
		return false;
	WRITE_ONCE(capprobe_turned_away[table], false);
	for (n = 0; n < SUBTREES && (full = capprobe_cgroup_full(index, table)); n++) {
		/* There may be room by now. */
		if (!capprobe_quota_limit(full, table, table_left(table)))
			continue;
		within = heaviest_subtree(full, table);
		take_cgroups(cgroups, within,
			     within == full ? CAPPROBE_SPARE_IDLE : CAPPROBE_SPARE_ANY);
		/* Look at it once more, even if nobody else is turned away. */
		WRITE_ONCE(full->full[table], true);
		any = true;
	}
	if (n < SUBTREES)
		*index = 0;
	any |= n == SUBTREES;
	if (any)
		WRITE_ONCE(capprobe_turned_away[table], true);
	return any;
}

/*
 * Three steps, separated by grace periods. After the first one nobody adds
 * series to the cgroups any more, after the second nobody counts in their
 * series. Only the third step moves anything that readers look at.
 */
static void fold_cgroups(struct list_head *cgroups)
{
	synchronize_rcu();
	capprobe_series_take();
	synchronize_rcu();
	mutex_lock(&capprobe_tables_mutex);
	capprobe_series_fold();
	capprobe_cgroup_release(cgroups);
	generation = generation + 1 ?: 1;
	mutex_unlock(&capprobe_tables_mutex);
}

/* Returns the delay after which to do it again, MAX_JIFFY_OFFSET for never. */
static unsigned long make_room(enum capprobe_table table)
{
	unsigned long now = jiffies;
	LIST_HEAD(cgroups);
	bool lacking;

	if (time_before(now, not_before[table]))
		return not_before[table] - now;
	lacking = take_ahead(&cgroups, table);
	lacking |= take_for_others(&cgroups, table);
	if (!list_empty(&cgroups)) {
		fold_cgroups(&cgroups);
		return 0;
	}
	not_before[table] = jiffies + PAUSE;
	return lacking ? LOOK_AGAIN : MAX_JIFFY_OFFSET;
}

unsigned long capprobe_reclaim(void)
{
	unsigned long cgroups, series;

	capprobe_cgroup_resolve();
	mutex_lock(&capprobe_tables_mutex);
	capprobe_series_grow();
	mutex_unlock(&capprobe_tables_mutex);
	cgroups = make_room(CAPPROBE_TABLE_CGROUPS);
	series = make_room(CAPPROBE_TABLE_SERIES);
	return min(cgroups, series);
}

u32 capprobe_reclaim_generation(void)
{
	lockdep_assert_held(&capprobe_tables_mutex);
	return generation;
}
