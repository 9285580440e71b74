// SPDX-License-Identifier: GPL-2.0
/*
 * How long to wait for whom, with a fake clock.
 */
#include "unit.h"

#include "identity/patience.h"

static long now = 1000000;

/* How long is spent on a question that would take @takes milliseconds, if it is asked at all. */
static long ask(uid_t uid, int subject, long takes)
{
	struct patience *patience = patience_with(uid, subject, now);
	long left = patience_left(patience, now), spent = takes < left ? takes : left;

	if (!left)
		return 0;
	now += spent;
	patience_spend(patience, now, spent, takes < left);
	return spent;
}

static bool is_asked(uid_t uid, int subject)
{
	return patience_left(patience_with(uid, subject, now), now) > 0;
}

static void a_pause_grows_to_a_minute_and_ends_with_an_answer(void **state)
{
	static const long pauses[] = { 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pauses) / sizeof(*pauses); i++) {
		assert_int_equal(ask(0, RUNTIME_DOCKER, 5000), PATIENCE_MAX);
		now += pauses[i] - 1;
		assert_false(is_asked(0, RUNTIME_DOCKER));
		now++;
		assert_true(is_asked(0, RUNTIME_DOCKER));
	}
	ask(0, RUNTIME_DOCKER, 10);
	assert_true(is_asked(0, RUNTIME_DOCKER));
	ask(0, RUNTIME_DOCKER, 5000);
	now += 2000;
	assert_true(is_asked(0, RUNTIME_DOCKER));
	ask(0, RUNTIME_DOCKER, 10);
}

/* The runtimes of a hundred users, none of which ever answers. */
static void slow_users_silence_nobody_else(void **state)
{
	uid_t uid;
	int subject;

	(void)state;
	for (uid = 1; uid <= 100; uid++) {
		for (subject = 0; subject <= PATIENCE_CGROUPS; subject++)
			ask(uid, subject, 5000);
	}
	for (subject = 0; subject <= PATIENCE_CGROUPS; subject++) {
		assert_int_equal(ask(0, subject, 10), 10);
		assert_int_equal(ask(1000, subject, 10), 10);
		assert_false(is_asked(100, subject));
	}
}

/* Whether a user's files are slow or just fast enough not to time out: they get little more than a tenth of the time. */
static void check_share(uid_t uid, long takes, long most)
{
	long start = now, spent = 0;

	while (now < start + 600000) {
		spent += ask(uid, now % (PATIENCE_CGROUPS + 1), takes);
		now += 5;
	}
	assert_true(spent > 0);
	assert_true(spent <= most);
}

static void a_user_has_a_share(void **state)
{
	(void)state;
	check_share(2001, 5000, 32000);
	check_share(2002, 999, 65000);
	check_share(2003, 500, 65000);
	check_share(2004, 50, 65000);
}

/* Ten thousand containers of a user whose files are fast. */
static void who_is_quick_is_always_asked(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < 10000; i++) {
		assert_int_equal(ask(0, RUNTIME_PODMAN, 100), 100);
		assert_true(is_asked(3000, RUNTIME_PODMAN));
		ask(3000, RUNTIME_PODMAN, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pause_grows_to_a_minute_and_ends_with_an_answer),
		cmocka_unit_test(slow_users_silence_nobody_else),
		cmocka_unit_test(a_user_has_a_share),
		cmocka_unit_test(who_is_quick_is_always_asked),
	};

	return cmocka_run_group_tests_name("patience", tests, NULL, NULL);
}
