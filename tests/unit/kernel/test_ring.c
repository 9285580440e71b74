// SPDX-License-Identifier: GPL-2.0
/*
 * The consumer of a ring. The tests play the kernel, both as the header describes it and
 * misbehaving.
 */
#include "unit.h"

#include <pthread.h>

#include "kernel/ring.h"

#define SIZE	8

struct fixture {
	struct capprobe_ring_head	head;
	struct capprobe_ring_tail	tail;
	struct capprobe_record		slots[SIZE];
	struct ring			ring;
};

static void set_up(struct fixture *fixture, uint64_t start)
{
	memset(fixture, 0, sizeof(*fixture));
	fixture->head.head = start;
	fixture->tail.tail = start;
	fixture->ring = (struct ring){
		.head = &fixture->head,
		.tail = &fixture->tail,
		.slots = fixture->slots,
		.size = SIZE,
		.read = start,
		.end = start,
	};
}

static struct capprobe_record *produce(struct fixture *fixture, uint64_t time, const char *text)
{
	uint64_t number = fixture->head.head;
	struct capprobe_record *record = &fixture->slots[number++ % SIZE];
	size_t left = strlen(text);

	memset(record, 0, sizeof(*record));
	record->time = time;
	record->text_len = left;
	while (left) {
		size_t part = left < sizeof(*record) ? left : sizeof(*record);

		memcpy(&fixture->slots[number++ % SIZE], text, part);
		text += part;
		left -= part;
	}
	__atomic_store_n(&fixture->head.head, number, __ATOMIC_RELEASE);
	return record;
}

static void assert_next(struct fixture *fixture, uint64_t time, const char *expected)
{
	const struct capprobe_record *record;
	char text[RING_TEXT_MAX];
	size_t length;

	assert_int_equal(ring_peek(&fixture->ring, &record), RING_RECORD);
	assert_int_equal(record->time, time);
	length = ring_text(&fixture->ring, record, text);
	assert_int_equal(length, strlen(expected));
	assert_memory_equal(text, expected, length);
	ring_skip(&fixture->ring, record);
}

static void assert_end(struct fixture *fixture)
{
	const struct capprobe_record *record;

	assert_int_equal(ring_peek(&fixture->ring, &record), RING_EMPTY);
}

static void empty_ring_gives_nothing(void **state)
{
	struct fixture fixture;

	(void)state;
	set_up(&fixture, 0);
	assert_int_equal(ring_refresh(&fixture.ring), RING_EMPTY);
	assert_end(&fixture);
}

static void records_come_in_order_and_only_up_to_the_head(void **state)
{
	struct fixture fixture;

	(void)state;
	set_up(&fixture, 0);
	produce(&fixture, 1, "");
	produce(&fixture, 2, "/dummy.ko");
	assert_end(&fixture);
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
	produce(&fixture, 3, "");
	assert_next(&fixture, 1, "");
	assert_next(&fixture, 2, "/dummy.ko");
	assert_end(&fixture);
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
	assert_next(&fixture, 3, "");
	assert_end(&fixture);
}

static void slots_are_given_back_at_release_only(void **state)
{
	struct fixture fixture;

	(void)state;
	set_up(&fixture, 0);
	produce(&fixture, 1, "/dummy.ko");
	ring_refresh(&fixture.ring);
	assert_next(&fixture, 1, "/dummy.ko");
	assert_int_equal(fixture.tail.tail, 0);
	ring_release(&fixture.ring);
	assert_int_equal(fixture.tail.tail, 2);
}

static void full_ring_is_read_whole(void **state)
{
	struct fixture fixture;
	int i;

	(void)state;
	set_up(&fixture, 0);
	for (i = 0; i < SIZE; i++)
		produce(&fixture, i, "");
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
	for (i = 0; i < SIZE; i++)
		assert_next(&fixture, i, "");
	assert_end(&fixture);
}

static void text_wraps_around_the_end(void **state)
{
	char text[3 * sizeof(struct capprobe_record)];
	struct fixture fixture;

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text + 120, "across the border of two slots", 30);
	text[sizeof(text) - 1] = '\0';
	set_up(&fixture, SIZE - 2);
	produce(&fixture, 1, text);
	produce(&fixture, 2, "");
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
	assert_next(&fixture, 1, text);
	assert_next(&fixture, 2, "");
	assert_end(&fixture);
}

static void indices_wrap_around_at_64_bits(void **state)
{
	struct fixture fixture;
	int i;

	(void)state;
	set_up(&fixture, UINT64_MAX - 3);
	for (i = 0; i < 3; i++)
		produce(&fixture, i, "a");
	assert_int_equal(fixture.head.head, 2);
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
	for (i = 0; i < 3; i++)
		assert_next(&fixture, i, "a");
	ring_release(&fixture.ring);
	assert_int_equal(fixture.tail.tail, 2);
}

