// SPDX-License-Identifier: GPL-2.0
/*
 * How it is said what went wrong: scripts look at the number, people at the line.
 */
#include "capture.h"

#include "base/status.h"

static void the_numbers_are_those_of_the_manual(void **state)
{
	(void)state;
	assert_int_equal(STATUS_OK, 0);
	assert_int_equal(STATUS_FAILED, 1);
	assert_int_equal(STATUS_USAGE, 2);
	assert_int_equal(STATUS_UNAVAILABLE, 3);
}

static void failure_is_a_line_and_its_status(void **state)
{
	struct capture capture = capture_start(STDERR_FILENO);
	enum status status = fail(STATUS_USAGE, "there is no command '%s'", "blokced");

	(void)state;
	assert_string_equal(capture_end(&capture), "capprobe: there is no command 'blokced'\n");
	assert_int_equal(status, STATUS_USAGE);
}

static void note_is_a_line_too(void **state)
{
	struct capture capture = capture_start(STDERR_FILENO);

	(void)state;
	note("%d records lost", 3);
	assert_string_equal(capture_end(&capture), "capprobe: 3 records lost\n");
}

/* Of what was pasted, or of what a container is called. */
static void nothing_that_is_said_reaches_the_terminal(void **state)
{
	struct capture capture = capture_start(STDERR_FILENO);

	(void)state;
	fail(STATUS_FAILED, "no container '%s' is running", "\x1b]0;x\a\nmore\xff");
	assert_string_equal(capture_end(&capture),
			    "capprobe: no container '\\x1b]0;x\\x07\\x0amore\\xff' is running\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_numbers_are_those_of_the_manual),
		cmocka_unit_test(failure_is_a_line_and_its_status),
		cmocka_unit_test(note_is_a_line_too),
		cmocka_unit_test(nothing_that_is_said_reaches_the_terminal),
	};

	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
