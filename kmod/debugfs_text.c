// SPDX-License-Identifier: GPL-2.0
/*
 * debugfs_text.c - human-readable files in debugfs: status and series
 */
#include <linux/debugfs.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "cgroup.h"
#include "debugfs_text.h"
#include "hook.h"
#include "lsm.h"
#include "series.h"
#include "status.h"
#include "table_work.h"

#define REASON_NAME(symbol, name, ...)	\
	[CAPPROBE_##symbol] = name,

static const char *const reason_names[] = { CAPPROBE_REASONS(REASON_NAME) };

#define LOSS_NAME(symbol, name)	\
	[CAPPROBE_LOST_##symbol] = name,

static const char *const loss_names[] = { CAPPROBE_LOSSES(LOSS_NAME) };

#define SIGHT_NAME(symbol, name)	\
	[CAPPROBE_SIGHT_##symbol] = name,

static const char *const sight_names[] = { CAPPROBE_SIGHTS(SIGHT_NAME) };

#define SUM_NAME(symbol, name)	\
	[CAPPROBE_SUM_##symbol] = "(" name ")",

static const char *const sum_names[] = { CAPPROBE_SUMS(SUM_NAME) };

static const char *const type_names[] = {
	[CAPPROBE_TYPE_CHECK] = "check",
	[CAPPROBE_TYPE_MODULE] = "module",
	[CAPPROBE_TYPE_CGROUP] = "cgroup",
	[CAPPROBE_TYPE_CALL] = "call",
};

static const char *known_path(u64 id)
{
	const struct capprobe_cgroup *cgroup;

	/* It is its own inverse. */
	if (CAPPROBE_SUM_ID(id) < CAPPROBE_SUM_COUNT)
		return sum_names[CAPPROBE_SUM_ID(id)];
	cgroup = capprobe_cgroup_find(id);
	return cgroup && *cgroup->path ? cgroup->path : "(unknown)";
}

static void show_losses(struct seq_file *file, const struct capprobe_status *status)
{
	const struct capprobe_tally *tally = &status->sessions.tally;
	int type, cause;
	u64 lost;

	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
		lost = status->lost[cause];
		for (type = 0; type < CAPPROBE_TYPE_COUNT; type++)
			lost += tally->lost[type][cause];
		seq_printf(file, "lost         %llu %s\n", lost, loss_names[cause]);
	}
	for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
			if (tally->lost[type][cause])
				seq_printf(file, "of those     %llu %s %s\n",
					   tally->lost[type][cause], type_names[type],
					   loss_names[cause]);
		}
	}
}

static void show_flooders(struct seq_file *file, const struct capprobe_tally *tally)
{
	const char *path;
	int i;

	mutex_lock(&capprobe_tables_mutex);
	for (i = 0; i < CAPPROBE_FLOODERS; i++) {
		if (!tally->flooders[i].cgroup)
			continue;
		path = known_path(tally->flooders[i].cgroup);
		/* Escaped, as containers choose the names of their cgroups. */
		seq_printf(file, "lost by      %llu %*pE\n", tally->flooders[i].lost,
			   (int)strlen(path), path);
	}
	mutex_unlock(&capprobe_tables_mutex);
}

static int show_status(struct seq_file *file, void *unused)
{
	struct capprobe_status *status = kmalloc(sizeof(*status), GFP_KERNEL);

	if (!status)
		return -ENOMEM;
	capprobe_status_read(status);
	seq_printf(file, "version      %s\n", CAPPROBE_VERSION);
	seq_printf(file, "abi          %d\n", CAPPROBE_ABI);
	seq_printf(file, "hook         %s\n", capprobe_hook_name());
	seq_printf(file, "checks       %s\n", sight_names[status->sights.checks]);
	seq_printf(file, "probes       %s\n", sight_names[status->sights.probes]);
	seq_printf(file, "lsm          %s\n", capprobe_lsm_seen() ? "on" : "off");
	seq_printf(file, "loaded at    %llu s after boot\n", status->started / NSEC_PER_SEC);
	seq_printf(file, "readers      %u\n", status->sessions.count);
	seq_printf(file, "series       %u of %u\n", capprobe_series_used(), capprobe_series_max());
	seq_printf(file, "cgroups      %u of %u\n", capprobe_cgroup_used(), capprobe_cgroup_max());
	seq_printf(file, "memory       %llu bytes\n", status->memory);
	show_losses(file, status);
	show_flooders(file, &status->sessions.tally);
	kfree(status);
	return 0;
}

static int open_status(struct inode *inode, struct file *file)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	return single_open(file, show_status, NULL);
}

