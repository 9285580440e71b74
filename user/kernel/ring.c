// SPDX-License-Identifier: GPL-2.0
/*
 * ring.c - read a ring of a session
 */
#include <stdbool.h>
#include <string.h>

#include "kernel/ring.h"

static uint64_t slots_of(const struct capprobe_record *record)
{
	return 1 + (record->text_len + sizeof(*record) - 1) / sizeof(*record);
}

static const struct capprobe_record *slot(const struct ring *ring, uint64_t number)
{
	return &ring->slots[number & (ring->size - 1)];
}

static bool plausible(const struct capprobe_record *record)
{
	return record->type < CAPPROBE_TYPE_COUNT && record->cap < 64 &&
	       record->reason < CAPPROBE_REASON_COUNT &&
	       record->cap_reason < CAPPROBE_REASON_COUNT &&
	       !record->comm[sizeof(record->comm) - 1];
}

enum ring_result ring_refresh(struct ring *ring)
{
	/* Pairs with the kernel's store-release of the head: slots before it are complete. */
	ring->end = __atomic_load_n(&ring->head->head, __ATOMIC_ACQUIRE);
	if (ring->end - ring->read > ring->size)
		return RING_DAMAGED;
	return ring->end == ring->read ? RING_EMPTY : RING_RECORD;
}

enum ring_result ring_peek(const struct ring *ring, const struct capprobe_record **record)
{
	if (ring->read == ring->end)
		return RING_EMPTY;
	*record = slot(ring, ring->read);
	if (!plausible(*record) || slots_of(*record) > ring->end - ring->read)
		return RING_DAMAGED;
	return RING_RECORD;
}

size_t ring_text(const struct ring *ring, const struct capprobe_record *record, char *text)
{
	size_t left = record->text_len;
	uint64_t number = ring->read + 1;

	while (left) {
		size_t part = left < sizeof(*record) ? left : sizeof(*record);

		memcpy(text, slot(ring, number++), part);
		text += part;
		left -= part;
	}
	return record->text_len;
}

void ring_skip(struct ring *ring, const struct capprobe_record *record)
{
	ring->read += slots_of(record);
}

void ring_lost(const struct ring *ring, struct losses *losses)
{
	const struct capprobe_ring_head *head = ring->head;
	int type, cause, i;

	for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
			losses->lost[type][cause] +=
				__atomic_load_n(&head->lost[type][cause], __ATOMIC_RELAXED);
	}
	for (i = 0; i < CAPPROBE_FLOODERS; i++)
		losses_blame(losses, __atomic_load_n(&head->flooders[i].cgroup, __ATOMIC_RELAXED),
			     __atomic_load_n(&head->flooders[i].lost, __ATOMIC_RELAXED));
}

void ring_release(struct ring *ring)
{
	/* Pairs with the kernel's load-acquire of the tail: we are done with slots before it. */
	__atomic_store_n(&ring->tail->tail, ring->read, __ATOMIC_RELEASE);
}
