/* SPDX-License-Identifier: GPL-2.0 */
/*
 * namespace.h - the namespaces of a process
 */
#ifndef NAMESPACE_H
#define NAMESPACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* X(symbol, name in /proc/PID/ns) */
#define NAMESPACES(X)		\
	X(CGROUP, "cgroup")	\
	X(IPC, "ipc")		\
	X(MNT, "mnt")		\
	X(NET, "net")		\
	X(PID, "pid")		\
	X(USER, "user")		\
	X(UTS, "uts")

enum namespace {
#define NAMESPACE_ENUM(symbol, name) NAMESPACE_##symbol,
	NAMESPACES(NAMESPACE_ENUM)
#undef NAMESPACE_ENUM
	NAMESPACE_COUNT
};

extern const char *const namespace_names[NAMESPACE_COUNT];

/*
 * Fixed inode numbers of the initial namespaces: PROC_USER_INIT_INO and
 * PROC_PID_INIT_INO in include/linux/proc_ns.h.
 */
#define NAMESPACE_INITIAL_USER	0xEFFFFFFDU
#define NAMESPACE_INITIAL_PID	0xEFFFFFFCU

/**
 * namespace_inode() - inode number of a namespace
 * @process: a process in it (process.h)
 * @namespace: which of its namespaces
 *
 * Return: the inode number; 0 if it cannot be read.
 */
uint32_t namespace_inode(int process, enum namespace namespace);

/**
 * enum namespace_power - how a process's user namespace relates to another
 * @NAMESPACE_SELF: the same: the effective set decides
 * @NAMESPACE_OWNER: its parent, and the process's user created it
 * @NAMESPACE_ABOVE: any other ancestor: the effective set decides
 * @NAMESPACE_NONE: unrelated: its capabilities do not count there
 * @NAMESPACE_UNKNOWN: cannot be determined
 */
enum namespace_power {
	NAMESPACE_SELF,
	NAMESPACE_OWNER,
	NAMESPACE_ABOVE,
	NAMESPACE_NONE,
	NAMESPACE_UNKNOWN,
};

/**
 * namespace_power() - how a process's user namespace relates to the owner of one
 *	of its namespaces
 * @process: the process (process.h)
 * @euid: its effective uid in the initial user namespace
 * @namespace: which of its namespaces
 * @target: set to the inode number of the owning user namespace, 0 if unknown
 *
 * Does the walk of cap_capable() in security/commoncap.c with ioctl_ns(2).
 */
enum namespace_power namespace_power(int process, uid_t euid, enum namespace namespace,
				     uint32_t *target);

#endif /* NAMESPACE_H */
