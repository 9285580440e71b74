/* SPDX-License-Identifier: GPL-2.0 */
/*
 * namespace.h - the namespaces of a process
 */
#ifndef NAMESPACE_H
#define NAMESPACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* X(symbol, name): as in /proc/PID/ns. */
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
 * The initial namespaces have fixed inode numbers: include/linux/proc_ns.h,
 * PROC_USER_INIT_INO and PROC_PID_INIT_INO.
 */
#define NAMESPACE_INITIAL_USER	0xEFFFFFFDU
#define NAMESPACE_INITIAL_PID	0xEFFFFFFCU

/**
 * namespace_inode() - what tells a namespace from others
 * @process: a process that is in it (process.h)
 * @namespace: which of its namespaces
 *
 * Return: the inode number; 0 where it cannot be read.
 */
uint32_t namespace_inode(int process, enum namespace namespace);

/**
 * enum namespace_power - what a process's user namespace is to another
 * @NAMESPACE_SELF: the same: the effective set decides
 * @NAMESPACE_OWNER: its parent, and the process's user has made it
 * @NAMESPACE_ABOVE: an ancestor otherwise: the effective set decides
 * @NAMESPACE_NONE: neither: no capability of it counts there
 * @NAMESPACE_UNKNOWN: that cannot be told
 */
enum namespace_power {
	NAMESPACE_SELF,
	NAMESPACE_OWNER,
	NAMESPACE_ABOVE,
	NAMESPACE_NONE,
	NAMESPACE_UNKNOWN,
};

/**
 * namespace_power() - what a process's user namespace is to the one that one of
 *	its namespaces belongs to
 * @process: the process (process.h)
 * @euid: its effective user, as the host numbers it
 * @namespace: which of its namespaces
 * @target: where to put the inode number of the user namespace that it belongs
 *	to
 *
 * The walk of cap_capable() in security/commoncap.c, by ioctl_ns(2).
 */
enum namespace_power namespace_power(int process, uid_t euid, enum namespace namespace,
				     uint32_t *target);

#endif /* NAMESPACE_H */
