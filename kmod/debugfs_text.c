// SPDX-License-Identifier: GPL-2.0
/*
 * debugfs_text.c - the files that a person can read: status and series
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "cgroup.h"
#include "debugfs_text.h"
#include "hook.h"
#include "lsm.h"
#include "series.h"
#include "status.h"
#include "tables.h"

#define REASON_NAME(symbol, name, ...)	\
	[CAPPROBE_##symbol] = name,

static const char *const reason_names[] = { CAPPROBE_REASONS(REASON_NAME) };

#define LOSS_NAME(symbol, name)	\
	[CAPPROBE_LOST_##symbol] = name,

static const char *const loss_names[] = { CAPPROBE_LOSSES(LOSS_NAME) };

static const char *const type_names[] = {
	[CAPPROBE_TYPE_CHECK] = "check",
	[CAPPROBE_TYPE_MODULE] = "module",
	[CAPPROBE_TYPE_CALL] = "call",
};

static int show_status(struct seq_file *file, void *unused)
{
	struct capprobe_status status;
	int cause;

	capprobe_status_read(&status);
	seq_printf(file, "version      %s\n", CAPPROBE_VERSION);
	seq_printf(file, "abi          %d\n", CAPPROBE_ABI);
	seq_printf(file, "hook         %s\n", capprobe_hook_name());
	seq_printf(file, "lsm          %s\n", capprobe_lsm_seen() ? "on" : "off");
	seq_printf(file, "loaded at    %llu s after boot\n", status.started / NSEC_PER_SEC);
	seq_printf(file, "readers      %u\n", status.sessions.count);
	seq_printf(file, "series       %u of %u\n", capprobe_series_used(), capprobe_series_max());
	seq_printf(file, "cgroups      %u of %u\n", capprobe_cgroup_used(), capprobe_cgroup_max());
	seq_printf(file, "memory       %llu bytes\n", status.memory);
	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
		seq_printf(file, "lost         %llu %s\n", status.sessions.lost[cause],
			   loss_names[cause]);
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

/* Position 0 is the heading, position n the place n - 1. */
static void *start_series(struct seq_file *file, loff_t *position)
{
	capprobe_tables_lock();
	return *position <= capprobe_series_slots() ? position : NULL;
}

static void *next_series(struct seq_file *file, void *at, loff_t *position)
{
	++*position;
	return *position <= capprobe_series_slots() ? position : NULL;
}

static void stop_series(struct seq_file *file, void *at)
{
	capprobe_tables_unlock();
}

static const char *path_of(u64 id)
{
	const struct capprobe_cgroup *cgroup = capprobe_cgroup_find(id);

	if (!id)
		return "(gone)";
	return cgroup && *cgroup->path ? cgroup->path : "(unknown)";
}

static int show_series(struct seq_file *file, void *at)
{
	loff_t position = *(loff_t *)at;
	struct capprobe_series_total total;
	const char *path;

	if (!position) {
		seq_puts(file, "     COUNT TYPE   CAPABILITY REASON           CAPABILITY REASON AUDIT CGROUP\n");
		return 0;
	}
	if (!capprobe_series_at(position - 1, &total))
		return 0;
	seq_printf(file, "%10llu %-6s %10u %-16s %-17s %-5s ", total.count,
		   type_names[total.key.type], total.key.cap, reason_names[total.key.reason],
		   reason_names[total.key.cap_reason], total.key.noaudit ? "no" : "yes");
	/* Escaped: a container names its own cgroups. */
	path = path_of(total.key.cgroup);
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
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	capprobe_tables_sync();
	return seq_open(file, &series_operations);
}

static const struct file_operations series_fops = {
	.owner		= THIS_MODULE,
	.open		= open_series,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= seq_release,
};

void capprobe_debugfs_text_init(struct dentry *directory)
{
	debugfs_create_file("status", 0400, directory, NULL, &status_fops);
	debugfs_create_file("series", 0400, directory, NULL, &series_fops);
}
