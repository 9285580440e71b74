// SPDX-License-Identifier: GPL-2.0
/*
 * How much of a table subtrees of cgroups get: of the module, where all that it
 * does with it is done under a lock.
 */
#include "unit.h"

typedef uint32_t u32;
typedef int64_t s64;

#include "../../../kmod/quota.c"

#define TABLE	CAPPROBE_TABLE_CGROUPS
#define SIZE	32768

static u32 left;

static void empty_table(void)
{
	left = SIZE;
}

static bool take(struct capprobe_quota *quota)
{
	if (!left || capprobe_quota_limit(quota, TABLE, left))
		return false;
	capprobe_quota_add(quota, TABLE, 1);
	left--;
	return true;
}

static bool is_within(u32 value, u32 least, u32 most)
{
	return value >= least && value <= most;
}

static u32 take_all(struct capprobe_quota *quota)
{
	u32 taken = 0;

	while (take(quota))
		taken++;
	return taken;
}

static void one_gets_four_fifths(void **state)
{
	struct capprobe_quota one = { 0 };

	(void)state;
	empty_table();
	assert_true(is_within(take_all(&one), SIZE * 4 / 5 - 1, SIZE * 4 / 5 + 1));
}

static void the_next_gets_four_fifths_of_the_rest(void **state)
{
	struct capprobe_quota one = { 0 }, next = { 0 };

	(void)state;
	empty_table();
	take_all(&one);
	assert_true(is_within(take_all(&next), SIZE / 5 * 4 / 5 - 2, SIZE / 5 * 4 / 5 + 2));
}

static void a_subtree_leaves_room_within_the_one_that_it_is_in(void **state)
{
	struct capprobe_quota slice = { 0 }, user = { .parent = &slice }, other = { .parent = &slice };
	struct capprobe_quota outside = { 0 };

	(void)state;
	empty_table();
	assert_true(take_all(&user) > SIZE / 2);
	assert_true(take_all(&other) > SIZE / 50);
	assert_true(take_all(&outside) > SIZE / 10);
}

static void depth_neither_helps_nor_overflows(void **state)
{
	struct capprobe_quota chain[CAPPROBE_QUOTA_LEVELS] = { 0 };
	struct capprobe_quota *deepest = &chain[CAPPROBE_QUOTA_LEVELS - 1];
	size_t i;

	(void)state;
	for (i = 1; i < CAPPROBE_QUOTA_LEVELS; i++)
		chain[i].parent = &chain[i - 1];
	empty_table();
	assert_true(is_within(take_all(deepest), SIZE * 7 / 10, SIZE * 4 / 5));
	assert_null(capprobe_quota_limit(deepest, TABLE, UINT32_MAX));
}

static void what_is_given_back_can_be_taken(void **state)
{
	struct capprobe_quota slice = { 0 }, user = { .parent = &slice };

	(void)state;
	empty_table();
	take_all(&user);
	assert_ptr_equal(capprobe_quota_limit(&user, TABLE, left), &user);
	capprobe_quota_add(&user, TABLE, -100);
	left += 100;
	assert_true(is_within(take_all(&user), 100, 101));
	assert_int_equal(slice.used[TABLE], user.used[TABLE]);
}

static void within_goes_up_to_the_whole(void **state)
{
	struct capprobe_quota slice = { 0 }, user = { .parent = &slice }, outside = { 0 };

	(void)state;
	assert_true(capprobe_quota_within(&user, &user));
	assert_true(capprobe_quota_within(&user, &slice));
	assert_true(capprobe_quota_within(&user, NULL));
	assert_false(capprobe_quota_within(&slice, &user));
	assert_false(capprobe_quota_within(&user, &outside));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_gets_four_fifths),
		cmocka_unit_test(the_next_gets_four_fifths_of_the_rest),
		cmocka_unit_test(a_subtree_leaves_room_within_the_one_that_it_is_in),
		cmocka_unit_test(depth_neither_helps_nor_overflows),
		cmocka_unit_test(what_is_given_back_can_be_taken),
		cmocka_unit_test(within_goes_up_to_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
