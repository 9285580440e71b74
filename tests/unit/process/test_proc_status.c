// SPDX-License-Identifier: GPL-2.0
/*
 * The capability sets in /proc/PID/status, see proc(5).
 */
#include "unit.h"

#include "process/proc_status.h"

static const char container[] =
	"Name:\tCapEff: ff\n"
	"Umask:\t0022\n"
	"CapInh:\t0000000000000000\n"
	"CapPrm:\t0000001dbdbeffff\n"
	"CapEff:\t0000001dbdbeffff\n"
	"CapBnd:\t0000001dbdbeffff\n"
	"CapAmb:\t0000000000000000\n"
	"NoNewPrivs:\t0\n";

static const char *parse(const char *text, struct proc_status *status)
{
	return proc_status_parse(text, strlen(text), status);
}

static void status_has_five_sets(void **state)
{
	struct proc_status status;

	(void)state;
	assert_null(parse(container, &status));
	assert_int_equal(status.present, (1 << SET_COUNT) - 1);
	assert_true(status.sets[SET_INHERITABLE] == 0);
	assert_true(status.sets[SET_PERMITTED] == 0x1dbdbeffffULL);
	assert_true(status.sets[SET_EFFECTIVE] == 0x1dbdbeffffULL);
	assert_true(status.sets[SET_BOUNDING] == 0x1dbdbeffffULL);
	assert_true(status.sets[SET_AMBIENT] == 0);
}

static void status_may_be_a_part(void **state)
{
	struct proc_status status;

	(void)state;
	assert_null(parse("CapBnd: a80425fb", &status));
	assert_int_equal(status.present, 1 << SET_BOUNDING);
	assert_true(status.sets[SET_BOUNDING] == 0xa80425fbULL);
	assert_null(parse("[...]\r\nCapPrm:\t1\r\nCapEff:\t1\r\n", &status));
	assert_int_equal(status.present, 1 << SET_PERMITTED | 1 << SET_EFFECTIVE);
}

static void status_without_a_set_is_refused(void **state)
{
	struct proc_status status;

	(void)state;
	assert_non_null(parse("", &status));
	assert_non_null(parse("Name:\tbash\n", &status));
	assert_non_null(parse("CapEff 1\n", &status));
}

static void status_with_a_set_that_is_no_mask_is_refused(void **state)
{
	struct proc_status status;

	(void)state;
	assert_non_null(parse("CapEff:\n", &status));
	assert_non_null(parse("CapEff:\txyz\n", &status));
	assert_non_null(parse("CapEff:\t1\nCapBnd:\t11111111111111111\n", &status));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_has_five_sets),
		cmocka_unit_test(status_may_be_a_part),
		cmocka_unit_test(status_without_a_set_is_refused),
		cmocka_unit_test(status_with_a_set_that_is_no_mask_is_refused),
	};

	return cmocka_run_group_tests_name("proc_status", tests, NULL, NULL);
}
