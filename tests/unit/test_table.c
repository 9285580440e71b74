// SPDX-License-Identifier: GPL-2.0
/*
 * Columns on a line of limited length.
 */
#include "unit.h"

#include "table.h"

static const struct column columns[] = {
	{ "A", 10 }, { "B", 20, .cut = true }, { "C", 16, .cut = true }, { "D" },
};

static size_t total(const size_t widths[4])
{
	return widths[0] + 1 + widths[1] + 1 + widths[2] + 1 + widths[3];
}

static void a_line_is_filled_and_never_overrun(void **state)
{
	size_t room, widths[4];

	(void)state;
	for (room = 41; room < 200; room++) {
		table_fit(columns, 4, room, widths);
		assert_int_equal(total(widths), room);
		assert_int_equal(widths[0], 10);
		assert_true(widths[1] <= 20 && widths[2] <= 16);
	}
}

static void with_room_nothing_is_cut(void **state)
{
	size_t widths[4];

	(void)state;
	table_fit(columns, 4, 100, widths);
	assert_int_equal(widths[1], 20);
	assert_int_equal(widths[2], 16);
	assert_int_equal(widths[3], 51);
}

static void the_least_is_kept(void **state)
{
	size_t widths[4], least[4];

	(void)state;
	table_fit(columns, 4, 10, widths);
	table_fit(columns, 4, 0, least);
	assert_memory_equal(widths, least, sizeof(widths));
	assert_int_equal(widths[0], 10);
	assert_true(widths[1] && widths[2] && widths[3]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_filled_and_never_overrun),
		cmocka_unit_test(with_room_nothing_is_cut),
		cmocka_unit_test(the_least_is_kept),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
