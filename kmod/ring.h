/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ring.h - the rings of a session, one for each possible CPU
 *
 * Written by the ring's own CPU with interrupts off, read by user space
 * through a mapping. Nothing that user space can write is trusted: the tails,
 * and only for how much room there is.
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
 * @heads: one for each possible CPU; user space can only read them
 * @tails: one for each possible CPU; user space can write them
 * @slots: the slots of all rings, those of one CPU after the other
 * @shares: one for each possible CPU
 * @seed: of the shares
 * @common: slots in each ring that are for whoever comes first
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
 * @rings: where to
 * @bytes: wanted size of each; rounded up to a power of two
 *
 * Context: process context, may sleep.
 * Return: 0, -EINVAL for a size out of CAPPROBE_RING_MIN to
 * CAPPROBE_RING_MAX, or -ENOMEM.
 */
int capprobe_rings_alloc(struct capprobe_rings *rings, u32 bytes);

/**
 * capprobe_rings_free() - free what capprobe_rings_alloc() allocated
 * @rings: the rings, or zeroes
 *
 * Context: process context.
 */
void capprobe_rings_free(struct capprobe_rings *rings);

/**
 * capprobe_rings_bytes() - memory that the rings hold
 * @rings: the rings, or zeroes
 */
size_t capprobe_rings_bytes(const struct capprobe_rings *rings);

/**
 * capprobe_rings_pending() - whether any ring holds a slot that is not read
 * @rings: the rings
 *
 * Context: any.
 */
bool capprobe_rings_pending(const struct capprobe_rings *rings);

/**
 * capprobe_rings_take() - read the oldest records of all rings
 * @rings: rings that are not mapped: the kernel moves their tails itself
 * @to: where to
 * @room: slots at @to, enough for the longest record
 *
 * Context: process context, one caller at a time.
 * Return: how many slots it filled, with whole records.
 */
u32 capprobe_rings_take(struct capprobe_rings *rings, struct capprobe_record *to, u32 room);

/**
 * capprobe_rings_lost() - add up what the rings lost
 * @rings: the rings
 * @tally: added to
 *
 * Context: any.
 */
void capprobe_rings_lost(const struct capprobe_rings *rings, struct capprobe_tally *tally);

/**
 * capprobe_ring_filled() - how many slots of this CPU's ring are not read
 * @rings: the rings
 *
 * By what the tail says now: any number where user space says nonsense.
 *
 * Context: preemption off.
 */
static inline u64 capprobe_ring_filled(const struct capprobe_rings *rings)
{
	int cpu = smp_processor_id();

	return rings->heads[cpu].head - READ_ONCE(rings->tails[cpu].tail);
}

/**
 * capprobe_record_slots() - how many slots a record takes with its text
 * @record: the record
 */
static inline u32 capprobe_record_slots(const struct capprobe_record *record)
{
	return 1 + DIV_ROUND_UP(record->text_len, sizeof(*record));
}

/**
 * struct capprobe_place - a place in a ring, reserved for a record
 * @ring: the head of this CPU's ring
 * @slots: the slots of that ring
 * @mask: their number less one
 * @head: number of the first slot
 */
struct capprobe_place {
	struct capprobe_ring_head	*ring;
	struct capprobe_record		*slots;
	u64				mask;
	u64				head;
};

/**
 * capprobe_ring_common() - room for a record in this CPU's ring, where it is
 *	for whoever comes first
 * @rings: the rings
 * @count: slots that the record needs
 * @place: where to say where
 *
 * Context: interrupts off, not NMI.
 * Return: false where that is full, by what was last seen: then @place is for
 * capprobe_ring_claim().
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
 * capprobe_ring_claim() - look at the tail, and for room that is shared
 * @rings: the rings
 * @count: slots that the record needs
 * @origin: whose it is
 *
 * Context: interrupts off, not NMI.
 * Return: whether there is room; if not, the record is counted as lost.
 */
bool capprobe_ring_claim(struct capprobe_rings *rings, u32 count,
			 const struct capprobe_origin *origin);

/**
 * capprobe_ring_slot() - a reserved slot
 * @place: the place
 * @index: from 0, up to the count that was reserved
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
 * @count: slots, as reserved
 *
 * Context: interrupts off since the reservation.
 */
static __always_inline void capprobe_ring_commit(const struct capprobe_place *place, u32 count)
{
	WRITE_ONCE(place->ring->records, place->ring->records + 1);
	/* Pairs with the reader's acquire: the slots before the head. */
	smp_store_release(&place->ring->head, place->head + count);
}

/**
 * capprobe_ring_lose() - count a record that could not be written
 * @rings: the rings
 * @type: what it would have told
 * @cause: why
 *
 * Context: preemption off; each cause from one kind of context only.
 */
void capprobe_ring_lose(struct capprobe_rings *rings, enum capprobe_type type,
			enum capprobe_loss cause);

#endif /* CAPPROBE_RING_H */
