/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * capprobe.h - the interface between the module and the program
 *
 * The record, the rings that carry it, the control of a session, and the generic
 * netlink family. Any change of a layout or a meaning raises CAPPROBE_ABI; the
 * program refuses a module with a different number.
 */
#ifndef CAPPROBE_H
#define CAPPROBE_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define CAPPROBE_ABI		2
#define CAPPROBE_NAME		"capprobe"
#define CAPPROBE_SESSION_FILE	"session"

#define CAPPROBE_COMM_LEN	16	/* TASK_COMM_LEN */

/*
 * The layer that refused, in the order in which a system call passes them.
 * X(symbol, name)
 */
#define CAPPROBE_LAYERS(X)						\
	X(NONE,			"none")					\
	X(SECCOMP,		"seccomp")				\
	X(CAPABILITY,		"capability")				\
	X(LSM,			"lsm")					\
	X(KERNEL,		"kernel")

/*
 * Why a check or a call was granted or refused. The reason implies the layer, which
 * is NONE if nothing refused. SUPERVISOR: a filter deferred to another process,
 * which faked success. INTERRUPTED: a signal ended the call before that process
 * answered. UNFOLLOWED: the call could not be followed, its result is unknown.
 * X(symbol, name, layer)
 */
#define CAPPROBE_REASONS(X)						\
	X(EFFECTIVE,		"effective",		NONE)		\
	X(OWNER,		"owner",		NONE)		\
	X(NOT_EFFECTIVE,	"not-effective",	CAPABILITY)	\
	X(NOT_PERMITTED,	"not-permitted",	CAPABILITY)	\
	X(NOT_BOUNDING,		"not-bounding",		CAPABILITY)	\
	X(USERNS,		"userns",		CAPABILITY)	\
	X(LSM,			"lsm",			LSM)		\
	X(SECCOMP,		"seccomp",		SECCOMP)	\
	X(MODULES_DISABLED,	"modules-disabled",	KERNEL)		\
	X(LOCKDOWN,		"lockdown",		KERNEL)		\
	X(SIGNATURE,		"signature",		KERNEL)		\
	X(BLACKLISTED,		"blacklisted",		KERNEL)		\
	X(VERSION_MAGIC,	"version-magic",	KERNEL)		\
	X(MISSING_FILE,		"missing-file",		KERNEL)		\
	X(OTHER,		"other",		KERNEL)		\
	X(SUPERVISOR,		"supervisor",		NONE)		\
	X(INTERRUPTED,		"interrupted",		NONE)		\
	X(UNFOLLOWED,		"unfollowed",		NONE)

/*
 * Why a record, or an event that should have become one, was lost. For UNATTRIBUTED,
 * only the cgroup it belongs to was lost.
 * X(symbol, name)
 */
#define CAPPROBE_LOSSES(X)						\
	X(RING_FULL,		"ring-full")				\
	X(NMI,			"nmi")					\
	X(UNFOLLOWED,		"unfollowed")				\
	X(UNCOUNTED,		"uncounted")				\
	X(MISSED,		"missed")				\
	X(UNATTRIBUTED,		"unattributed")				\
	X(RING_SHARE,		"ring-share")

/*
 * Whether the module's hook or its probes are hit. BREAKPOINT: only by a breakpoint,
 * in whose handler little can be done.
 * X(symbol, name)
 */
#define CAPPROBE_SIGHTS(X)						\
	X(SEEN,			"seen")					\
	X(BREAKPOINT,		"breakpoint")				\
	X(UNSEEN,		"unseen")

#define CAPPROBE_ENUM(symbol, ...)	CAPPROBE_##symbol,
#define CAPPROBE_LAYER_ENUM(symbol, ...)	CAPPROBE_LAYER_##symbol,
#define CAPPROBE_LOSS_ENUM(symbol, ...)	CAPPROBE_LOST_##symbol,
#define CAPPROBE_SIGHT_ENUM(symbol, ...)	CAPPROBE_SIGHT_##symbol,

enum capprobe_layer {
	CAPPROBE_LAYERS(CAPPROBE_LAYER_ENUM)
	CAPPROBE_LAYER_COUNT
};

enum capprobe_reason {
	CAPPROBE_REASONS(CAPPROBE_ENUM)
	CAPPROBE_REASON_COUNT
};

enum capprobe_loss {
	CAPPROBE_LOSSES(CAPPROBE_LOSS_ENUM)
	CAPPROBE_LOSS_COUNT
};

