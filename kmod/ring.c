// SPDX-License-Identifier: GPL-2.0
/*
 * ring.c - the rings of a session, one for each possible CPU
 *
 * Single-producer, single-consumer rings with free-running 64-bit indices, see
 * Documentation/core-api/circular-buffers.rst.
 */
#include <linux/cpumask.h>
#include <linux/lockdep.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/smp.h>
#include <linux/vmalloc.h>

#include "ring.h"

int capprobe_rings_alloc(struct capprobe_rings *rings, u32 bytes)
{
	if (bytes < CAPPROBE_RING_MIN || bytes > CAPPROBE_RING_MAX)
		return -EINVAL;

	rings->size = roundup_pow_of_two(bytes) / sizeof(*rings->slots);
	rings->common = rings->size / 4 * 3;
	get_random_bytes(&rings->seed, sizeof(rings->seed));
	rings->heads = vmalloc_user(array_size(nr_cpu_ids, sizeof(*rings->heads)));
	rings->tails = vmalloc_user(array_size(nr_cpu_ids, sizeof(*rings->tails)));
	rings->slots = vmalloc_user(array3_size(nr_cpu_ids, rings->size, sizeof(*rings->slots)));
	rings->shares = kvcalloc(nr_cpu_ids, sizeof(*rings->shares), GFP_KERNEL);
	if (!rings->heads || !rings->tails || !rings->slots || !rings->shares) {
		capprobe_rings_free(rings);
		return -ENOMEM;
	}
	return 0;
}

void capprobe_rings_free(struct capprobe_rings *rings)
{
	kvfree(rings->shares);
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
			     sizeof(*rings->shares) + (size_t)rings->size * sizeof(*rings->slots));
}

static struct capprobe_record *ring_slot(const struct capprobe_rings *rings, int cpu, u64 number)
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

void capprobe_rings_lost(const struct capprobe_rings *rings, struct capprobe_tally *tally)
{
	int type, cause, cpu, i;

	for_each_possible_cpu(cpu) {
		const struct capprobe_ring_head *head = &rings->heads[cpu];

		for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
			for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
				tally->lost[type][cause] += READ_ONCE(head->lost[type][cause]);
		}
		for (i = 0; i < CAPPROBE_FLOODERS; i++) {
			u64 cgroup = READ_ONCE(head->flooders[i].cgroup);

			if (cgroup)
				capprobe_blame(tally->flooders, cgroup,
					       READ_ONCE(head->flooders[i].lost));
		}
	}
}

/* The next unread record of a ring, or NULL. */
static const struct capprobe_record *peek_record(const struct capprobe_rings *rings, int cpu,
						 u64 tail)
{
	/* Pairs with capprobe_ring_commit(): read the head before the slots. */
	if (smp_load_acquire(&rings->heads[cpu].head) == tail)
		return NULL;
	return ring_slot(rings, cpu, tail);
}

/* The CPU whose next record is the oldest, or nr_cpu_ids if there is none. */
static int find_oldest(const struct capprobe_rings *rings, const u64 *tails)
{
	const struct capprobe_record *record, *best = NULL;
	int cpu, found = nr_cpu_ids;

	for_each_possible_cpu(cpu) {
		record = peek_record(rings, cpu, tails[cpu]);
		if (record && (!best || record->time < best->time)) {
			best = record;
			found = cpu;
		}
	}
	return found;
}

u32 capprobe_rings_read(const struct capprobe_rings *rings, u64 *tails,
			struct capprobe_record *to, u32 room)
{
	u32 read = 0, slots, i;
	int cpu;

	for_each_possible_cpu(cpu)
		tails[cpu] = rings->tails[cpu].tail;
	/* Terminates: each turn uses up some of the room. */
	while ((cpu = find_oldest(rings, tails)) < nr_cpu_ids) {
		slots = capprobe_record_slots(ring_slot(rings, cpu, tails[cpu]));
		if (slots > room - read)
			break;
		for (i = 0; i < slots; i++)
			to[read++] = *ring_slot(rings, cpu, tails[cpu]++);
	}
	return read;
}

void capprobe_rings_consume(struct capprobe_rings *rings, const u64 *tails)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		/* Pairs with capprobe_ring_claim(): read the slots before moving the tail. */
		smp_store_release(&rings->tails[cpu].tail, tails[cpu]);
	}
}

/* Records about cgroups come from a kernel thread and are not blamed on anybody. */
static bool lose_record(struct capprobe_rings *rings, const struct capprobe_origin *origin,
			enum capprobe_loss cause)
{
	capprobe_ring_lose(rings, origin->type, cause);
	if (origin->cgroup)
		capprobe_blame(rings->heads[smp_processor_id()].flooders, origin->cgroup, 1);
	return false;
}

/* If the tail is invalid there is no room until user space corrects it. */
bool capprobe_ring_claim(struct capprobe_rings *rings, u32 count,
			 const struct capprobe_origin *origin)
{
	u32 limit = capprobe_share_limit(origin->type, rings->size);
	int cpu = smp_processor_id();
	struct capprobe_ring_head *head = &rings->heads[cpu];
	u64 tail, filled;

	lockdep_assert_irqs_disabled();
	/* Pairs with the reader's release: it has read the slots before the tail. */
	tail = smp_load_acquire(&rings->tails[cpu].tail);
	filled = head->head - tail;
	if (filled > rings->size)
		return lose_record(rings, origin, CAPPROBE_LOST_RING_FULL);
	head->tail_seen = tail;
	if (filled + count <= rings->common)
		return true;
	if (filled + count > limit)
		return lose_record(rings, origin, CAPPROBE_LOST_RING_FULL);
	if (!capprobe_share_take(&rings->shares[cpu], rings->seed, origin,
				 tail >> ilog2(rings->size / 2), limit - filled, count))
		return lose_record(rings, origin, CAPPROBE_LOST_RING_SHARE);
	return true;
}

void capprobe_ring_lose(struct capprobe_rings *rings, enum capprobe_type type,
			enum capprobe_loss cause)
{
	u64 *lost = &rings->heads[smp_processor_id()].lost[type][cause];

	WRITE_ONCE(*lost, *lost + 1);
}
