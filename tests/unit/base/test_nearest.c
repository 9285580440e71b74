// SPDX-License-Identifier: GPL-2.0
/*
 * Suggestions for mistyped names.
 */
#include "unit.h"

#include "base/nearest.h"

static void distances(void **state)
{
	(void)state;
	assert_int_equal(nearest_distance("", ""), 0);
	assert_int_equal(nearest_distance("web", "web"), 0);
	assert_int_equal(nearest_distance("web", "WEB"), 0);
	assert_int_equal(nearest_distance("web", "wb"), 1);
	assert_int_equal(nearest_distance("web", "weeb"), 1);
	assert_int_equal(nearest_distance("web", "wob"), 1);
	assert_int_equal(nearest_distance("web", "wbe"), 1);
	assert_int_equal(nearest_distance("", "web"), 3);
	assert_int_equal(nearest_distance("web", ""), 3);
	assert_int_equal(nearest_distance("kitten", "sitting"), 3);
	assert_int_equal(nearest_distance("Saturday", "Sunday"), 3);
}

static void long_names_are_far_apart(void **state)
{
	char name[NEAREST_MAX + 2];

	(void)state;
	memset(name, 'a', sizeof(name));
	name[NEAREST_MAX] = '\0';
	assert_int_equal(nearest_distance(name, name), 0);
	name[NEAREST_MAX] = 'a';
	name[NEAREST_MAX + 1] = '\0';
	assert_int_equal(nearest_distance(name, name), SIZE_MAX);
}

static const char *nearest_of(const char *wanted)
{
	static const char *const names[] = { "shop", "web", "webserver", "db" };
	struct nearest nearest = { .wanted = wanted };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		nearest_offer(&nearest, names[i]);
	return nearest.name;
}

static void the_nearest_is_offered(void **state)
{
	(void)state;
	assert_string_equal(nearest_of("wbe"), "web");
	assert_string_equal(nearest_of("sohp"), "shop");
	assert_string_equal(nearest_of("webserer"), "webserver");
	assert_null(nearest_of("postgres"));
	assert_null(nearest_of("xyz"));
	assert_null(nearest_of(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distances),
		cmocka_unit_test(long_names_are_far_apart),
		cmocka_unit_test(the_nearest_is_offered),
	};

	return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
