// SPDX-License-Identifier: GPL-2.0
/*
 * callers_native.c - the calls with their numbers for 64-bit programs
 */
#include <asm/unistd_64.h>
#include <stddef.h>

#include "callers.h"

const struct callers_call callers_native[] = {
	CALLERS_COMMON(CALLERS_ENTRY)
	CALLERS_NATIVE(CALLERS_ENTRY)
	{ NULL, NULL, 0 }
};
