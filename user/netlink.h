/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink.h - asking the module, over its generic netlink family
 */
#ifndef NETLINK_H
#define NETLINK_H

#include <stddef.h>
#include <stdint.h>

#include "capprobe.h"
#include "status.h"

#define NETLINK_TEXT_MAX	64

/**
 * struct module_status - how the module is
 * @version: its version
 * @abi: its CAPPROBE_ABI
 * @hook: the back end in use
 * @started: CLOCK_BOOTTIME when it was loaded, ns
 * @sessions: readers
 * @series: series in use
 * @series_max: room for series
 * @cgroups: cgroups known
 * @cgroups_max: room for cgroups
 * @memory: bytes that it holds
 * @lost: what was lost, by cause
 */
struct module_status {
	char		version[NETLINK_TEXT_MAX];
	uint32_t	abi;
	char		hook[NETLINK_TEXT_MAX];
	uint64_t	started;
	uint32_t	sessions;
	uint32_t	series;
	uint32_t	series_max;
	uint32_t	cgroups;
	uint32_t	cgroups_max;
	uint64_t	memory;
	uint64_t	lost[CAPPROBE_LOSS_COUNT];
};

/**
 * struct series - a series, as the module counts it
 * @key: what it counts
 * @total: how often
 * @last_time: CLOCK_BOOTTIME of the last time, ns; 0 where it is not kept
 * @last_pid: whose that was
 * @last_comm: and its name, terminated
 */
struct series {
	struct capprobe_series_key	key;
	uint64_t			total;
	uint64_t			last_time;
	uint32_t			last_pid;
	char				last_comm[CAPPROBE_COMM_LEN];
};

/**
 * struct cgroup - a cgroup that the module has seen
 * @id: its id
 * @path: its path in the default hierarchy, terminated; empty if not known
 * @gone: whether it has been removed
 */
struct cgroup {
	uint64_t	id;
	const char	*path;
	int		gone;
};

struct netlink;

/**
 * netlink_open() - reach the module
 * @netlink: where to put the connection
 *
 * A module of another ABI is an error, said with both versions.
 *
 * Return: STATUS_OK; else an error was said.
 */
enum status netlink_open(struct netlink **netlink);

/**
 * netlink_close() - end that
 * @netlink: the connection, or NULL
 */
void netlink_close(struct netlink *netlink);

/**
 * netlink_status() - ask how the module is
 * @netlink: the connection
 * @status: where to
 */
enum status netlink_status(struct netlink *netlink, struct module_status *status);

/**
 * netlink_series() - ask for all series
 * @netlink: the connection
 * @take: called for each
 * @context: for @take
 */
enum status netlink_series(struct netlink *netlink,
			   void (*take)(void *context, const struct series *series),
			   void *context);

/**
 * netlink_cgroups() - ask for all cgroups, or for one
 * @netlink: the connection
 * @id: its id, or 0 for all
 * @take: called for each; for one that the module does not know, not at all
 * @context: for @take
 */
enum status netlink_cgroups(struct netlink *netlink, uint64_t id,
			    void (*take)(void *context, const struct cgroup *cgroup),
			    void *context);

#endif /* NETLINK_H */