enum capprobe_sight {
	CAPPROBE_SIGHTS(CAPPROBE_SIGHT_ENUM)
	CAPPROBE_SIGHT_COUNT
};

/**
 * enum capprobe_type - what a record is about
 * @CAPPROBE_TYPE_CHECK: a capability check
 * @CAPPROBE_TYPE_MODULE: a module system call, followed until it returned
 * @CAPPROBE_TYPE_CGROUP: a cgroup seen for the first time
 * @CAPPROBE_TYPE_CALL: another followed system call that a filter refused, or
 *	that could not be followed
 */
enum capprobe_type {
	CAPPROBE_TYPE_CHECK,
	CAPPROBE_TYPE_MODULE,
	CAPPROBE_TYPE_CGROUP,
	CAPPROBE_TYPE_CALL,
	CAPPROBE_TYPE_COUNT
};

/* struct capprobe_record.flags */
#define CAPPROBE_NOAUDIT	(1 << 0)	/* CAP_OPT_NOAUDIT */
#define CAPPROBE_INSETID	(1 << 1)	/* CAP_OPT_INSETID */
#define CAPPROBE_OVERRIDDEN	(1 << 2)	/* not the task's own credentials */
#define CAPPROBE_INTERRUPT	(1 << 3)	/* made by an interrupt while the task ran */
#define CAPPROBE_TEXT_UNKNOWN	(1 << 4)	/* the file or module could not be determined */

/**
 * struct capprobe_record - a slot of a ring
 * @time: CLOCK_BOOTTIME, nanoseconds
 * @cgroup: id of the task's cgroup: in the default hierarchy, or in that of the pids
 *	controller if it has its own; of the root if the check was made in an interrupt
 * @type: enum capprobe_type
 * @cap: the capability that was checked
 * @reason: enum capprobe_reason
 * @cap_reason: result of the capability check; for a call that never reached it, what
 *	the result would have been
 * @flags: CAPPROBE_NOAUDIT and so on
 * @text_len: length in bytes of the text in the following slots: the file or module of
 *	a module call, or the path of a cgroup; not NUL-terminated
 * @error: for a call: 0, a negative errno, or the signal that ended it
 * @syscall: number in the ABI of @arch, or -1 outside of system calls
 * @arch: AUDIT_ARCH_*
 * @pid: the process (the kernel's tgid), in the initial pid namespace
 * @tid: the thread, in the initial pid namespace
 * @uid: real user id, in the initial user namespace
 * @gid: real group id, in the initial user namespace
 * @userns: inode number of the credentials' user namespace
 * @target_userns: inode number of the user namespace in which the check was made
 * @effective: effective set of the credentials that were checked
 * @permitted: permitted set
 * @inheritable: inheritable set
 * @bounding: bounding set
 * @ambient: ambient set
 * @comm: name of the thread, NUL-terminated
 * @reserved: 0
 *
 * Two cache lines of 64 bytes; the slots of a ring are aligned to them.
 *
 * Cache lines that a check touches in the kernel, apart from the stack, per-CPU variables
 * and what its caller has touched, such as the credentials:
 *
 *	always		the mask of wanted checks
 *	counted		two of the task, two of its css_set and cgroup, the cgroup's
 *			kernfs node; the bucket, the series, for a refusal its last
 *			time; this CPU's count
 *	wanted		the sessions' filters; the bits of the process and the user
 *	recorded	the session and its rings; the ring's head; two for the slot;
 *			the two user namespaces; the task's registers and name
 *
 * Of these, other CPUs write only the last time, once per tick, and the tail of a ring,
 * which is read once per turn of the ring.
 */
struct capprobe_record {
	__u64	time;
	__u64	cgroup;
	__u8	type;
	__u8	cap;
	__u8	reason;
	__u8	cap_reason;
	__u16	flags;
	__u16	text_len;
	__s32	error;
	__s32	syscall;
	__u32	arch;
	__u32	pid;
	__u32	tid;
	__u32	uid;
	__u32	gid;
	__u32	userns;
	__u32	target_userns;
	__u32	reserved;
	__u64	effective;
	__u64	permitted;
	__u64	inheritable;
	__u64	bounding;
	__u64	ambient;
	char	comm[CAPPROBE_COMM_LEN];
	__u64	reserved2;
};

/* Limits of the size of a session's rings, in bytes of records per CPU. */
#define CAPPROBE_RING_MIN	(64 << 10)
#define CAPPROBE_RING_MAX	(64 << 20)

