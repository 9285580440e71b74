// SPDX-License-Identifier: GPL-2.0
/*
 * Names of capabilities, compared with the kernel's header.
 */
#include "unit.h"

#include <linux/capability.h>

#include "base/capability.h"

static const char *name(int cap)
{
	static char buffer[CAPABILITY_NAME_MAX];

	return capability_name(cap, buffer);
}

static const char *title(int cap)
{
	static char buffer[CAPABILITY_NAME_MAX];

	return capability_title(cap, buffer);
}

static void capability_is_named_as_in_the_kernel(void **state)
{
	(void)state;
	assert_string_equal(title(CAP_CHOWN), "CAP_CHOWN");
	assert_string_equal(title(CAP_SYS_MODULE), "CAP_SYS_MODULE");
	assert_string_equal(title(CAP_MAC_ADMIN), "CAP_MAC_ADMIN");
	assert_string_equal(name(CAP_CHECKPOINT_RESTORE), "cap_checkpoint_restore");
	assert_int_equal(capability_count, CAP_LAST_CAP + 1);
}

static void capability_without_a_name_is_its_number(void **state)
{
	(void)state;
	assert_string_equal(name(CAP_LAST_CAP + 1), "cap_41");
	assert_string_equal(title(63), "cap_63");
}

static void every_capability_is_found_by_its_name(void **state)
{
	int cap;

	(void)state;
	for (cap = 0; cap < 64; cap++) {
		assert_int_equal(capability_parse(name(cap), strlen(name(cap))), cap);
		assert_int_equal(capability_parse(title(cap), strlen(title(cap))), cap);
		assert_int_equal(capability_parse(name(cap) + 4, strlen(name(cap)) - 4), cap);
	}
}

static void capability_that_is_none_is_not_found(void **state)
{
	(void)state;
	assert_int_equal(capability_parse("", 0), -1);
	assert_int_equal(capability_parse("cap_", 4), -1);
	assert_int_equal(capability_parse("cap_sys_modul", 13), -1);
	assert_int_equal(capability_parse("cap_sys_modules", 15), -1);
	assert_int_equal(capability_parse("cap_cap_chown", 13), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(capability_is_named_as_in_the_kernel),
		cmocka_unit_test(capability_without_a_name_is_its_number),
		cmocka_unit_test(every_capability_is_found_by_its_name),
		cmocka_unit_test(capability_that_is_none_is_not_found),
	};

	return cmocka_run_group_tests_name("capability", tests, NULL, NULL);
}
