// SPDX-License-Identifier: GPL-2.0
/*
 * Parsing masks. The numbers of the capabilities are from capabilities(7) and
 * linux/capability.h.
 */
#include "unit.h"

#include "cmd/mask.h"

static uint64_t parsed(const char *text)
{
	char error[MASK_ERROR_MAX];
	uint64_t mask = 0;

	assert_int_equal(mask_parse(text, &mask, error), 0);
	return mask;
}

static void assert_refused(const char *text, const char *why)
{
	char error[MASK_ERROR_MAX];
	uint64_t mask;

	assert_int_equal(mask_parse(text, &mask, error), -1);
	assert_non_null(strstr(error, why));
}

static void mask_takes_hexadecimal(void **state)
{
	(void)state;
	assert_true(parsed("0000001dbdbeffff") == 0x1dbdbeffffULL);
	assert_true(parsed("0x1DBDBEFFFF") == 0x1dbdbeffffULL);
	assert_true(parsed("0") == 0);
	assert_true(parsed("ffffffffffffffff") == UINT64_MAX);
	assert_true(parsed("0x00000000000000000000ffffffffffffffff") == UINT64_MAX);
}

static void mask_takes_names(void **state)
{
	(void)state;
	assert_true(parsed("cap_net_raw,cap_sys_module") == (1u << 13 | 1u << 16));
	assert_true(parsed("CAP_CHOWN") == 1);
	assert_true(parsed("Sys_Admin") == 1u << 21);
	assert_true(parsed("cap_checkpoint_restore") == 1ULL << 40);
	assert_true(parsed("cap_63,cap_chown") == (1ULL << 63 | 1));
}

static void mask_takes_well_known_words(void **state)
{
	(void)state;
	assert_true(parsed("full") == 0x1ffffffffffULL);
	assert_true(parsed("docker") == 0xa80425fbULL);
}

static void mask_refuses_what_is_none(void **state)
{
	(void)state;
	assert_refused("", "no digits");
	assert_refused("0x", "no digits");
	assert_refused("10000000000000000", "more than 64 bits");
	assert_refused("0x0x1", "not hexadecimal");
	assert_refused("12 34", "neither");
	assert_refused("-1", "neither");
	assert_refused("cap_64", "cap_64");
	assert_refused("cap_chown,", "''");
	assert_refused("cap_chown,,cap_kill", "''");
	assert_refused("cap_chown,cap_nonsense", "cap_nonsense");
	assert_refused("\033[31mred", "\\x1b[31mred");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mask_takes_hexadecimal),
		cmocka_unit_test(mask_takes_names),
		cmocka_unit_test(mask_takes_well_known_words),
		cmocka_unit_test(mask_refuses_what_is_none),
	};

	return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
