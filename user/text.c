// SPDX-License-Identifier: GPL-2.0
/*
 * text.c - text that somebody else wrote, made fit to be shown
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

/*
 * The character at the start of @text, and how many bytes it takes; 0 where
 * they are not UTF-8 (RFC 3629: shortest form, no surrogates, up to U+10FFFF).
 */
static size_t decode(const unsigned char *text, size_t length, uint32_t *character)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t bytes, i;
	uint32_t value;

	if (text[0] < 0x80) {
		*character = text[0];
		return 1;
	}
	if (text[0] >= 0xc2 && text[0] <= 0xdf)
		bytes = 2;
	else if (text[0] >= 0xe0 && text[0] <= 0xef)
		bytes = 3;
	else if (text[0] >= 0xf0 && text[0] <= 0xf4)
		bytes = 4;
	else
		return 0;
	if (bytes > length)
		return 0;
	value = text[0] & (0x7f >> bytes);
	for (i = 1; i < bytes; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (text[i] & 0x3f);
	}
	if (value < least[bytes] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*character = value;
	return bytes;
}

static bool harmless(uint32_t character)
{
	if (character < 0x20 || (character >= 0x7f && character < 0xa0))
		return false;
	/* Marks, embeddings, overrides and isolates of direction; separators. */
	return !(character == 0x61c || character == 0x200e || character == 0x200f ||
		 (character >= 0x2028 && character <= 0x202e) ||
		 (character >= 0x2066 && character <= 0x2069) || character == 0xfeff);
}

char *text_clean(char *clean, size_t size, const char *text, size_t length)
{
	const unsigned char *from = (const unsigned char *)text;
	size_t used = 0;

	while (length) {
		uint32_t character;
		size_t bytes = decode(from, length, &character);
		bool keep = bytes && harmless(character);

		if (!bytes)
			bytes = 1;
		if (used + (keep ? bytes : 4 * bytes) >= size)
			break;
		if (keep) {
			memcpy(clean + used, from, bytes);
			used += bytes;
		} else {
			size_t i;

			for (i = 0; i < bytes; i++)
				used += sprintf(clean + used, "\\x%02x", from[i]);
		}
		from += bytes;
		length -= bytes;
	}
	clean[used] = '\0';
	return clean;
}
