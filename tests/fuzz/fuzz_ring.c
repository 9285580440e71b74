// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_ring.c - the slots of a ring and the records in them
 *
 * The input is the head, the number of slots read before, and the slots.
 */
#include "fuzz.h"

#include "identity/identity.h"
#include "identity/record_json.h"
#include "kernel/ring.h"

#define SLOTS	8

static void decode(const struct capprobe_record *record, const char *text, size_t length)
{
	const struct identity identity = { .path = "" };
	char *shown;
	json_t *json;

	expect(length <= RING_TEXT_MAX);
	if (record->type == CAPPROBE_TYPE_CGROUP)
		return;
	json = record_json(record, text, length, &identity);
	shown = json_dumps(json, JSON_COMPACT);
	expect(shown);
	free(shown);
	json_decref(json);
}

static void read_all(struct ring *ring)
{
	static char text[RING_TEXT_MAX];
	const struct capprobe_record *record;
	uint64_t before;

	while (ring_peek(ring, &record) == RING_RECORD) {
		before = ring->read;
		decode(record, text, ring_text(ring, record, text));
		ring_skip(ring, record);
		expect(ring->read - before <= SLOTS && ring->end - ring->read < SLOTS);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct capprobe_record *slots = calloc(SLOTS, sizeof(*slots));
	struct capprobe_ring_head head = { 0 };
	struct capprobe_ring_tail tail = { 0 };
	struct ring ring = { .head = &head, .tail = &tail, .slots = slots, .size = SLOTS };
	const size_t front = sizeof(head.head) + sizeof(ring.read);

	expect(slots);
	if (size < front || size > front + SLOTS * sizeof(*slots)) {
		free(slots);
		return -1;
	}
	memcpy(&head.head, data, sizeof(head.head));
	memcpy(&ring.read, data + sizeof(head.head), sizeof(ring.read));
	memcpy(slots, data + front, size - front);
	ring.end = ring.read;
	if (ring_refresh(&ring) == RING_RECORD)
		read_all(&ring);
	ring_release(&ring);
	expect(tail.tail == ring.read);
	free(slots);
	return 0;
}