#define CAPPROBE_FILTER_IDS	16	/* maximum entries of each list of a filter */

/* struct capprobe_filter.flags */
#define CAPPROBE_FILTER_NOAUDIT	(1 << 0)	/* include checks made with NOAUDIT */
#define CAPPROBE_FILTER_MODULE	(1 << 1)	/* module calls */
#define CAPPROBE_FILTER_CGROUP	(1 << 2)	/* cgroups when they are first seen */
#define CAPPROBE_FILTER_FLAGS	((1 << 3) - 1)

/**
 * struct capprobe_filter - what a session records
 * @granted: mask of the capabilities for which to record granted checks
 * @denied: the same for denied checks
 * @reasons: mask of the reasons to record, 1 << enum capprobe_reason
 * @flags: CAPPROBE_FILTER_*
 * @pid_count: number of entries in @pids; 0 for all processes
 * @uid_count: number of entries in @uids; 0 for all users
 * @cgroup_count: number of entries in @cgroups; 0 for all cgroups
 * @reserved: 0
 * @pids: processes
 * @uids: real user ids
 * @cgroups: ids of cgroups; descendants are included
 *
 * @granted and @denied apply to checks, @denied also to calls that a filter refused; the
 * other fields apply to checks and calls alike. A session never records the process that
 * opened it.
 */
struct capprobe_filter {
	__u64	granted;
	__u64	denied;
	__u32	reasons;
	__u32	flags;
	__u32	pid_count;
	__u32	uid_count;
	__u32	cgroup_count;
	__u32	reserved;
	__u32	pids[CAPPROBE_FILTER_IDS];
	__u32	uids[CAPPROBE_FILTER_IDS];
	__u64	cgroups[CAPPROBE_FILTER_IDS];
};

/**
 * struct capprobe_session_start - argument of CAPPROBE_IOC_START
 * @abi: in: CAPPROBE_ABI of the program; out: that of the module
 * @ring_bytes: in: requested size of each ring; out: actual size, a power of two
 * @rings: out: number of rings, one per possible CPU
 * @reserved: 0
 * @filter: what to record
 */
struct capprobe_session_start {
	__u32			abi;
	__u32			ring_bytes;
	__u32			rings;
	__u32			reserved;
	struct capprobe_filter	filter;
};

#define CAPPROBE_IOC_START	_IOWR('c', 1, struct capprobe_session_start)

/*
 * Offsets for mmap(2) of a started session: the heads (read-only), the tails (writable)
 * and the slots (read-only) of all rings, each an array indexed by CPU. MAP_SHARED only.
 */
#define CAPPROBE_MMAP_HEADS	0x000000000ULL
#define CAPPROBE_MMAP_TAILS	0x100000000ULL
#define CAPPROBE_MMAP_SLOTS	0x200000000ULL

#define CAPPROBE_FLOODERS	8

/**
 * struct capprobe_flooder - a cgroup that lost records
 * @cgroup: its id; 0 for an unused entry
 * @lost: number of records; may be too high, but never too low. A cgroup that accounts
 *	for an eighth of all losses or more is never missing
 */
struct capprobe_flooder {
	__u64	cgroup;
	__u64	lost;
};

/**
 * struct capprobe_ring_head - the producer's side of a ring
 * @head: slots filled since the start; slot number n is at index n modulo the size
 * @records: records written since the start, each of one slot or more
 * @tail_seen: the kernel's cached copy of the tail
 * @lost: records that matched the filter but could not be written, by type and cause
 * @flooders: the cgroups that lost most checks and calls
 * @reserved: 0
 *
 * Written by the kernel on the ring's own CPU only. @head is stored with release
 * semantics after the slots: load it with acquire semantics.
 */
struct capprobe_ring_head {
	__u64			head;
	__u64			records;
	__u64			tail_seen;
	__u64			lost[CAPPROBE_TYPE_COUNT][CAPPROBE_LOSS_COUNT];
	struct capprobe_flooder	flooders[CAPPROBE_FLOODERS];
	__u64			reserved[64 - 3 - CAPPROBE_TYPE_COUNT * CAPPROBE_LOSS_COUNT -
					 2 * CAPPROBE_FLOODERS];
};

/**
 * struct capprobe_ring_tail - the consumer's side of a ring
 * @tail: slots read since the start; store it with release semantics after reading
 * @reserved: for the reader's own use
 */
struct capprobe_ring_tail {
	__u64	tail;
	__u64	reserved[15];
};

