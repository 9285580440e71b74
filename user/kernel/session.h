/* SPDX-License-Identifier: GPL-2.0 */
/*
 * session.h - a session with the module: its records, in the order of time
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

/* Called for each record, with its text. */
typedef void (*session_take)(void *context, const struct capprobe_record *record,
			     const char *text, size_t length);

/**
 * session_open() - start a session
 * @session: where to put it
 * @filter: what to record
 *
 * Through rings that are mapped from debugfs; where that is not to be had, over
 * generic netlink.
 *
 * Return: STATUS_OK; else an error was said.
 */
enum status session_open(struct session **session, const struct capprobe_filter *filter);

/**
 * session_close() - end it
 * @session: the session, or NULL
 */
void session_close(struct session *session);

/**
 * session_fd() - a descriptor that poll(2) finds readable when there is
 *	something to read
 * @session: the session
 */
int session_fd(struct session *session);

/**
 * session_read() - read what there is, those of all CPUs together by time
 * @session: the session
 * @take: called for each record
 * @context: for @take
 * @more: where to say whether more has come meanwhile, of which the descriptor
 *	does not tell
 */
enum status session_read(struct session *session, session_take take, void *context, bool *more);

/**
 * session_lost() - what was lost since the start
 * @session: the session
 * @losses: where to
 */
void session_lost(struct session *session, struct losses *losses);

/**
 * session_obstacle() - why rings cannot be mapped here
 *
 * Return: that in words; NULL where they can.
 */
const char *session_obstacle(void);

#endif /* SESSION_H */