static const struct file_operations status_fops = {
	.owner		= THIS_MODULE,
	.open		= open_status,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= single_release,
};

/**
 * struct snapshot - all series at one point in time
 * @count: number of series
 * @series: the series
 *
 * A file is read piecemeal, and series may be folded in between.
 */
struct snapshot {
	u32				count;
	struct capprobe_series_total	series[];
};

/* Copies as many series as there is room for. Returns how many there are. */
static u32 fill_snapshot(struct snapshot *snapshot, u32 room)
{
	struct capprobe_series_total spare;
	u32 i, count = 0;

	mutex_lock(&capprobe_tables_mutex);
	for (i = 0; i < capprobe_series_slots(); i++) {
		if (!(i % 1024))
			cond_resched();
		count += capprobe_series_at(i, count < room ? &snapshot->series[count] : &spare);
	}
	mutex_unlock(&capprobe_tables_mutex);
	return count;
}

static struct snapshot *take_snapshot(void)
{
	/* A guess: all series of cgroups, and some sums. */
	u32 room = capprobe_series_used() + 64;
	struct snapshot *snapshot;

	/* Terminates: there are no more than capprobe_series_slots(). */
	for (;; room *= 2) {
		snapshot = kvmalloc(struct_size(snapshot, series, room), GFP_KERNEL);
		if (!snapshot)
			return NULL;
		snapshot->count = fill_snapshot(snapshot, room);
		if (snapshot->count <= room)
			return snapshot;
		kvfree(snapshot);
	}
}

/* Position 0 is the heading, position n is series n - 1. */
static void *position_in_snapshot(const struct seq_file *file, loff_t *position)
{
	const struct snapshot *snapshot = file->private;

	return *position <= snapshot->count ? position : NULL;
}

static void *start_series(struct seq_file *file, loff_t *position)
{
	mutex_lock(&capprobe_tables_mutex);
	return position_in_snapshot(file, position);
}

static void *next_series(struct seq_file *file, void *at, loff_t *position)
{
	++*position;
	return position_in_snapshot(file, position);
}

static void stop_series(struct seq_file *file, void *at)
{
	mutex_unlock(&capprobe_tables_mutex);
}

static int show_series(struct seq_file *file, void *at)
{
	const struct snapshot *snapshot = file->private;
	loff_t position = *(loff_t *)at;
	const struct capprobe_series_total *total;
	const char *path;

	if (!position) {
		seq_puts(file, "     COUNT TYPE   CAPABILITY REASON           CAPABILITY REASON AUDIT CGROUP\n");
		return 0;
	}
	total = &snapshot->series[position - 1];
	seq_printf(file, "%10llu %-6s %10u %-16s %-17s %-5s ", total->count,
		   type_names[total->key.type], total->key.cap, reason_names[total->key.reason],
		   reason_names[total->key.cap_reason], total->key.noaudit ? "no" : "yes");
	path = known_path(total->key.cgroup);
	seq_printf(file, "%*pE\n", (int)strlen(path), path);
	return 0;
}

static const struct seq_operations series_operations = {
	.start	= start_series,
	.next	= next_series,
	.stop	= stop_series,
	.show	= show_series,
};

static int open_series(struct inode *inode, struct file *file)
{
	struct snapshot *snapshot;
	int err;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	capprobe_cgroup_resolve();
	snapshot = take_snapshot();
	if (!snapshot)
		return -ENOMEM;
	err = seq_open(file, &series_operations);
	if (err)
		kvfree(snapshot);
	else
		((struct seq_file *)file->private_data)->private = snapshot;
	return err;
}

static int release_series(struct inode *inode, struct file *file)
{
	kvfree(((struct seq_file *)file->private_data)->private);
	return seq_release(inode, file);
}

static const struct file_operations series_fops = {
	.owner		= THIS_MODULE,
	.open		= open_series,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= release_series,
};

void capprobe_debugfs_text_init(struct dentry *directory)
{
	debugfs_create_file("status", 0400, directory, NULL, &status_fops);
	debugfs_create_file("series", 0400, directory, NULL, &series_fops);
}