/*
 * What a series is a sum of, if it is not for a single cgroup. GONE: removed cgroups whose
 * space was needed. DISPLACED: cgroups that were alive, but idle, or in a subtree that had
 * far more than others, when others needed their space; from then on they start again from
 * zero. UNATTRIBUTED: cgroups that found no space, or none within the share of their
 * subtree, see CAPPROBE_LOST_UNATTRIBUTED.
 * X(symbol, name)
 */
#define CAPPROBE_SUMS(X)						\
	X(GONE,			"gone")					\
	X(DISPLACED,		"displaced")				\
	X(UNATTRIBUTED,		"unattributed")

#define CAPPROBE_SUM_ENUM(symbol, ...)	CAPPROBE_SUM_##symbol,

enum capprobe_sum {
	CAPPROBE_SUMS(CAPPROBE_SUM_ENUM)
	CAPPROBE_SUM_COUNT
};

/* Used instead of the id of a cgroup. No cgroup has such an id. */
#define CAPPROBE_SUM_ID(sum)	(-(__u64)(sum))

/**
 * struct capprobe_series_key - what a series counts
 * @cgroup: id of a cgroup, or CAPPROBE_SUM_ID() of a sum
 * @type: enum capprobe_type
 * @cap: the capability
 * @reason: enum capprobe_reason
 * @cap_reason: as in struct capprobe_record
 * @noaudit: 1 for checks made with NOAUDIT
 * @reserved: 0
 */
struct capprobe_series_key {
	__u64	cgroup;
	__u8	type;
	__u8	cap;
	__u8	reason;
	__u8	cap_reason;
	__u8	noaudit;
	__u8	reserved[3];
};

/**
 * enum capprobe_cmd - commands of the generic netlink family, which
 *	doc/netlink/capprobe.yaml describes
 * @CAPPROBE_CMD_STATUS: do: enum capprobe_status_attr
 * @CAPPROBE_CMD_SERIES: dump: enum capprobe_series_attr
 * @CAPPROBE_CMD_CGROUPS: do, with CAPPROBE_CGROUP_ID, and dump: enum
 *	capprobe_cgroup_attr
 * @CAPPROBE_CMD_START: do: starts a session on this socket, with
 *	CAPPROBE_SESSION_FILTER and CAPPROBE_SESSION_RING_BYTES; answers with the
 *	actual size of each ring. Closing the socket ends the session
 * @CAPPROBE_CMD_READ: do: takes the oldest records of this socket's session, up to
 *	CAPPROBE_READ_SLOTS slots. After an answer without records, a
 *	CAPPROBE_CMD_READY will be sent
 * @CAPPROBE_CMD_READY: sent once to the socket when there is something to read
 *	again
 * @CAPPROBE_CMD_CHECK: do: what the kernel would answer a process that needs a
 *	capability: enum capprobe_check_attr
 */
enum capprobe_cmd {
	CAPPROBE_CMD_UNSPEC,
	CAPPROBE_CMD_STATUS,
	CAPPROBE_CMD_SERIES,
	CAPPROBE_CMD_CGROUPS,
	CAPPROBE_CMD_START,
	CAPPROBE_CMD_READ,
	CAPPROBE_CMD_READY,
	CAPPROBE_CMD_CHECK,
};

#define CAPPROBE_READ_SLOTS	128	/* more than the longest record takes */

enum capprobe_status_attr {
	CAPPROBE_STATUS_UNSPEC,
	CAPPROBE_STATUS_PAD,
	CAPPROBE_STATUS_VERSION,	/* string: of the module */
	CAPPROBE_STATUS_ABI,		/* u32: CAPPROBE_ABI of the module */
	CAPPROBE_STATUS_HOOK,		/* string: back end in use */
	CAPPROBE_STATUS_LSM,		/* flag: observes refusals by other security modules */
	CAPPROBE_STATUS_STARTED,	/* u64: CLOCK_BOOTTIME at load, ns */
	CAPPROBE_STATUS_SESSIONS,	/* u32: readers */
	CAPPROBE_STATUS_SERIES,		/* u32: series in use */
	CAPPROBE_STATUS_SERIES_MAX,	/* u32: limit of series */
	CAPPROBE_STATUS_CGROUPS,	/* u32: cgroups known */
	CAPPROBE_STATUS_CGROUPS_MAX,	/* u32: limit of cgroups */
	CAPPROBE_STATUS_MEMORY,		/* u64: bytes allocated, including rings */
	CAPPROBE_STATUS_LOSS,		/* nests of enum capprobe_loss_attr */
	CAPPROBE_STATUS_CHECKS,		/* u32: enum capprobe_sight, for the hook */
	CAPPROBE_STATUS_PROBES,		/* u32: enum capprobe_sight, for the probes */
	CAPPROBE_STATUS_HOLDER,		/* up to 16 nests of enum capprobe_holder_attr */
	CAPPROBE_STATUS_FLOODER,	/* nests of enum capprobe_flooder_attr */
	CAPPROBE_STATUS_COUNT,
};

