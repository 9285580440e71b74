// SPDX-License-Identifier: GPL-2.0
/*
 * Names of errors and signals, as glibc has them since 2.32.
 */
#include "unit.h"

#include <errno.h>
#include <signal.h>

#include "base/symbolic.h"

#if !__GLIBC_PREREQ(2, 32)
/* As signal(7) and errno(3) have them. */
static const char *strerrorname_np(int error)
{
	return error == EPERM ? "EPERM" : error == ENOSYS ? "ENOSYS" : errno_name(error);
}

static const char *sigabbrev_np(int number)
{
	return number == SIGHUP ? "HUP" : number == SIGKILL ? "KILL" : number == SIGSYS ? "SYS" : NULL;
}
#endif

static void errors_are_named_as_glibc_does(void **state)
{
	int error;

	(void)state;
	for (error = 1; error < 4096; error++) {
		const char *known = strerrorname_np(error), *name = errno_name(error);

		assert_int_equal(!known, !name);
		if (known)
			assert_string_equal(name, known);
	}
	assert_null(errno_name(-1));
}

/* But for those that programs have for themselves: they have a number each time. */
static void signals_are_named_as_glibc_does(void **state)
{
	char wanted[32];
	int number;

	(void)state;
	for (number = 1; number < SIGRTMIN; number++) {
		const char *known = sigabbrev_np(number);

		if (!known)
			continue;
		snprintf(wanted, sizeof(wanted), "SIG%s", known);
		assert_non_null(signal_name(number));
		assert_string_equal(signal_name(number), wanted);
	}
	assert_null(signal_name(0));
	assert_null(signal_name(1000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_are_named_as_glibc_does),
		cmocka_unit_test(signals_are_named_as_glibc_does),
	};

	return cmocka_run_group_tests_name("symbolic", tests, NULL, NULL);
}
