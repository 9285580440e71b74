// SPDX-License-Identifier: GPL-2.0
/*
 * memory.c - reporting that memory ran out
 */
#include "base/memory.h"

enum status out_of_memory(const char *what)
{
	return fail(STATUS_FAILED, OUT_OF_MEMORY, what);
}
