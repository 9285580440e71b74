// SPDX-License-Identifier: GPL-2.0
/*
 * The lockdown level, as security/lockdown/lockdown.c prints it.
 */
#include "unit.h"

#include "host.h"

static void lockdown_level_is_the_one_in_brackets(void **state)
{
	char level[HOST_TEXT_MAX];

	(void)state;
	host_parse_lockdown("[none] integrity confidentiality\n", level);
	assert_string_equal(level, "none");
	host_parse_lockdown("none [integrity] confidentiality\n", level);
	assert_string_equal(level, "integrity");
	host_parse_lockdown("", level);
	assert_string_equal(level, "");
	host_parse_lockdown("none [integrity", level);
	assert_string_equal(level, "");
	host_parse_lockdown("[a level that is longer than any of the kernel's own is]", level);
	assert_int_equal(strlen(level), HOST_TEXT_MAX - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lockdown_level_is_the_one_in_brackets),
	};

	return cmocka_run_group_tests_name("host", tests, NULL, NULL);
}
