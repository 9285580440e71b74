// SPDX-License-Identifier: GPL-2.0
/*
 * The lockdown level, as printed by security/lockdown/lockdown.c, and blacklisted modules.
 */
#include "unit.h"

#include "kernel/host.h"

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

static void the_blacklist_is_all_of_it(void **state)
{
	char text[HOST_LIST_MAX];
	struct host host;

	(void)state;
	host_parse_blacklist("(null)\n", &host);
	assert_string_equal(host.blacklist, "");
	assert_true(host.blacklist_known);
	host_parse_blacklist("loop,dummy\n", &host);
	assert_string_equal(host.blacklist, "loop,dummy");
	assert_true(host.blacklist_known);
	memset(text, 'x', sizeof(text));
	strcpy(text + 2000, ",dummy\n");
	host_parse_blacklist(text, &host);
	assert_string_equal(host.blacklist + 2000, ",dummy");
	assert_true(host.blacklist_known);
}

static void a_blacklist_that_is_cut_is_not_known(void **state)
{
	struct host host;

	(void)state;
	host_parse_blacklist(NULL, &host);
	assert_string_equal(host.blacklist, "");
	assert_false(host.blacklist_known);
	host_parse_blacklist("loop,dummy", &host);
	assert_string_equal(host.blacklist, "loop");
	assert_false(host.blacklist_known);
	host_parse_blacklist("loop", &host);
	assert_string_equal(host.blacklist, "");
	assert_false(host.blacklist_known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lockdown_level_is_the_one_in_brackets),
		cmocka_unit_test(the_blacklist_is_all_of_it),
		cmocka_unit_test(a_blacklist_that_is_cut_is_not_known),
	};

	return cmocka_run_group_tests_name("host", tests, NULL, NULL);
}
