// SPDX-License-Identifier: GPL-2.0
/*
 * Losses: the sums, and who lost most.
 */
#include "unit.h"

#include "kernel/losses.h"

static void sums_are_by_cause(void **state)
{
	struct losses losses = { .elsewhere = { [CAPPROBE_LOST_MISSED] = 1 } };

	(void)state;
	losses.lost[CAPPROBE_TYPE_CHECK][CAPPROBE_LOST_RING_FULL] = 2;
	losses.lost[CAPPROBE_TYPE_MODULE][CAPPROBE_LOST_RING_FULL] = 4;
	losses.lost[CAPPROBE_TYPE_CHECK][CAPPROBE_LOST_RING_SHARE] = 8;
	assert_int_equal(losses_by(&losses, CAPPROBE_LOST_RING_FULL), 6);
	assert_int_equal(losses_by(&losses, CAPPROBE_LOST_MISSED), 1);
	assert_int_equal(losses_by(&losses, CAPPROBE_LOST_NMI), 0);
	assert_int_equal(losses_total(&losses), 15);
}

static void nobody_is_blamed_for_nothing(void **state)
{
	struct capprobe_flooder flooder;
	struct losses losses = { 0 };

	(void)state;
	losses_blame(&losses, 0, 0);
	assert_false(losses_flooder(&losses, NULL, &flooder));
}

static void rings_are_added_up(void **state)
{
	struct capprobe_flooder flooder;
	struct losses losses = { 0 };

	(void)state;
	losses_blame(&losses, 7, 10);
	losses_blame(&losses, 8, 15);
	losses_blame(&losses, 7, 10);
	assert_true(losses_flooder(&losses, NULL, &flooder));
	assert_int_equal(flooder.cgroup, 7);
	assert_int_equal(flooder.lost, 20);
}

/* With more cgroups than entries, the one that lost most is never dropped. */
static void flooder_stays(void **state)
{
	struct capprobe_flooder flooder;
	struct losses losses = { 0 };
	uint64_t i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		losses_blame(&losses, 1000 + i, 1);
		losses_blame(&losses, 7, 1);
	}
	assert_true(losses_flooder(&losses, NULL, &flooder));
	assert_int_equal(flooder.cgroup, 7);
	assert_true(flooder.lost >= 1000 && flooder.lost <= 1125);
}

static void what_was_before_does_not_count(void **state)
{
	struct losses before = { 0 }, now;
	struct capprobe_flooder flooder;

	(void)state;
	losses_blame(&before, 7, 1000);
	losses_blame(&before, 8, 1);
	now = before;
	losses_blame(&now, 7, 1);
	losses_blame(&now, 8, 5);
	losses_blame(&now, 9, 3);
	assert_true(losses_flooder(&now, &before, &flooder));
	assert_int_equal(flooder.cgroup, 8);
	assert_int_equal(flooder.lost, 5);
	assert_false(losses_flooder(&now, &now, &flooder));
}

static void a_sum_that_falls_is_no_loss(void **state)
{
	struct losses before = { 0 }, now = { 0 };
	struct capprobe_flooder flooder;

	(void)state;
	losses_blame(&before, 7, 1000);
	losses_blame(&now, 7, 900);
	losses_blame(&now, 8, 3);
	assert_true(losses_flooder(&now, &before, &flooder));
	assert_int_equal(flooder.cgroup, 8);
	assert_int_equal(flooder.lost, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_by_cause),
		cmocka_unit_test(nobody_is_blamed_for_nothing),
		cmocka_unit_test(rings_are_added_up),
		cmocka_unit_test(flooder_stays),
		cmocka_unit_test(what_was_before_does_not_count),
		cmocka_unit_test(a_sum_that_falls_is_no_loss),
	};

	return cmocka_run_group_tests_name("losses", tests, NULL, NULL);
}
