/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ring.h - read a ring of a session
 */
#ifndef RING_H
#define RING_H

#include <stddef.h>
#include <stdint.h>

#include "capprobe.h"
#include "kernel/losses.h"

#define RING_TEXT_MAX	UINT16_MAX	/* bytes of a record's text */

/**
 * struct ring - a mapped ring
 * @head: written by the kernel
 * @tail: written by us
 * @slots: the slots
 * @size: number of slots, a power of two
 * @read: number of slots read, released or not
 * @end: value of the head at the last ring_refresh()
 */
struct ring {
	const struct capprobe_ring_head	*head;
	struct capprobe_ring_tail	*tail;
	const struct capprobe_record	*slots;
	uint32_t			size;
	uint64_t			read;
	uint64_t			end;
};

/**
 * enum ring_result - result of reading a ring
 * @RING_EMPTY: nothing to read
 * @RING_RECORD: a record
 * @RING_DAMAGED: invalid contents; the ring cannot be read any further
 */
enum ring_result {
	RING_EMPTY,
	RING_RECORD,
	RING_DAMAGED,
};

/**
 * ring_refresh() - load the head
 * @ring: the ring
 *
 * Return: RING_RECORD if there is something to read.
 */
enum ring_result ring_refresh(struct ring *ring);

/**
 * ring_peek() - get the next record before the head of the last ring_refresh()
 * @ring: the ring
 * @record: result, a pointer into the ring, valid until ring_release()
 *
 * The record is validated: its type, capability and reasons are in range and can be
 * used as an index, and its comm is terminated.
 */
enum ring_result ring_peek(const struct ring *ring, const struct capprobe_record **record);

/**
 * ring_text() - copy the text of the current record
 * @ring: the ring
 * @record: the record from ring_peek()
 * @text: buffer of RING_TEXT_MAX bytes; the text is not terminated
 *
 * Return: length of the text in bytes.
 */
size_t ring_text(const struct ring *ring, const struct capprobe_record *record, char *text);

/**
 * ring_skip() - advance past the current record
 * @ring: the ring
 * @record: the record from ring_peek()
 */
void ring_skip(struct ring *ring, const struct capprobe_record *record);

/**
 * ring_lost() - add up what did not fit the ring
 * @ring: the ring
 * @losses: counters to add to
 */
void ring_lost(const struct ring *ring, struct losses *losses);

/**
 * ring_release() - give the slots that were read back to the kernel
 * @ring: the ring
 */
void ring_release(struct ring *ring);

#endif /* RING_H */