/* One for each type and cause with losses. */
enum capprobe_loss_attr {
	CAPPROBE_LOSS_ATTR_UNSPEC,
	CAPPROBE_LOSS_ATTR_PAD,
	CAPPROBE_LOSS_ATTR_CAUSE,	/* u32: enum capprobe_loss */
	CAPPROBE_LOSS_ATTR_LOST,	/* u64 */
	CAPPROBE_LOSS_ATTR_TYPE,	/* u32: enum capprobe_type; missing outside of rings */
	CAPPROBE_LOSS_ATTR_COUNT,
};

/* A call in progress that keeps the module from being unloaded. */
enum capprobe_holder_attr {
	CAPPROBE_HOLDER_UNSPEC,
	CAPPROBE_HOLDER_PID,		/* u32: the process, in the initial pid namespace */
	CAPPROBE_HOLDER_COMM,		/* binary: name of the thread, CAPPROBE_COMM_LEN bytes */
	CAPPROBE_HOLDER_ARCH,		/* u32: AUDIT_ARCH_* */
	CAPPROBE_HOLDER_SYSCALL,	/* s32: number in that ABI */
	CAPPROBE_HOLDER_COUNT,
};

/* One for each struct capprobe_flooder, merged across CPUs. */
enum capprobe_flooder_attr {
	CAPPROBE_FLOODER_ATTR_UNSPEC,
	CAPPROBE_FLOODER_ATTR_PAD,
	CAPPROBE_FLOODER_ATTR_CGROUP,	/* u64 */
	CAPPROBE_FLOODER_ATTR_LOST,	/* u64 */
	CAPPROBE_FLOODER_ATTR_COUNT,
};

enum capprobe_series_attr {
	CAPPROBE_SERIES_UNSPEC,
	CAPPROBE_SERIES_PAD,
	CAPPROBE_SERIES_KEY,		/* binary: struct capprobe_series_key */
	CAPPROBE_SERIES_TOTAL,		/* u64: the count */
	CAPPROBE_SERIES_LAST_TIME,	/* u64: CLOCK_BOOTTIME, ns */
	CAPPROBE_SERIES_LAST_PID,	/* u32 */
	CAPPROBE_SERIES_LAST_COMM,	/* binary: CAPPROBE_COMM_LEN bytes */
	CAPPROBE_SERIES_COUNT,
};

enum capprobe_cgroup_attr {
	CAPPROBE_CGROUP_UNSPEC,
	CAPPROBE_CGROUP_PAD,
	CAPPROBE_CGROUP_ID,		/* u64 */
	CAPPROBE_CGROUP_PATH,		/* binary: the path, not NUL-terminated */
	CAPPROBE_CGROUP_GONE,		/* flag: has been removed */
	CAPPROBE_CGROUP_COUNT,
};

enum capprobe_session_attr {
	CAPPROBE_SESSION_UNSPEC,
	CAPPROBE_SESSION_FILTER,	/* binary: struct capprobe_filter */
	CAPPROBE_SESSION_RING_BYTES,	/* u32: of each ring */
	CAPPROBE_SESSION_RECORDS,	/* binary: slots of whole records, by time */
	CAPPROBE_SESSION_LOSS,		/* nests of enum capprobe_loss_attr */
	CAPPROBE_SESSION_FLOODER,	/* nests of enum capprobe_flooder_attr */
	CAPPROBE_SESSION_COUNT,
};

enum capprobe_check_attr {
	CAPPROBE_CHECK_UNSPEC,
	CAPPROBE_CHECK_PID,		/* u32: process or thread, in the initial pid namespace */
	CAPPROBE_CHECK_CAP,		/* u32: the capability */
	CAPPROBE_CHECK_HOST,		/* u32: enum capprobe_reason, in the initial user namespace */
	CAPPROBE_CHECK_OWN,		/* u32: the same, in the process's own user namespace */
	CAPPROBE_CHECK_COUNT,
};

#endif /* CAPPROBE_H */
