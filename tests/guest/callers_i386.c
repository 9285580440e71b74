// SPDX-License-Identifier: GPL-2.0
/*
 * callers_i386.c - the calls with their numbers for 32-bit programs
 */
#include <asm/unistd_32.h>
#include <stddef.h>

#include "callers.h"

const struct callers_call callers_i386[] = {
	CALLERS_COMMON(CALLERS_ENTRY)
	CALLERS_I386(CALLERS_ENTRY)
	{ NULL, NULL, 0 }
};
