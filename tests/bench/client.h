/* SPDX-License-Identifier: GPL-2.0 */
/*
 * client.h - a session with the module, for the programs that measure
 *
 * They speak the ABI by themselves: in the guest there is the header, and not
 * the program's sources.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include <linux/capability.h>
#include <stdint.h>
#include <sys/types.h>

#include "capprobe.h"

#define CLIENT_USER	65534	/* who is denied */

/**
 * struct client - a session that has started
 * @fd: its file
 * @rings: how many there are
 * @size: slots in each
 * @heads: the module's side of them
 * @tails: ours
 * @slots: their slots
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
 * die() - end the program with an error
 * @what: what could not be done; errno says why
 */
void die(const char *what);

/**
 * client_open() - start a session; the program ends where it cannot
 * @client: where to put it
 * @filter: what to record
 * @ring_bytes: wanted size of each ring
 */
void client_open(struct client *client, const struct capprobe_filter *filter, uint32_t ring_bytes);

/**
 * client_records() - records written since the start, over all rings
 * @client: the session
 */
uint64_t client_records(const struct client *client);

/**
 * client_lost() - records lost since the start, over all rings and causes
 * @client: the session
 */
uint64_t client_lost(const struct client *client);

/**
 * client_fork() - fork a child: a session never shows the process that opened it
 *
 * Return: as fork(2); the program ends where that fails.
 */
pid_t client_fork(void);

/**
 * client_drop() - become CLIENT_USER
 */
void client_drop(void);

/* The capability that client_denied() and client_granted() are checked for. */
#define CLIENT_CAP	CAP_SETPCAP

/**
 * client_denied() - one denied check, as CLIENT_USER
 */
void client_denied(void);

/**
 * client_granted() - one granted check, as root
 */
void client_granted(void);

#endif /* CLIENT_H */
