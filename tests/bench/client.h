/* SPDX-License-Identifier: GPL-2.0 */
/*
 * client.h - a session with the module, for benchmarks
 *
 * They use the ABI directly, because the guest has its header but not the program's source.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <linux/capability.h>
#include <stdint.h>
#include <sys/types.h>

#include "capprobe.h"

#define CLIENT_USER	65534	/* the user for denied checks */

/**
 * struct client - a session
 * @fd: the session file
 * @rings: number of rings
 * @size: number of slots per ring
 * @heads: heads, written by the module
 * @tails: tails, written by us
 * @slots: the slots
 */
struct client {
	int				fd;
	unsigned int			rings;
	uint32_t			size;
	const struct capprobe_ring_head	*heads;
	struct capprobe_ring_tail	*tails;
	const struct capprobe_record	*slots;
};

/**
 * die() - exit with an error
 * @what: what failed; errno says why
 */
void die(const char *what);

/**
 * client_open() - start a session, or exit if that fails
 * @client: result
 * @filter: what to record
 * @ring_bytes: requested size of each ring in bytes
 */
void client_open(struct client *client, const struct capprobe_filter *filter, uint32_t ring_bytes);

/**
 * client_records() - number of records written since the start, over all rings
 * @client: the session
 */
uint64_t client_records(const struct client *client);

/**
 * client_lost() - number of records lost since the start, over all rings and causes
 * @client: the session
 */
uint64_t client_lost(const struct client *client);

/**
 * client_fork() - fork a child, because a session never shows the process that opened it
 *
 * Return: as fork(2). Exits on failure.
 */
pid_t client_fork(void);

/**
 * client_drop() - become CLIENT_USER
 */
void client_drop(void);

/* The capability that client_denied() and client_granted() are checked for. */
#define CLIENT_CAP	CAP_SETPCAP

/**
 * client_denied() - cause a denied check, as CLIENT_USER
 */
void client_denied(void);

/**
 * client_granted() - cause a granted check, as root
 */
void client_granted(void);

#endif /* CLIENT_H */
