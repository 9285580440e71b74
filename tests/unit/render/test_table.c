// SPDX-License-Identifier: GPL-2.0
/*
 * Fitting columns to a line; cells as CSV, and with escapes.
 */
#include "unit.h"

#include <unistd.h>

#include "render/table.h"

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

/* The output of a table with one column and one row. */
static const char *printed(enum output_format format, const char *cell)
{
	const struct output output = { .format = format, .header = true };
	static const struct column column = { "NAME" };
	int kept = dup(STDOUT_FILENO);
	FILE *file = tmpfile();
	static char text[256];
	struct table *table;
	size_t length;

	assert_non_null(file);
	fflush(stdout);
	dup2(fileno(file), STDOUT_FILENO);
	table = table_new(&output, &column, 1);
	table_row(table, &cell, NULL);
	table_print(table);
	table_free(table);
	fflush(stdout);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	rewind(file);
	length = fread(text, 1, sizeof(text) - 1, file);
	text[length] = '\0';
	fclose(file);
	return text;
}

static void csv_is_lines(void **state)
{
	(void)state;
	assert_string_equal(printed(OUTPUT_CSV, "web"), "NAME\nweb\n");
	assert_string_equal(printed(OUTPUT_CSV, "a,\"b\""), "NAME\n\"a,\"\"b\"\"\"\n");
	assert_string_equal(printed(OUTPUT_CSV, NULL), "NAME\n\n");
}

static void a_cell_is_no_formula(void **state)
{
	(void)state;
	assert_string_equal(printed(OUTPUT_CSV, "=1+1"), "NAME\n'=1+1\n");
	assert_string_equal(printed(OUTPUT_CSV, "+cmd|' /C calc'!A0"),
			    "NAME\n'+cmd|' /C calc'!A0\n");
	assert_string_equal(printed(OUTPUT_CSV, "-1"), "NAME\n'-1\n");
	assert_string_equal(printed(OUTPUT_CSV, "@SUM(A1)"), "NAME\n'@SUM(A1)\n");
	assert_string_equal(printed(OUTPUT_CSV, "=a,b"), "NAME\n\"'=a,b\"\n");
	assert_string_equal(printed(OUTPUT_CSV, " =1"), "NAME\n' =1\n");
	/* In locales with decimal commas, semicolons separate cells. */
	assert_string_equal(printed(OUTPUT_CSV, "a;=1"), "NAME\n\"a;=1\"\n");
	/* The mark is distinguishable from a name that starts with an apostrophe. */
	assert_string_equal(printed(OUTPUT_CSV, "'=1"), "NAME\n''=1\n");
	assert_string_equal(printed(OUTPUT_CSV, "'"), "NAME\n''\n");
	/* Harmless inside a cell, and as the sign for no value. */
	assert_string_equal(printed(OUTPUT_CSV, "a=1"), "NAME\na=1\n");
	assert_string_equal(printed(OUTPUT_CSV, "-"), "NAME\n-\n");
}

static void an_escape_is_shown_as_it_is(void **state)
{
	(void)state;
	assert_string_equal(printed(OUTPUT_TABLE, "a\\x1b\\\\x1b"), "NAME\na\\x1b\\\\x1b\n");
	assert_string_equal(printed(OUTPUT_CSV, "a\\x1b\\\\x1b"), "NAME\na\\x1b\\\\x1b\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_filled_and_never_overrun),
		cmocka_unit_test(with_room_nothing_is_cut),
		cmocka_unit_test(the_least_is_kept),
		cmocka_unit_test(csv_is_lines),
		cmocka_unit_test(a_cell_is_no_formula),
		cmocka_unit_test(an_escape_is_shown_as_it_is),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