static void head_that_cannot_be_is_damage(void **state)
{
	struct fixture fixture;

	(void)state;
	set_up(&fixture, 4);
	fixture.head.head = 4 + SIZE + 1;
	assert_int_equal(ring_refresh(&fixture.ring), RING_DAMAGED);
	fixture.head.head = 3;
	assert_int_equal(ring_refresh(&fixture.ring), RING_DAMAGED);
	fixture.head.head = UINT64_MAX;
	assert_int_equal(ring_refresh(&fixture.ring), RING_DAMAGED);
	fixture.head.head = 4 + SIZE;
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
}

/* A record whose text would extend beyond the head. */
static void torn_record_is_damage(void **state)
{
	const struct capprobe_record *record;
	struct fixture fixture;

	(void)state;
	set_up(&fixture, 0);
	produce(&fixture, 1, "/dummy.ko");
	fixture.head.head = 1;
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
	assert_int_equal(ring_peek(&fixture.ring, &record), RING_DAMAGED);

	set_up(&fixture, 0);
	produce(&fixture, 1, "")->text_len = UINT16_MAX;
	assert_int_equal(ring_refresh(&fixture.ring), RING_RECORD);
	assert_int_equal(ring_peek(&fixture.ring, &record), RING_DAMAGED);
}

static enum ring_result peek_after(void (*spoil)(struct capprobe_record *record))
{
	const struct capprobe_record *record;
	struct fixture fixture;

	set_up(&fixture, 0);
	spoil(produce(&fixture, 1, ""));
	ring_refresh(&fixture.ring);
	return ring_peek(&fixture.ring, &record);
}

static void spoil_nothing(struct capprobe_record *record)
{
	record->type = CAPPROBE_TYPE_COUNT - 1;
	record->cap = 63;
	record->reason = CAPPROBE_REASON_COUNT - 1;
	record->cap_reason = CAPPROBE_REASON_COUNT - 1;
}

static void spoil_type(struct capprobe_record *record)
{
	record->type = CAPPROBE_TYPE_COUNT;
}

static void spoil_cap(struct capprobe_record *record)
{
	record->cap = 64;
}

static void spoil_reason(struct capprobe_record *record)
{
	record->reason = CAPPROBE_REASON_COUNT;
}

static void spoil_cap_reason(struct capprobe_record *record)
{
	record->cap_reason = 0xff;
}

static void spoil_comm(struct capprobe_record *record)
{
	memset(record->comm, 'x', sizeof(record->comm));
}

static void fields_that_cannot_be_are_damage(void **state)
{
	(void)state;
	assert_int_equal(peek_after(spoil_nothing), RING_RECORD);
	assert_int_equal(peek_after(spoil_type), RING_DAMAGED);
	assert_int_equal(peek_after(spoil_cap), RING_DAMAGED);
	assert_int_equal(peek_after(spoil_reason), RING_DAMAGED);
	assert_int_equal(peek_after(spoil_cap_reason), RING_DAMAGED);
	assert_int_equal(peek_after(spoil_comm), RING_DAMAGED);
}

#define ROUNDS	200000

static void *produce_all(void *argument)
{
	struct fixture *fixture = argument;
	uint64_t number;

	for (number = 0; number < ROUNDS; number++) {
		const char *text = number % 3 ? "" : "text";

		while (fixture->head.head -
		       __atomic_load_n(&fixture->tail.tail, __ATOMIC_ACQUIRE) > SIZE - 2)
			sched_yield();
		produce(fixture, number, text);
	}
	return NULL;
}

static void nothing_is_lost_between_two_threads(void **state)
{
	struct fixture fixture;
	uint64_t number = 0;
	pthread_t producer;

	(void)state;
	set_up(&fixture, UINT64_MAX - ROUNDS / 2);
	assert_int_equal(pthread_create(&producer, NULL, produce_all, &fixture), 0);
	while (number < ROUNDS) {
		const struct capprobe_record *record;

		if (ring_refresh(&fixture.ring) == RING_EMPTY) {
			sched_yield();
			continue;
		}
		while (ring_peek(&fixture.ring, &record) != RING_EMPTY) {
			assert_next(&fixture, number, number % 3 ? "" : "text");
			number++;
		}
		ring_release(&fixture.ring);
	}
	pthread_join(producer, NULL);
	assert_int_equal(ring_refresh(&fixture.ring), RING_EMPTY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_ring_gives_nothing),
		cmocka_unit_test(records_come_in_order_and_only_up_to_the_head),
		cmocka_unit_test(slots_are_given_back_at_release_only),
		cmocka_unit_test(full_ring_is_read_whole),
		cmocka_unit_test(text_wraps_around_the_end),
		cmocka_unit_test(indices_wrap_around_at_64_bits),
		cmocka_unit_test(head_that_cannot_be_is_damage),
		cmocka_unit_test(torn_record_is_damage),
		cmocka_unit_test(fields_that_cannot_be_are_damage),
		cmocka_unit_test(nothing_is_lost_between_two_threads),
	};

	return cmocka_run_group_tests_name("ring", tests, NULL, NULL);
}
