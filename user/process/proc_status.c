// SPDX-License-Identifier: GPL-2.0
/*
 * proc_status.c - the capability sets in /proc/PID/status
 */
#include <stdlib.h>
#include <string.h>

#include "base/capability.h"
#include "process/proc_status.h"

const char *const capability_set_names[SET_COUNT] = {
#define SET_NAME(symbol, name, field) [SET_##symbol] = name,
	CAPABILITY_SETS(SET_NAME)
#undef SET_NAME
};

static const char *const fields[SET_COUNT] = {
#define SET_FIELD(symbol, name, field) [SET_##symbol] = field,
	CAPABILITY_SETS(SET_FIELD)
#undef SET_FIELD
};

static const char *parse_line(const char *line, size_t length, struct proc_status *status)
{
	size_t name_length, i;
	const char *colon = memchr(line, ':', length);

	if (!colon)
		return NULL;
	name_length = colon - line;
	for (i = 0; i < SET_COUNT; i++) {
		const char *value = colon + 1;
		const char *end = line + length;

		if (strlen(fields[i]) != name_length || memcmp(fields[i], line, name_length))
			continue;
		while (value < end && (*value == ' ' || *value == '\t'))
			value++;
		while (end > value && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
			end--;
		if (capability_parse_hex(value, end - value, &status->sets[i]))
			return "has a capability set that is not a mask";
		status->present |= 1u << i;
	}
	return NULL;
}

const char *proc_status_parse(const char *text, size_t length, struct proc_status *status)
{
	const char *end = text + length;

	*status = (struct proc_status){ 0 };
	while (text < end) {
		const char *newline = memchr(text, '\n', end - text);
		const char *stop = newline ? newline : end;
		const char *wrong = parse_line(text, stop - text, status);

		if (wrong)
			return wrong;
		text = newline ? newline + 1 : end;
	}
	return status->present ? NULL : "has no line of a capability set, such as \"CapEff:\"";
}

size_t proc_status_numbers(const char *text, const char *field, unsigned long *numbers,
			   size_t count)
{
	size_t length = strlen(field), found = 0;

	while (text && (strncmp(text, field, length) || text[length] != ':')) {
		text = strchr(text, '\n');
		text = text ? text + 1 : NULL;
	}
	if (!text)
		return 0;
	text += length + 1;
	for (;;) {
		unsigned long number;
		char *end;

		text += strspn(text, " \t");
		if (*text < '0' || *text > '9')
			return found;
		number = strtoul(text, &end, 10);
		if (found++ < count)
			numbers[found - 1] = number;
		text = end;
	}
}
