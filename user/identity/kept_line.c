// SPDX-License-Identifier: GPL-2.0
/*
 * kept_line.c - a line of the file of saved names: RUNTIME UID CGROUP ID NAME
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "identity/kept_file.h"

static bool parse_runtime(const char *name, enum runtime *runtime)
{
	int i;

	for (i = 0; i < RUNTIME_COUNT; i++) {
		if (!strcmp(runtime_names[i], name)) {
			*runtime = i;
			return true;
		}
	}
	return false;
}

static bool parse_number(const char *text, uint64_t max, uint64_t *number)
{
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*number = strtoull(text, &end, 10);
	return !errno && !*end && *number <= max;
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *digit = c ? strchr(digits, c) : NULL;

	return digit ? digit - digits : -1;
}

/* Decodes in place: the result is never longer. */
static bool decode(char *field)
{
	char *to = field;

	for (; *field; field++) {
		if (*field != '%') {
			*to++ = *field;
			continue;
		}
		if (hex_digit(field[1]) < 0 || hex_digit(field[2]) < 0)
			return false;
		*to = hex_digit(field[1]) << 4 | hex_digit(field[2]);
		if (!*to++)
			return false;
		field += 2;
	}
	*to = '\0';
	return true;
}

bool kept_line_parse(const char *text, struct kept_line *line)
{
	char copy[KEPT_LINE_MAX], *rest = copy;
	const char *runtime = NULL, *uid = NULL, *cgroup = NULL;
	uint64_t number;
	char *id = NULL;

	if (strlen(text) >= sizeof(copy))
		return false;
	strcpy(copy, text);
	memset(line, 0, sizeof(*line));
	runtime = strsep(&rest, " ");
	uid = strsep(&rest, " ");
	cgroup = strsep(&rest, " ");
	id = strsep(&rest, " ");
	if (!rest || strchr(rest, ' ') || !decode(id) || !decode(rest) || !*rest ||
	    strlen(rest) >= sizeof(line->name))
		return false;
	strcpy(line->name, rest);
	if (!parse_runtime(runtime, &line->container.runtime) ||
	    !container_set(&line->container, line->container.runtime, id) ||
	    !parse_number(uid, UINT32_MAX, &number) ||
	    !parse_number(cgroup, UINT64_MAX, &line->cgroup))
		return false;
	line->container.uid = number;
	return true;
}

static char *encode(char *to, const char *field)
{
	for (; *field; field++) {
		if ((unsigned char)*field <= ' ' || *field == '%' || *field == 0x7f)
			to += sprintf(to, "%%%02x", (unsigned char)*field);
		else
			*to++ = *field;
	}
	*to = '\0';
	return to;
}

void kept_line_print(const struct kept_line *line, char text[KEPT_LINE_MAX])
{
	text += sprintf(text, "%s %u %" PRIu64 " ", runtime_names[line->container.runtime],
			line->container.uid, line->cgroup);
	text = encode(text, line->container.id);
	*text++ = ' ';
	text = encode(text, line->name);
	strcpy(text, "\n");
}
