/* SPDX-License-Identifier: GPL-2.0 */
/*
 * session.h - a session with the module: its rings, read in the order of time
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdint.h>

#include "capprobe.h"
#include "status.h"

struct session;

/**
 * session_open() - start a session
 * @session: where to put it
 * @filter: what to record
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
int session_fd(const struct session *session);

/**
 * session_read() - read what there is, all rings together by time
 * @session: the session
 * @take: called for each record, with its text
 * @context: for @take
 */
enum status session_read(struct session *session,
			 void (*take)(void *context, const struct capprobe_record *record,
				      const char *text, size_t length),
			 void *context);

/**
 * session_lost() - how many records were lost since the start
 * @session: the session
 * @lost: where to, by cause
 */
void session_lost(const struct session *session, uint64_t lost[CAPPROBE_LOSS_COUNT]);

#endif /* SESSION_H */
