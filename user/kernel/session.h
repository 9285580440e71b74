/* SPDX-License-Identifier: GPL-2.0 */
/*
 * session.h - read records from the module, ordered by time
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "capprobe.h"
#include "kernel/losses.h"

struct session;

/*
 * Called for each record, with its text, which is not terminated. Reading stops
 * unless it returns STATUS_OK.
 */
typedef enum status (*session_take)(void *context, const struct capprobe_record *record,
				    const char *text, size_t length);

/**
 * session_open() - start a session
 * @session: result
 * @filter: what to record
 *
 * Maps rings through debugfs; if that is not available, uses generic netlink.
 *
 * Return: STATUS_OK; else the error has been reported.
 */
enum status session_open(struct session **session, const struct capprobe_filter *filter);

/**
 * session_close() - end a session
 * @session: the session, or NULL
 */
void session_close(struct session *session);

/**
 * session_fd() - a descriptor to poll(2) for reading
 * @session: the session
 */
int session_fd(struct session *session);

/**
 * session_read() - read all available records, merged by time across CPUs
 * @session: the session
 * @take: called for each record
 * @context: for @take
 * @more: set if there may be more that poll(2) would not report
 */
enum status session_read(struct session *session, session_take take, void *context, bool *more);

/**
 * session_lost() - get the losses since the start of the session
 * @session: the session
 * @losses: result
 */
void session_lost(struct session *session, struct losses *losses);

/**
 * session_obstacle() - why rings cannot be mapped
 *
 * Return: a message; NULL if they can.
 */
const char *session_obstacle(void);

#endif /* SESSION_H */
