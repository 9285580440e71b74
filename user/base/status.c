// SPDX-License-Identifier: GPL-2.0
/*
 * status.c - messages on standard error
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/status.h"
#include "base/text.h"

/* Arguments may have been pasted and end up in messages, so they are cleaned. */
static void say(const char *format, va_list arguments)
{
	char *text;

	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	fputs("capprobe: ", stderr);
	text_print(stderr, text ? text : "out of memory for a message");
	fputc('\n', stderr);
	free(text);
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
