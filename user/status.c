// SPDX-License-Identifier: GPL-2.0
/*
 * status.c - how the program says what went wrong
 */
#include <stdarg.h>
#include <stdio.h>

#include "status.h"

static void say(const char *format, va_list arguments)
{
	fputs("capprobe: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
}

enum status fail(enum status status, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
	return status;
}

void note(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}
