// SPDX-License-Identifier: GPL-2.0
/*
 * Text from others: nothing in it moves a cursor or breaks UTF-8 (RFC 3629).
 */
#include "unit.h"

#include <jansson.h>

#include "text.h"

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
}

/* What another library takes for UTF-8 is what comes out, whatever goes in. */
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
		cmocka_unit_test(what_is_not_utf8_is_shown),
		cmocka_unit_test(text_that_does_not_fit_ends_at_a_character),
		cmocka_unit_test(all_bytes_become_a_json_string),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
