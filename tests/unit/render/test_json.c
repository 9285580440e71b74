// SPDX-License-Identifier: GPL-2.0
/*
 * JSON that other programs read: whole, well formed, or not there at all and said.
 */
#include "capture.h"

#include "render/json.h"

static long allocations_left = -1;	/* the next one is refused at 0, none below */

/* Refuses one allocation only, so that what follows cannot hide that it was ignored. */
static void *refusing_malloc(size_t size)
{
	return allocations_left-- ? malloc(size) : NULL;
}

static void check_text(const char *text, size_t length, const char *wanted)
{
	json_t *value = json_text(text, length);

	assert_string_equal(json_string_value(value), wanted);
	json_decref(value);
}

static void what_others_wrote_is_cleaned(void **state)
{
	(void)state;
	check_text("web", 3, "web");
	check_text("a\0b", 3, "a\\x00b");
	check_text("\xff\x1b[31m", 6, "\\xff\\x1b[31m");
	check_text("caf\xc3\xa9", 5, "caf\xc3\xa9");
	check_text("back\\slash", 10, "back\\\\slash");
	check_text("", 0, "");
}

static void what_is_shown_is_not_cleaned_twice(void **state)
{
	json_t *value = json_shown("a\\x1b");

	(void)state;
	assert_string_equal(json_string_value(value), "a\\x1b");
	json_decref(value);
	/* Cut in the middle of a character. */
	value = json_shown("caf\xc3");
	assert_string_equal(json_string_value(value), "caf\\xc3");
	json_decref(value);
}

static void mask_is_sixteen_digits(void **state)
{
	json_t *value = json_mask(0xa80425fb);

	(void)state;
	assert_string_equal(json_string_value(value), "00000000a80425fb");
	json_decref(value);
	value = json_mask(UINT64_MAX);
	assert_string_equal(json_string_value(value), "ffffffffffffffff");
	json_decref(value);
}

static void nothing_is_null(void **state)
{
	json_t *value = json_text_or_null(NULL);

	(void)state;
	assert_true(json_is_null(value));
	value = json_text_or_null("x");
	assert_string_equal(json_string_value(value), "x");
	json_decref(value);
}

static const char *stream(enum output_format format, int count)
{
	struct capture capture = capture_start(STDOUT_FILENO);
	struct json_stream stream = { .format = format };
	int i;

	for (i = 0; i < count; i++)
		assert_int_equal(json_stream_put(&stream, json_pack("{s:i}", "n", i)), STATUS_OK);
	json_stream_end(&stream);
	return capture_end(&capture);
}

static void stream_is_an_array_or_lines(void **state)
{
	(void)state;
	assert_string_equal(stream(OUTPUT_JSON, 0), "[]\n");
	assert_string_equal(stream(OUTPUT_JSON, 1), "[\n{\"n\":0}\n]\n");
	assert_string_equal(stream(OUTPUT_JSON, 2), "[\n{\"n\":0},\n{\"n\":1}\n]\n");
	assert_string_equal(stream(OUTPUT_JSONL, 0), "");
	assert_string_equal(stream(OUTPUT_JSONL, 2), "{\"n\":0}\n{\"n\":1}\n");
}

static void lines_are_one_each(void **state)
{
	struct capture capture = capture_start(STDOUT_FILENO);

	(void)state;
	json_print(OUTPUT_JSONL, json_pack("{s:[i,i]}", "n", 1, 2));
	assert_string_equal(capture_end(&capture), "{\"n\":[1,2]}\n");
}

static json_t *answer(void)
{
	json_t *object = json_object(), *array = json_array();
	int i;

	for (i = 0; i < 3; i++)
		json_append(&array, json_text("name", 4));
	json_set(&object, "names", array);
	json_set(&object, "mask", json_mask(1));
	json_set(&object, "text", json_shown("text"));
	return object;
}

/* Whichever allocation is the one that fails: no part of it is shown, and it is said. */
static void answer_without_memory_is_none(void **state)
{
	struct capture out, error;
	enum status status;
	const char *said;
	bool whole = false;
	long allocations;

	(void)state;
	json_set_alloc_funcs(refusing_malloc, free);
	for (allocations = 0; !whole; allocations++) {
		json_t *made;

		allocations_left = allocations;
		made = answer();
		whole = allocations_left >= 0;
		allocations_left = -1;
		error = capture_start(STDERR_FILENO);
		out = capture_start(STDOUT_FILENO);
		status = json_print(OUTPUT_JSONL, made);
		said = capture_end(&out);
		/* json_shown() gets by without one of them. */
		if (made) {
			assert_int_equal(status, STATUS_OK);
			assert_string_equal(said, "{\"names\":[\"name\",\"name\",\"name\"],"
					    "\"mask\":\"0000000000000001\",\"text\":\"text\"}\n");
			assert_string_equal(capture_end(&error), "");
		} else {
			assert_int_equal(status, STATUS_FAILED);
			assert_string_equal(said, "");
			assert_string_equal(capture_end(&error),
					    "capprobe: out of memory for the answer\n");
		}
	}
	json_set_alloc_funcs(malloc, free);
	/* Each value takes one at least. */
	assert_true(allocations > 7);
}

/* What was streamed before stays well formed. */
static void stream_goes_on_without_it(void **state)
{
	struct capture error = capture_start(STDERR_FILENO), out = capture_start(STDOUT_FILENO);
	struct json_stream stream = { .format = OUTPUT_JSON };
	enum status status = json_stream_put(&stream, NULL);

	(void)state;
	json_stream_put(&stream, json_pack("{s:i}", "n", 1));
	json_stream_end(&stream);
	assert_string_equal(capture_end(&out), "[\n{\"n\":1}\n]\n");
	assert_string_equal(capture_end(&error), "capprobe: out of memory for the answer\n");
	assert_int_equal(status, STATUS_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_others_wrote_is_cleaned),
		cmocka_unit_test(what_is_shown_is_not_cleaned_twice),
		cmocka_unit_test(mask_is_sixteen_digits),
		cmocka_unit_test(nothing_is_null),
		cmocka_unit_test(stream_is_an_array_or_lines),
		cmocka_unit_test(lines_are_one_each),
		cmocka_unit_test(answer_without_memory_is_none),
		cmocka_unit_test(stream_goes_on_without_it),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
