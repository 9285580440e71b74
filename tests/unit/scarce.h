/* SPDX-License-Identifier: GPL-2.0 */
/*
 * scarce.h - memory that runs out at a chosen allocation, for tests that are
 *	called test_X_scarce.c: the program's parts are linked with these
 */
#ifndef SCARCE_H
#define SCARCE_H

#include "unit.h"

#include <errno.h>

/* How many allocations succeed before one is refused; none is if it is negative. */
static long allocations_left = -1;

/* Refuses one allocation only, so that later ones cannot hide that it was ignored. */
static inline bool is_refused(void)
{
	if (allocations_left--)
		return false;
	errno = ENOMEM;
	return true;
}

#define SCARCE(type, function, parameters, ...)			\
	type __real_##function parameters;			\
	type __wrap_##function parameters;			\
	type __wrap_##function parameters			\
	{							\
		return is_refused() ? 0 : __real_##function(__VA_ARGS__);	\
	}

SCARCE(void *, malloc, (size_t size), size)
SCARCE(void *, calloc, (size_t count, size_t size), count, size)
SCARCE(void *, reallocarray, (void *array, size_t count, size_t size), array, count, size)
SCARCE(char *, strdup, (const char *text), text)
SCARCE(char *, strndup, (const char *text, size_t length), text, length)
SCARCE(void *, tsearch, (const void *key, void **root, int (*compare)(const void *, const void *)),
       key, root, compare)

int __real_vasprintf(char **text, const char *format, va_list arguments);
int __wrap_vasprintf(char **text, const char *format, va_list arguments);
int __wrap_asprintf(char **text, const char *format, ...);

int __wrap_vasprintf(char **text, const char *format, va_list arguments)
{
	return is_refused() ? -1 : __real_vasprintf(text, format, arguments);
}

int __wrap_asprintf(char **text, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = __wrap_vasprintf(text, format, arguments);
	va_end(arguments);
	return length;
}

#define SCARCE_MOST	10000	/* allocations of what is tried */

/*
 * Calls @try with each of its allocations refused in turn, and at last with none:
 * it says whether it got all that it wanted.
 */
static inline void try_with_each_refused(bool (*try)(void))
{
	long allocations;
	bool refused = true;

	for (allocations = 0; refused && allocations < SCARCE_MOST; allocations++) {
		bool got;

		allocations_left = allocations;
		got = try();
		refused = allocations_left < 0;
		allocations_left = -1;
		if (!refused)
			assert_true(got);
	}
	assert_false(refused);
	assert_true(allocations > 1);
}

#endif /* SCARCE_H */
