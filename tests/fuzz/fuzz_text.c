// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_text.c - make untrusted text safe to display
 *
 * Checks that the output is valid and visible with libraries that text.c does not use.
 */
#include "fuzz.h"

#include <jansson.h>
#include <unictype.h>
#include <unistr.h>

#include "base/text.h"
#include "render/json.h"

static void expect_seen(const char *clean)
{
	ucs4_t character;

	while ((clean = (const char *)u8_next(&character, (const uint8_t *)clean))) {
		expect(!uc_is_general_category(character, UC_CATEGORY_Cc));
		expect(!uc_is_general_category(character, UC_CATEGORY_Zl));
		expect(!uc_is_general_category(character, UC_CATEGORY_Zp));
		expect(!uc_is_property(character, UC_PROPERTY_DEFAULT_IGNORABLE_CODE_POINT));
		expect(!uc_is_property(character, UC_PROPERTY_BIDI_CONTROL));
		expect(!uc_is_property(character, UC_PROPERTY_ZERO_WIDTH));
	}
}

static unsigned char hex_byte(const char *digits)
{
	char text[] = { digits[0], digits[1], '\0' }, *end;
	unsigned char byte = strtoul(text, &end, 16);

	expect(end == text + 2);
	return byte;
}

/* Decodes the output, to verify that no two inputs have the same one. */
static size_t expect_stands_for(const char *clean, const uint8_t *text, size_t size)
{
	size_t i;

	for (i = 0; *clean; i++) {
		unsigned char byte = *clean++;

		if (byte == '\\' && *clean == 'x') {
			byte = hex_byte(clean + 1);
			clean += 3;
		} else if (byte == '\\') {
			expect(*clean++ == '\\');
		}
		expect(i < size && text[i] == byte);
	}
	return i;
}

static void clean_into(size_t room, const uint8_t *data, size_t size)
{
	char *clean = malloc(room);

	expect(clean);
	text_clean(clean, room, (const char *)data, size);
	expect(strnlen(clean, room) < room);
	expect(!u8_check((const uint8_t *)clean, strlen(clean)));
	expect_seen(clean);
	if (expect_stands_for(clean, data, size) < size)
		expect(room < TEXT_CLEAN_MAX(size));
	free(clean);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *value;

	clean_into(TEXT_CLEAN_MAX(size), data, size);
	if (size)
		clean_into(data[0] + 1, data + 1, size - 1);
	value = json_text((const char *)data, size);
	expect(json_is_string(value));
	json_decref(value);
	return 0;
}
