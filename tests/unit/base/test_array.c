// SPDX-License-Identifier: GPL-2.0
#include "unit.h"

#include "base/array.h"

/* Of the address sanitizer, which would rather end the test. */
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void grows_by_a_factor(void **state)
{
	size_t room = 0, count, moves = 0, before;
	unsigned int *numbers = NULL;

	(void)state;
	for (count = 0; count < 100000; count++) {
		before = room;
		numbers = array_grow(numbers, &room, count + 1, sizeof(*numbers));
		assert_non_null(numbers);
		assert_true(room > count);
		moves += room != before;
		numbers[count] = count;
	}
	/* Less than one for each doubling from 1 to 100,000. */
	assert_true(moves >= 1 && moves <= 17);
	for (count = 0; count < 100000; count++)
		assert_int_equal(numbers[count], count);
	free(numbers);
}

static void stays_where_there_is_room(void **state)
{
	char text[4], *same;
	size_t room = sizeof(text);

	(void)state;
	same = array_grow(text, &room, sizeof(text), 1);
	assert_ptr_equal(same, text);
	assert_int_equal(room, sizeof(text));
}

static void makes_room_for_many_at_once(void **state)
{
	size_t room = 0;
	char *text = array_grow(NULL, &room, 5000, 1);

	(void)state;
	assert_non_null(text);
	assert_true(room >= 5000);
	memset(text, 'x', room);
	free(text);
}

/* So that who frees it, or goes on with what is there, can. */
static void leaves_it_where_there_is_no_memory(void **state)
{
	size_t room = 0, had;
	char *text = array_grow(NULL, &room, 1, 1);

	(void)state;
	assert_non_null(text);
	*text = 'x';
	had = room;
	/* An overflow, and what no machine has: PTRDIFF_MAX is malloc(3)'s limit. */
	assert_null(array_grow(text, &room, SIZE_MAX / 2, 4));
	assert_null(array_grow(text, &room, SIZE_MAX, 1));
	assert_int_equal(room, had);
	assert_int_equal(*text, 'x');
	free(text);
}

static void doubles_no_further_than_it_can(void **state)
{
	size_t room = SIZE_MAX - 1;
	char text;

	(void)state;
	assert_null(array_grow(&text, &room, SIZE_MAX, 2));
	assert_int_equal(room, SIZE_MAX - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_by_a_factor),
		cmocka_unit_test(stays_where_there_is_room),
		cmocka_unit_test(makes_room_for_many_at_once),
		cmocka_unit_test(leaves_it_where_there_is_no_memory),
		cmocka_unit_test(doubles_no_further_than_it_can),
	};

	return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
