// SPDX-License-Identifier: GPL-2.0
/*
 * symbolic.c - names of errors and signals
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>

#include "base/array.h"
#include "base/symbolic.h"

static const char *const errnos[] = {
#define NAME(number) [number] = #number,
#include "errno_names.h"
};

static const char *const signals[] = {
#include "signal_names.h"
#undef NAME
};

static const char *find(const char *const names[], size_t count, int number)
{
	return number >= 0 && (size_t)number < count ? names[number] : NULL;
}

const char *errno_name(int error)
{
	return find(errnos, ARRAY_SIZE(errnos), error);
}

const char *signal_name(int number)
{
	return find(signals, ARRAY_SIZE(signals), number);
}
