// SPDX-License-Identifier: GPL-2.0
/*
 * Untrusted text: nothing in it moves a cursor or breaks UTF-8 (RFC 3629).
 */
#include "unit.h"

#include <jansson.h>

#include "base/text.h"

static const char *clean(const char *text, size_t length)
{
	static char buffer[4096];

	return text_clean(buffer, sizeof(buffer), text, length);
}

#define CLEAN(text)	clean(text, sizeof(text) - 1)

static void plain_text_stays(void **state)
{
	(void)state;
	assert_string_equal(CLEAN("/dummy.ko"), "/dummy.ko");
	assert_string_equal(CLEAN("na\xc3\xafve \xe2\x82\xac \xf0\x9f\x90\xa7"),
			    "na\xc3\xafve \xe2\x82\xac \xf0\x9f\x90\xa7");
	assert_string_equal(CLEAN(""), "");
}

static void controls_are_shown(void **state)
{
	(void)state;
	assert_string_equal(CLEAN("a\033[2Jb\n\t\x7f"), "a\\x1b[2Jb\\x0a\\x09\\x7f");
	assert_string_equal(CLEAN("a\0b"), "a\\x00b");
	/* U+009B, a CSI of one character; U+202E, right to left. */
	assert_string_equal(CLEAN("\xc2\x9b"), "\\xc2\\x9b");
	assert_string_equal(CLEAN("\xe2\x80\xae"), "\\xe2\\x80\\xae");
}

static void an_escape_is_no_name(void **state)
{
	(void)state;
	assert_string_equal(CLEAN("a\x1b"), "a\\x1b");
	assert_string_equal(CLEAN("a\\x1b"), "a\\\\x1b");
	assert_string_equal(CLEAN("a\\"), "a\\\\");
}

/* Each as UTF-8, between two letters that must be kept. */
static void what_takes_no_room_is_shown(void **state)
{
	static const char *const invisible[] = {
		"\xc2\xad",		/* U+00AD, soft hyphen */
		"\xcd\x8f",		/* U+034F, combining grapheme joiner */
		"\xd8\x9c",		/* U+061C, Arabic letter mark */
		"\xe1\x85\x9f",	/* U+115F, Hangul filler */
		"\xe1\xa0\x8e",	/* U+180E, Mongolian vowel separator */
		"\xe2\x80\x8b",	/* U+200B, zero width space */
		"\xe2\x80\x8d",	/* U+200D, zero width joiner */
		"\xe2\x81\xa0",	/* U+2060, word joiner */
		"\xe2\x81\xaf",	/* U+206F, nominal digit shapes */
		"\xe3\x85\xa4",	/* U+3164, Hangul filler */
		"\xef\xb8\x8f",	/* U+FE0F, variation selector */
		"\xef\xbb\xbf",	/* U+FEFF, zero width no-break space */
		"\xef\xbf\xb9",	/* U+FFF9, interlinear annotation */
		"\xf0\x9d\x85\xb3",	/* U+1D173, musical begin beam */
		"\xf3\xa0\x80\x81",	/* U+E0001, language tag */
		"\xf3\xa0\x81\xa1",	/* U+E0061, tag small letter a */
		"\xf3\xa0\x84\x80",	/* U+E0100, variation selector */
	};
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(invisible) / sizeof(*invisible); i++) {
		char text[16], shown[32] = "a";

		snprintf(text, sizeof(text), "a%sb", invisible[i]);
		for (j = 0; invisible[i][j]; j++)
			sprintf(shown + strlen(shown), "\\x%02x", (unsigned char)invisible[i][j]);
		strcat(shown, "b");
		assert_string_equal(clean(text, strlen(text)), shown);
	}
}

/* Neighbours of the invisible characters, and combining marks, which are visible. */
static void what_is_seen_stays(void **state)
{
	(void)state;
	assert_string_equal(CLEAN("e\xcc\x81 \xe2\x80\x90 \xe2\x80\xaf \xe2\x81\xb0 \xe1\x85\x9e"),
			    "e\xcc\x81 \xe2\x80\x90 \xe2\x80\xaf \xe2\x81\xb0 \xe1\x85\x9e");
}

static void what_is_not_utf8_is_shown(void **state)
{
	(void)state;
	assert_string_equal(CLEAN("\xff"), "\\xff");
	assert_string_equal(CLEAN("\xe2\x82"), "\\xe2\\x82");
	assert_string_equal(CLEAN("\xc0\xaf"), "\\xc0\\xaf");
	assert_string_equal(CLEAN("\xed\xa0\x80"), "\\xed\\xa0\\x80");
	assert_string_equal(CLEAN("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
	assert_string_equal(CLEAN("\xc3("), "\\xc3(");
}

static void text_that_does_not_fit_ends_at_a_character(void **state)
{
	char small[5];

	(void)state;
	assert_string_equal(text_clean(small, sizeof(small), "abcdef", 6), "abcd");
	assert_string_equal(text_clean(small, sizeof(small), "abc\xc3\xaf", 5), "abc");
	assert_string_equal(text_clean(small, sizeof(small), "a\033", 2), "a");
	assert_string_equal(text_clean(small, sizeof(small), "abc\\", 4), "abc");
}

/* Whatever goes in, another library accepts what comes out as UTF-8. */
static void all_bytes_become_a_json_string(void **state)
{
	unsigned int seed = 1;
	int round, i;

	(void)state;
	for (round = 0; round < 2000; round++) {
		char text[24];
		json_t *string;

		for (i = 0; i < (int)sizeof(text); i++)
			text[i] = rand_r(&seed) >> 7;
		string = json_string(clean(text, sizeof(text)));
		assert_non_null(string);
		json_decref(string);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_stays),
		cmocka_unit_test(controls_are_shown),
		cmocka_unit_test(an_escape_is_no_name),
		cmocka_unit_test(what_takes_no_room_is_shown),
		cmocka_unit_test(what_is_seen_stays),
		cmocka_unit_test(what_is_not_utf8_is_shown),
		cmocka_unit_test(text_that_does_not_fit_ends_at_a_character),
		cmocka_unit_test(all_bytes_become_a_json_string),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
