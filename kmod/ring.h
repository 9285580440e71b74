/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ring.h - the rings of a session, one for each possible CPU
 *
 * A ring is written by its own CPU only, with interrupts off, and mapped into
 * user space. User space can write the tails, which are only used to calculate
 * how much room there is.
 */
#ifndef CAPPROBE_RING_H
#define CAPPROBE_RING_H

#include <linux/kernel.h>
#include <linux/smp.h>

#include "capprobe.h"
#include "loss.h"
#include "share.h"

/**
 * struct capprobe_rings - the rings of one session
 * @heads: one for each possible CPU, read-only for user space
 * @tails: one for each possible CPU, writable by user space
 * @slots: the slots of all rings, CPU by CPU
 * @shares: one for each possible CPU
 * @seed: seed for @shares
 * @common: slots in each ring that are not subject to @shares
 * @size: slots in each ring, a power of two
 */
struct capprobe_rings {
	struct capprobe_ring_head	*heads;
	struct capprobe_ring_tail	*tails;
	struct capprobe_record		*slots;
	struct capprobe_shares		*shares;
	u64				seed;
	u64				common;
	u32				size;
};

/**
 * capprobe_rings_alloc() - allocate the rings, zeroed
 * @rings: filled in
 * @bytes: size of each ring, rounded up to a power of two
 *
 * Context: process context, may sleep.
 * Return: 0, -ENOMEM, or -EINVAL unless @bytes is between CAPPROBE_RING_MIN and
 * CAPPROBE_RING_MAX.
 */
int capprobe_rings_alloc(struct capprobe_rings *rings, u32 bytes);

/**
 * capprobe_rings_free() - free the rings
 * @rings: the rings; may be all zeroes
 *
 * Context: process context.
 */
void capprobe_rings_free(struct capprobe_rings *rings);

/**
 * capprobe_rings_bytes() - memory used by the rings
 * @rings: the rings; may be all zeroes
 */
size_t capprobe_rings_bytes(const struct capprobe_rings *rings);

/**
 * capprobe_rings_pending() - whether any ring has unread slots
 * @rings: the rings
 *
 * Context: any.
 */
bool capprobe_rings_pending(const struct capprobe_rings *rings);

/**
 * capprobe_rings_read() - read records from all rings, the oldest first
 * @rings: the rings, which are not mapped
 * @tails: for each possible CPU, filled in with the tail after these records
 * @to: filled in with whole records
 * @room: size of @to in slots, enough for the longest record
 *
 * The records stay where they are until capprobe_rings_consume().
 *
 * Context: process context, one caller at a time.
 * Return: number of slots filled in.
 */
u32 capprobe_rings_read(const struct capprobe_rings *rings, u64 *tails,
			struct capprobe_record *to, u32 room);

/**
 * capprobe_rings_consume() - give room back to the rings
 * @rings: the rings, which are not mapped
 * @tails: from capprobe_rings_read()
 *
 * Context: process context, one caller at a time.
 */
void capprobe_rings_consume(struct capprobe_rings *rings, const u64 *tails);

/**
 * capprobe_rings_lost() - sum up the losses of the rings
 * @rings: the rings
 * @tally: the losses are added to it
 *
 * Context: any.
 */
void capprobe_rings_lost(const struct capprobe_rings *rings, struct capprobe_tally *tally);

/**
 * capprobe_ring_filled() - number of unread slots in this CPU's ring
 * @rings: the rings
 *
 * Depends on the tail, so may be any number if user space writes nonsense to it.
 *
 * Context: preemption off.
 */
static inline u64 capprobe_ring_filled(const struct capprobe_rings *rings)
{
	int cpu = smp_processor_id();

	return rings->heads[cpu].head - READ_ONCE(rings->tails[cpu].tail);
}

/**
 * capprobe_record_slots() - number of slots for a record and its text
 * @record: the record
 */
static inline u32 capprobe_record_slots(const struct capprobe_record *record)
{
	return 1 + DIV_ROUND_UP(record->text_len, sizeof(*record));
}

/**
 * struct capprobe_place - slots in a ring that are reserved for a record
 * @ring: head of this CPU's ring
 * @slots: slots of that ring
 * @mask: number of slots - 1
 * @head: index of the first reserved slot, not masked
 */
struct capprobe_place {
	struct capprobe_ring_head	*ring;
	struct capprobe_record		*slots;
	u64				mask;
	u64				head;
};

/**
 * capprobe_ring_common() - reserve slots in the common part of this CPU's ring
 * @rings: the rings
 * @count: number of slots
 * @place: filled in, in any case
 *
 * Context: interrupts off, not NMI.
 * Return: false if that part was full when the tail was last read: then
 * capprobe_ring_claim() must be called.
 */
static __always_inline bool capprobe_ring_common(const struct capprobe_rings *rings, u32 count,
						 struct capprobe_place *place)
{
	int cpu = smp_processor_id();

	place->ring = &rings->heads[cpu];
	place->slots = &rings->slots[(size_t)cpu * rings->size];
	place->mask = (u64)rings->size - 1;
	place->head = place->ring->head;
	return likely(place->head - place->ring->tail_seen < rings->common + 1 - count);
}

/**
 * capprobe_ring_claim() - read the tail and reserve slots, if need be in the part
 *	of the ring that is subject to shares
 * @rings: the rings
 * @count: number of slots
 * @origin: origin of the record
 *
 * Context: interrupts off, not NMI.
 * Return: whether there is room; if not, the record has been counted as lost.
 */
bool capprobe_ring_claim(struct capprobe_rings *rings, u32 count,
			 const struct capprobe_origin *origin);

/**
 * capprobe_ring_slot() - a reserved slot
 * @place: the place
 * @index: 0 to the number of reserved slots - 1
 *
 * Context: interrupts off since the reservation.
 */
static __always_inline struct capprobe_record *
capprobe_ring_slot(const struct capprobe_place *place, u32 index)
{
	return &place->slots[(place->head + index) & place->mask];
}

/**
 * capprobe_ring_commit() - publish a record
 * @place: the place
 * @count: number of reserved slots
 *
 * Context: interrupts off since the reservation.
 */
static __always_inline void capprobe_ring_commit(const struct capprobe_place *place, u32 count)
{
	WRITE_ONCE(place->ring->records, place->ring->records + 1);
	/* Pairs with the reader's acquire: write the slots before the head. */
	smp_store_release(&place->ring->head, place->head + count);
}

/**
 * capprobe_ring_lose() - count a record that could not be written
 * @rings: the rings
 * @type: type of the record
 * @cause: cause of the loss
 *
 * Context: preemption off; a counter is not atomic, so each cause must belong to
 * one kind of context.
 */
void capprobe_ring_lose(struct capprobe_rings *rings, enum capprobe_type type,
			enum capprobe_loss cause);

#endif /* CAPPROBE_RING_H */
