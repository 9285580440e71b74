// SPDX-License-Identifier: GPL-2.0
/*
 * The module's time, CLOCK_BOOTTIME, as people write it.
 */
#include "unit.h"

#include <time.h>

#include "kernel/when.h"

#define SECOND	UINT64_C(1000000000)
#define DAY	(24 * 60 * 60)

static uint64_t now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * SECOND + time.tv_nsec;
}

/* Read back, it is the wall clock's. */
static void rfc3339_is_the_time_of_the_wall_clock(void **state)
{
	uint64_t boottime = now(CLOCK_BOOTTIME), real = now(CLOCK_REALTIME), told;
	char text[WHEN_MAX];
	struct tm tm = { 0 };
	long nanoseconds;
	const char *rest;

	(void)state;
	rest = strptime(when_rfc3339(boottime, text), "%Y-%m-%dT%H:%M:%S", &tm);
	assert_non_null(rest);
	assert_int_equal(strlen(text), strlen("2026-11-23T14:08:00.123456789Z"));
	assert_int_equal(text[strlen(text) - 1], 'Z');
	assert_int_equal(sscanf(rest, ".%9ldZ", &nanoseconds), 1);
	told = timegm(&tm) * SECOND + nanoseconds;
	assert_true(told + SECOND > real && told < real + SECOND);
}

static void order_is_kept(void **state)
{
	uint64_t boottime = now(CLOCK_BOOTTIME);
	char one[WHEN_MAX], other[WHEN_MAX];

	(void)state;
	when_rfc3339(boottime, one);
	assert_string_equal(when_rfc3339(boottime, other), one);
	assert_true(strcmp(when_rfc3339(boottime + 1, other), one) > 0);
	assert_true(strcmp(when_rfc3339(boottime - SECOND, other), one) < 0);
}

static void clock_is_of_the_time_zone(void **state)
{
	uint64_t boottime = now(CLOCK_BOOTTIME);
	char here[WHEN_MAX], utc[WHEN_MAX], full[WHEN_MAX];

	(void)state;
	setenv("TZ", "UTC", 1);
	tzset();
	when_clock(boottime, utc);
	when_rfc3339(boottime, full);
	assert_int_equal(strncmp(utc, strchr(full, 'T') + 1, strlen("14:08:00.123")), 0);
	assert_int_equal(strlen(utc), strlen("14:08:00.123"));
	/* Half an hour off, as in India. */
	setenv("TZ", "XXX-5:30", 1);
	tzset();
	when_clock(boottime, here);
	assert_int_not_equal(strncmp(here, utc, 5), 0);
	assert_string_equal(strchr(here, '.'), strchr(utc, '.'));
	unsetenv("TZ");
	tzset();
}

static void check_ago(uint64_t seconds, const char *wanted)
{
	char text[WHEN_MAX];

	/* In the middle of the second, which the test takes less than. */
	assert_string_equal(when_ago(now(CLOCK_BOOTTIME) - seconds * SECOND - SECOND / 2, text),
			    wanted);
}

static void ago_is_in_the_unit_that_says_enough(void **state)
{
	(void)state;
	check_ago(0, "0 s");
	check_ago(119, "119 s");
	check_ago(120, "2 min");
	check_ago(119 * 60 + 59, "119 min");
	check_ago(120 * 60, "2 h");
	check_ago(2 * DAY - 1, "47 h");
	check_ago(2 * DAY, "2 d");
	check_ago(1000 * DAY, "1000 d");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rfc3339_is_the_time_of_the_wall_clock),
		cmocka_unit_test(order_is_kept),
		cmocka_unit_test(clock_is_of_the_time_zone),
		cmocka_unit_test(ago_is_in_the_unit_that_says_enough),
	};

	return cmocka_run_group_tests_name("when", tests, NULL, NULL);
}
