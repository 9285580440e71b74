// SPDX-License-Identifier: GPL-2.0
/*
 * ring.c - the rings of a session, one for each possible CPU
 *
 * A single-producer, single-consumer ring with free-running 64-bit indices, as
 * in Documentation/core-api/circular-buffers.rst.
 */
#include <linux/cpumask.h>
#include <linux/log2.h>
#include <linux/smp.h>
#include <linux/vmalloc.h>

#include "ring.h"

int capprobe_rings_alloc(struct capprobe_rings *rings, u32 bytes)
{
	if (bytes < CAPPROBE_RING_MIN || bytes > CAPPROBE_RING_MAX)
		return -EINVAL;

	rings->size = roundup_pow_of_two(bytes) / sizeof(*rings->slots);
	rings->heads = vmalloc_user(array_size(nr_cpu_ids, sizeof(*rings->heads)));
	rings->tails = vmalloc_user(array_size(nr_cpu_ids, sizeof(*rings->tails)));
	rings->slots = vmalloc_user(array3_size(nr_cpu_ids, rings->size, sizeof(*rings->slots)));
	if (!rings->heads || !rings->tails || !rings->slots) {
		capprobe_rings_free(rings);
		return -ENOMEM;
	}
	return 0;
}

void capprobe_rings_free(struct capprobe_rings *rings)
{
	vfree(rings->slots);
	vfree(rings->tails);
	vfree(rings->heads);
	memset(rings, 0, sizeof(*rings));
}

size_t capprobe_rings_bytes(const struct capprobe_rings *rings)
{
	if (!rings->slots)
		return 0;
	return nr_cpu_ids * (sizeof(*rings->heads) + sizeof(*rings->tails) +
			     (size_t)rings->size * sizeof(*rings->slots));
}

static struct capprobe_record *slot_of(const struct capprobe_rings *rings, int cpu, u64 number)
{
	return &rings->slots[(size_t)cpu * rings->size + (number & (rings->size - 1))];
}

bool capprobe_rings_pending(const struct capprobe_rings *rings)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		if (READ_ONCE(rings->heads[cpu].head) != READ_ONCE(rings->tails[cpu].tail))
			return true;
	}
	return false;
}

void capprobe_rings_lost(const struct capprobe_rings *rings, u64 lost[CAPPROBE_LOSS_COUNT])
{
	int cause, cpu;

	if (!rings->heads)
		return;
	for_each_possible_cpu(cpu) {
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
			lost[cause] += READ_ONCE(rings->heads[cpu].lost[cause]);
	}
}

/* The next record of a ring, or NULL. */
static const struct capprobe_record *peek(const struct capprobe_rings *rings, int cpu)
{
	u64 tail = rings->tails[cpu].tail;

	/* Pairs with capprobe_ring_commit(): the slots before the head. */
	if (smp_load_acquire(&rings->heads[cpu].head) == tail)
		return NULL;
	return slot_of(rings, cpu, tail);
}

/* The CPU whose next record is the oldest; nr_cpu_ids where there is none. */
static int oldest(const struct capprobe_rings *rings)
{
	const struct capprobe_record *record, *best = NULL;
	int cpu, found = nr_cpu_ids;

	for_each_possible_cpu(cpu) {
		record = peek(rings, cpu);
		if (record && (!best || record->time < best->time)) {
			best = record;
			found = cpu;
		}
	}
	return found;
}

u32 capprobe_rings_take(struct capprobe_rings *rings, struct capprobe_record *to, u32 room)
{
	u32 taken = 0, slots, i;
	int cpu;

	/* Ends: each turn fills some of the room. */
	while ((cpu = oldest(rings)) < nr_cpu_ids) {
		u64 tail = rings->tails[cpu].tail;

		slots = capprobe_record_slots(slot_of(rings, cpu, tail));
		if (slots > room - taken)
			break;
		for (i = 0; i < slots; i++)
			to[taken++] = *slot_of(rings, cpu, tail + i);
		/* Pairs with capprobe_ring_look_for_room(): done with the slots before. */
		smp_store_release(&rings->tails[cpu].tail, tail + slots);
	}
	return taken;
}

/* A tail that cannot be gives no room: it is user space's to mend. */
bool capprobe_ring_look_for_room(struct capprobe_rings *rings, u32 count)
{
	int cpu = smp_processor_id();
	struct capprobe_ring_head *head = &rings->heads[cpu];
	u64 tail;

	/* Pairs with the reader's release: it is done with the slots before. */
	tail = smp_load_acquire(&rings->tails[cpu].tail);
	if (head->head - tail > rings->size - count) {
		capprobe_ring_lose(rings, CAPPROBE_LOST_RING_FULL);
		return false;
	}
	head->tail_seen = tail;
	return true;
}

void capprobe_ring_lose(struct capprobe_rings *rings, enum capprobe_loss cause)
{
	u64 *lost = &rings->heads[smp_processor_id()].lost[cause];

	WRITE_ONCE(*lost, *lost + 1);
}
