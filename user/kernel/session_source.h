/* SPDX-License-Identifier: GPL-2.0 */
/*
 * session_source.h - the two transports of a session
 */
#ifndef SESSION_SOURCE_H
#define SESSION_SOURCE_H

#include "kernel/session.h"

/**
 * struct session_source - a transport
 * @read: see session_read()
 * @lost: see session_lost(); gets zeroed counters
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

/* First member of a transport's own structure. */
struct session {
	const struct session_source	*source;
};

/**
 * session_open_mapped() - start a session with rings mapped through debugfs
 * @session: result; NULL if the file cannot be opened
 * @filter: what to record
 * @ring_bytes: requested size of each ring in bytes
 *
 * Return: STATUS_OK, also if @session is NULL; else the error has been reported.
 */
enum status session_open_mapped(struct session **session, const struct capprobe_filter *filter,
				uint32_t ring_bytes);

/**
 * session_open_netlink() - start a session over generic netlink
 * @session: result
 * @filter: what to record
 * @ring_bytes: requested size of each ring in bytes
 *
 * Return: STATUS_OK; else the error has been reported.
 */
enum status session_open_netlink(struct session **session, const struct capprobe_filter *filter,
				 uint32_t ring_bytes);

#endif /* SESSION_SOURCE_H */
