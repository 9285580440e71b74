/* SPDX-License-Identifier: GPL-2.0 */
/*
 * netlink.h - asking the module, over its generic netlink family
 */
#ifndef NETLINK_H
#define NETLINK_H

#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/status.h"
#include "capprobe.h"
#include "kernel/losses.h"

#define NETLINK_TEXT_MAX	64

#define NETLINK_HOLDERS_MAX	16	/* the module names no more */

/**
 * struct holder - a call that keeps the module from being unloaded
 * @pid: the process
 * @comm: the name of the thread, terminated
 * @arch: AUDIT_ARCH_*
 * @syscall: the call's number in that ABI
 */
struct holder {
	uint32_t	pid;
	char		comm[CAPPROBE_COMM_LEN];
	uint32_t	arch;
	int		syscall;
};

/**
 * struct module_status - how the module is
 * @version: its version
 * @abi: its CAPPROBE_ABI
 * @hook: the back end in use
 * @lsm: whether it sees refusals by other security modules
 * @started: CLOCK_BOOTTIME when it was loaded, ns
 * @sessions: readers
 * @series: series in use
 * @series_max: room for series
 * @cgroups: cgroups known
 * @cgroups_max: room for cgroups
 * @memory: bytes that it holds
 * @losses: what was lost
 * @checks: whether its hook sees checks
 * @probes: whether its probes see anything
 * @holders: calls that keep it from being unloaded, some of them
 * @holder_count: how many of them
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
 * @take: called for each, when all are there: it may ask for something else
 * @context: for @take
 */
enum status netlink_series(struct netlink *netlink,
			   void (*take)(void *context, const struct series *series),
			   void *context);

/**
 * netlink_cgroups() - ask for all cgroups
 * @netlink: the connection
 * @take: called for each, once or more often, and asks for nothing on the same
 *	connection
 * @context: for @take
 */
enum status netlink_cgroups(struct netlink *netlink,
			    void (*take)(void *context, const struct cgroup *cgroup),
			    void *context);

/**
 * netlink_cgroup() - ask for one cgroup
 * @netlink: the connection
 * @id: its id
 * @take: called for it, unless the module does not know it
 * @context: for @take
 */
enum status netlink_cgroup(struct netlink *netlink, uint64_t id,
			   void (*take)(void *context, const struct cgroup *cgroup),
			   void *context);

/**
 * struct check_answer - what the kernel would answer a process
 * @host: where it is asked about in the initial user namespace
 * @own: where it is asked about in the process's own
 */
struct check_answer {
	enum capprobe_reason	host;
	enum capprobe_reason	own;
};

/**
 * netlink_check() - ask what the kernel would answer a process that needs a
 *	capability
 * @netlink: the connection
 * @pid: the process
 * @cap: the capability
 * @answer: where to
 *
 * Return: STATUS_OK; else an error was said, for a process that there is not too.
 */
enum status netlink_check(struct netlink *netlink, pid_t pid, unsigned int cap,
			  struct check_answer *answer);

/* Called for each message of an answer; anything but 0 if it cannot be. */
typedef int (*netlink_parse)(struct nlmsghdr *header, void *context);

/**
 * netlink_message() - a command to the module
 * @netlink: the connection
 * @command: which
 * @flags: NLM_F_*
 *
 * Return: the message; NULL where there is no memory, which was said.
 */
struct nl_msg *netlink_message(struct netlink *netlink, enum capprobe_cmd command, int flags);

/**
 * netlink_ask() - send a command and take what is answered
 * @netlink: the connection
 * @message: the command, freed here; or NULL, whose reason was said
 * @parse: called for each message of the answer
 * @context: for @parse
 * @error: errno that the module answered, or 0
 */
enum status netlink_ask(struct netlink *netlink, struct nl_msg *message, netlink_parse parse,
			void *context, int *error);

/**
 * netlink_parse_loss() - take a nest of enum capprobe_loss_attr
 * @nest: the nest
 * @losses: where to
 *
 * Return: anything but 0 if it cannot be.
 */
int netlink_parse_loss(struct nlattr *nest, struct losses *losses);

/**
 * netlink_parse_flooder() - take a nest of enum capprobe_flooder_attr
 * @nest: the nest
 * @losses: added to
 *
 * Return: anything but 0 if it cannot be.
 */
int netlink_parse_flooder(struct nlattr *nest, struct losses *losses);

/**
 * netlink_fd() - a descriptor that poll(2) finds readable when something came
 * @netlink: the connection
 */
int netlink_fd(const struct netlink *netlink);

/**
 * netlink_ready() - whether a CAPPROBE_CMD_READY came since this was asked
 * @netlink: the connection
 */
bool netlink_ready(struct netlink *netlink);

#endif /* NETLINK_H */
