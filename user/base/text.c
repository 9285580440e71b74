// SPDX-License-Identifier: GPL-2.0
/*
 * text.c - make untrusted text safe to display
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"

/*
 * Decode the character at the start of @text. Returns its length in bytes, or 0
 * if it is not valid UTF-8 (RFC 3629: shortest form, no surrogates, up to
 * U+10FFFF).
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

/*
 * Characters that are invisible or change how others are displayed: control and
 * format characters (Cc and Cf in Unicode's UnicodeData.txt),
 * Default_Ignorable_Code_Point of its DerivedCoreProperties.txt (zero width,
 * fillers, directional marks and overrides, variation selectors, tags), line and
 * paragraph separators, and interlinear annotations. Sorted.
 */
static const struct {
	uint32_t	first;
	uint32_t	last;
} unseen[] = {
	{ 0x00, 0x1f },	      { 0x7f, 0x9f },	    { 0xad, 0xad },	  { 0x34f, 0x34f },
	{ 0x600, 0x605 },     { 0x61c, 0x61c },	    { 0x6dd, 0x6dd },	  { 0x70f, 0x70f },
	{ 0x890, 0x891 },     { 0x8e2, 0x8e2 },	    { 0x115f, 0x1160 },	  { 0x17b4, 0x17b5 },
	{ 0x180b, 0x180f },   { 0x200b, 0x200f },   { 0x2028, 0x202e },	  { 0x2060, 0x206f },
	{ 0x3164, 0x3164 },   { 0xfe00, 0xfe0f },   { 0xfeff, 0xfeff },	  { 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb },   { 0x110bd, 0x110bd }, { 0x110cd, 0x110cd }, { 0x13430, 0x1343f },
	{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
};

static bool is_seen(uint32_t character)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(unseen) && unseen[i].first <= character; i++) {
		if (character <= unseen[i].last)
			return false;
	}
	return true;
}

#define SHOWN_MAX	(4 * 4 + 1)	/* a four-byte character as escapes, and a NUL */

/* A backslash starts an escape, so it is doubled itself. */
static size_t show(const unsigned char *from, size_t bytes, bool keep, char shown[SHOWN_MAX])
{
	size_t used = 0, i;

	if (keep && *from == '\\')
		shown[used++] = '\\';
	for (i = 0; i < bytes; i++) {
		if (keep)
			shown[used++] = from[i];
		else
			used += sprintf(shown + used, "\\x%02x", from[i]);
	}
	return used;
}

char *text_clean(char *clean, size_t size, const char *text, size_t length)
{
	const unsigned char *from = (const unsigned char *)text;
	char shown[SHOWN_MAX];
	size_t used = 0;

	while (length) {
		uint32_t character;
		size_t bytes = decode(from, length, &character), more;

		more = show(from, bytes ? bytes : 1, bytes && is_seen(character), shown);
		if (used + more >= size)
			break;
		memcpy(clean + used, shown, more);
		used += more;
		from += bytes ? bytes : 1;
		length -= bytes ? bytes : 1;
	}
	clean[used] = '\0';
	return clean;
}

void text_print(FILE *stream, const char *text)
{
	const unsigned char *from = (const unsigned char *)text;
	size_t length = strlen(text);
	char shown[SHOWN_MAX];

	while (length) {
		uint32_t character;
		size_t bytes = decode(from, length, &character);
		bool keep = bytes && is_seen(character);
		size_t more;

		if (!bytes)
			bytes = 1;
		more = show(from, bytes, keep, shown);
		fwrite(shown, 1, *from == '\\' ? 1 : more, stream);
		from += bytes;
		length -= bytes;
	}
}

void text_append(char *text, size_t size, const char *format, ...)
{
	size_t length = strlen(text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text + length, size - length, format, arguments);
	va_end(arguments);
}
