/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ring.h - reading one ring of a session
 */
#ifndef RING_H
#define RING_H

#include <stddef.h>
#include <stdint.h>

#include "capprobe.h"
#include "kernel/losses.h"

#define RING_TEXT_MAX	UINT16_MAX	/* bytes of a record's text */

/**
 * struct ring - one ring, as it is mapped
 * @head: the kernel's side
 * @tail: ours
 * @slots: the slots
 * @size: how many, a power of two
 * @read: slots that are read, told to the kernel or not yet
 * @end: the head, when it was last looked at
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
 * enum ring_result - what a look at a ring gave
 * @RING_EMPTY: nothing to read
 * @RING_RECORD: a record
 * @RING_DAMAGED: what is there cannot be; the ring cannot be read any more
 */
enum ring_result {
	RING_EMPTY,
	RING_RECORD,
	RING_DAMAGED,
};

/**
 * ring_refresh() - look at the head again
 * @ring: the ring
 *
 * Return: RING_RECORD where there is something to read.
 */
enum ring_result ring_refresh(struct ring *ring);

/**
 * ring_peek() - the next record, up to the head that was last looked at
 * @ring: the ring
 * @record: where to put it; it stays in the ring until ring_release()
 *
 * Every field of a record that is given can be used as an index: its type,
 * capability and reasons are known ones, and its name is terminated.
 */
enum ring_result ring_peek(const struct ring *ring, const struct capprobe_record **record);

/**
 * ring_text() - copy the text of the record that ring_peek() gave
 * @ring: the ring
 * @record: the record
 * @text: where to, RING_TEXT_MAX bytes at the most; not terminated
 *
 * Return: how many bytes.
 */
size_t ring_text(const struct ring *ring, const struct capprobe_record *record, char *text);

/**
 * ring_skip() - go on behind the record that ring_peek() gave
 * @ring: the ring
 * @record: the record
 */
void ring_skip(struct ring *ring, const struct capprobe_record *record);

/**
 * ring_lost() - what the ring had no room for
 * @ring: the ring
 * @losses: added to
 */
void ring_lost(const struct ring *ring, struct losses *losses);

/**
 * ring_release() - give the slots that are read back to the kernel
 * @ring: the ring
 */
void ring_release(struct ring *ring);

#endif /* RING_H */
