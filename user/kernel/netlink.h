/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink.h - query the module over its generic netlink family
 */
#ifndef NETLINK_H
#define NETLINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/status.h"
#include "capprobe.h"
#include "kernel/losses.h"

#define NETLINK_TEXT_MAX	64

#define NETLINK_HOLDERS_MAX	16	/* the module reports no more */

/**
 * struct holder - a call that keeps the module from being unloaded
 * @pid: the process
 * @comm: name of the thread, NUL-terminated
 * @arch: AUDIT_ARCH_*
 * @syscall: number of the call in that ABI
 */
struct holder {
	uint32_t	pid;
	char		comm[CAPPROBE_COMM_LEN];
	uint32_t	arch;
	int		syscall;
};

/**
 * struct module_status - state of the module
 * @version: its version
 * @abi: its CAPPROBE_ABI
 * @hook: the back end in use
 * @lsm: it sees refusals by other security modules
 * @started: CLOCK_BOOTTIME when it was loaded, ns
 * @sessions: number of readers
 * @series: series in use
 * @series_max: limit of series
 * @cgroups: cgroups known
 * @cgroups_max: limit of cgroups
 * @memory: bytes allocated
 * @losses: counters of losses
 * @checks: whether its hook sees checks
 * @probes: whether its probes are hit
 * @holders: some of the calls that keep it from being unloaded
 * @holder_count: number of @holders
 */
struct module_status {
	char		version[NETLINK_TEXT_MAX];
	uint32_t	abi;
	char		hook[NETLINK_TEXT_MAX];
	bool		lsm;
	uint64_t	started;
	uint32_t	sessions;
	uint32_t	series;
	uint32_t	series_max;
	uint32_t	cgroups;
	uint32_t	cgroups_max;
	uint64_t	memory;
	struct losses	losses;

	enum capprobe_sight	checks;
	enum capprobe_sight	probes;
	struct holder	holders[NETLINK_HOLDERS_MAX];
	size_t		holder_count;
};

/**
 * struct series - a counter of the module
 * @key: what it counts
 * @total: the count
 * @last_time: CLOCK_BOOTTIME when it was last counted, ns; 0 if unknown
 * @last_pid: the process that was counted then
 * @last_comm: name of its thread, NUL-terminated
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
 * @path: its path in the default hierarchy, NUL-terminated; empty if unknown
 * @gone: it has been removed
 */
struct cgroup {
	uint64_t	id;
	const char	*path;
	int		gone;
};

struct netlink;

/**
 * netlink_open() - connect to the module
 * @netlink: result
 *
 * A module with a different ABI is an error.
 *
 * Return: STATUS_OK; else the error has been reported.
 */
enum status netlink_open(struct netlink **netlink);

/**
 * netlink_close() - close the connection
 * @netlink: the connection, or NULL
 */
void netlink_close(struct netlink *netlink);

/**
 * netlink_status() - query the state of the module
 * @netlink: the connection
 * @status: result
 */
enum status netlink_status(struct netlink *netlink, struct module_status *status);

/**
 * netlink_series() - query all series
 * @netlink: the connection
 * @take: called for each after all have been received: it may use the connection.
 *	Anything but STATUS_OK ends this, and is returned
 * @context: for @take
 */
enum status netlink_series(struct netlink *netlink,
			   enum status (*take)(void *context, const struct series *series),
			   void *context);

/**
 * netlink_cgroups() - query all cgroups
 * @netlink: the connection
 * @take: called for each at least once; must not use the connection. Anything but
 *	STATUS_OK is returned
 * @context: for @take
 */
enum status netlink_cgroups(struct netlink *netlink,
			    enum status (*take)(void *context, const struct cgroup *cgroup),
			    void *context);

/**
 * netlink_cgroup() - query one cgroup
 * @netlink: the connection
 * @id: its id
 * @take: called if the module knows it; as above
 * @context: for @take
 */
enum status netlink_cgroup(struct netlink *netlink, uint64_t id,
			   enum status (*take)(void *context, const struct cgroup *cgroup),
			   void *context);

/**
 * struct check_answer - what the kernel would answer a process
 * @host: if the check is made in the initial user namespace
 * @own: if the check is made in the process's own
 */
struct check_answer {
	enum capprobe_reason	host;
	enum capprobe_reason	own;
};

/**
 * netlink_check() - query what the kernel would answer a process that needs a
 *	capability
 * @netlink: the connection
 * @pid: the process
 * @cap: the capability
 * @answer: result
 *
 * Return: STATUS_OK; else the error has been reported; it is one if there is no such
 * process.
 */
enum status netlink_check(struct netlink *netlink, pid_t pid, unsigned int cap,
			  struct check_answer *answer);

/**
 * netlink_fd() - a descriptor to poll(2) for reading
 * @netlink: the connection
 */
int netlink_fd(const struct netlink *netlink);

/**
 * netlink_ready() - whether a CAPPROBE_CMD_READY arrived since the last call
 * @netlink: the connection
 */
bool netlink_ready(struct netlink *netlink);

#endif /* NETLINK_H */
