/* SPDX-License-Identifier: GPL-2.0 */
/*
 * sessions.h - a client of the session file
 *
 * It uses the ABI directly instead of the program's reader, so that it can misbehave.
 */
#ifndef SESSIONS_H
#define SESSIONS_H

#include <linux/capability.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "capprobe.h"

#define PATH	"/sys/kernel/debug/" CAPPROBE_NAME "/" CAPPROBE_SESSION_FILE
#define ADMIN	(1ULL << CAP_SYS_ADMIN)
#define ALL	(~0U)

struct session {
	int				fd;
	struct capprobe_session_start	request;
	const struct capprobe_ring_head	*heads;
	struct capprobe_ring_tail	*tails;
	const struct capprobe_record	*slots;
	unsigned int			size;
};

/* Prints a result. */
void result(bool ok, const char *name);

/* Prints errno and exits. */
void die(const char *what);

/* A filter for denied checks for CAP_SYS_ADMIN, to be modified by tests. */
struct capprobe_session_start request_denied(void);

int open_session(void);

/* Return: 0 or errno. */
int start(int fd, struct capprobe_session_start *request);

/* Maps the rings of a session that was started with @request. */
struct session map_session(int fd, struct capprobe_session_start request);

struct session start_session(struct capprobe_session_start request);
void end_session(struct session *session);

/* Sums over all rings. */
unsigned long long records(const struct session *session);
unsigned long long lost(const struct session *session);

/* Marks everything as read. */
void drain(struct session *session);

void on_first_cpu(void);

/* Starts a child that causes denied checks on CPU 0 as another user. */
pid_t spawn_checks(const char *count);

/* The same, and waits for the child. */
pid_t make_checks(const char *count);

void test_refused_requests(void);
void test_refused_mappings(void);
void test_no_privilege(void);
void test_conservation(void);
void test_hostile_tails(void);
void test_flood_of_one(void);
void test_flood_of_many(void);
void test_flood_of_modules(void);
void test_owner(void);
void test_record(void);
void test_filters(void);
void test_many_sessions(void);
void test_wait(void);
void test_latency(void);
void test_flood(void);

#endif /* SESSIONS_H */
