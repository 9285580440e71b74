// SPDX-License-Identifier: GPL-2.0
/*
 * capability.c - capabilities by name and number, and masks of them
 *
 * The names come from libcap, which generates them from the kernel's header.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>

#include "base/capability.h"

const int capability_count = CAP_LAST_CAP + 1;

const char *capability_name(int cap, char name[CAPABILITY_NAME_MAX])
{
	char *known = cap < capability_count ? cap_to_name(cap) : NULL;

	/* libcap returns a bare number for a capability it does not know. */
	if (known && !isdigit((unsigned char)*known))
		snprintf(name, CAPABILITY_NAME_MAX, "%s", known);
	else
		snprintf(name, CAPABILITY_NAME_MAX, "cap_%d", cap);
	cap_free(known);
	return name;
}

const char *capability_title(int cap, char name[CAPABILITY_NAME_MAX])
{
	char *c;

	capability_name(cap, name);
	if (cap < capability_count) {
		for (c = name; *c; c++)
			*c = toupper((unsigned char)*c);
	}
	return name;
}

int capability_parse(const char *text, int length)
{
	static const char prefix[] = "cap_";
	const int prefix_length = sizeof(prefix) - 1;
	char name[CAPABILITY_NAME_MAX];
	int cap;

	if (length >= prefix_length && !strncasecmp(text, prefix, prefix_length)) {
		text += prefix_length;
		length -= prefix_length;
	}
	for (cap = 0; cap < 64; cap++) {
		const char *stem = capability_name(cap, name) + prefix_length;

		if (strlen(stem) == (size_t)length && !strncasecmp(stem, text, length))
			return cap;
	}
	return -1;
}

const char *capability_parse_list(const char *text, uint64_t *mask)
{
	*mask = 0;
	for (;;) {
		int length = strcspn(text, ",");
		int cap = capability_parse(text, length);

		if (cap < 0)
			return text;
		*mask |= BIT(cap);
		if (!text[length])
			return NULL;
		text += length + 1;
	}
}

const char *capability_parse_hex(const char *text, size_t length, uint64_t *mask)
{
	uint64_t value = 0;
	size_t i;

	if (length >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		text += 2;
		length -= 2;
	}
	if (!length)
		return "has no digits";
	for (i = 0; i < length; i++) {
		unsigned char c = text[i];

		if (!isxdigit(c))
			return "is not hexadecimal";
		if (value >> 60)
			return "has more than 64 bits";
		value = value << 4 | (isdigit(c) ? c - '0' : tolower(c) - 'a' + 10);
	}
	*mask = value;
	return NULL;
}

uint64_t capability_full(void)
{
	return BIT(capability_count) - 1;
}
