/* SPDX-License-Identifier: GPL-2.0 */
/*
 * session_source.h - the two ways in which a session's records come
 */
#ifndef SESSION_SOURCE_H
#define SESSION_SOURCE_H

#include "kernel/session.h"

/**
 * struct session_source - a way
 * @read: see session_read()
 * @lost: see session_lost(); adds to what is 0
 * @fd: see session_fd()
 * @close: see session_close()
 */
struct session_source {
	enum status	(*read)(struct session *session, session_take take, void *context,
				bool *more);
	void		(*lost)(struct session *session, struct losses *losses);
	int		(*fd)(struct session *session);
	void		(*close)(struct session *session);
};

/* The first member of what a way keeps for a session. */
struct session {
	const struct session_source	*source;
};

/**
 * session_open_mapped() - through rings that are mapped from debugfs
 * @session: where to put it; NULL where the file cannot be opened
 * @filter: what to record
 * @ring_bytes: wanted size of each ring
 *
 * Return: STATUS_OK, also with NULL; else an error was said.
 */
enum status session_open_mapped(struct session **session, const struct capprobe_filter *filter,
				uint32_t ring_bytes);

/**
 * session_open_netlink() - through generic netlink
 * @session: where to put it
 * @filter: what to record
 * @ring_bytes: wanted size of each ring
 *
 * Return: STATUS_OK; else an error was said.
 */
enum status session_open_netlink(struct session **session, const struct capprobe_filter *filter,
				 uint32_t ring_bytes);

#endif /* SESSION_SOURCE_H */
