// SPDX-License-Identifier: GPL-2.0
/*
 * Extracting values from JSON: the same that jansson finds, and nothing if it is not JSON.
 */
#include "unit.h"

#include <string.h>

#include "runtime/json_pick.h"

static const char *const keys[] = { "a", "b/c", "b/d/e", NULL };

static void check_pick(const char *text, const char *wanted)
{
	/* Exactly sized, so that the sanitizer detects overreads. */
	char *exact = malloc(strlen(text) + !*text);
	json_t *picked, *wanted_json = wanted ? json_loads(wanted, 0, NULL) : NULL;

	assert_non_null(exact);
	memcpy(exact, text, strlen(text));
	picked = json_pick(exact, strlen(text), keys);
	if (wanted)
		assert_true(json_equal(picked, wanted_json));
	else
		assert_null(picked);
	json_decref(picked);
	json_decref(wanted_json);
	free(exact);
}

static void what_is_asked_for_is_found(void **state)
{
	(void)state;
	check_pick("{}", "{}");
	check_pick(" {\t\"a\" : 1 ,\n\"x\":[{\"a\":2}]} ", "{\"a\":1}");
	check_pick("{\"x\":\"a\\\"}\",\"a\":\"\\u00e9\\n\"}", "{\"a\":\"\\u00e9\\n\"}");
	check_pick("{\"a\":{\"b\":[1,null,true]},\"b\":null}", "{\"a\":{\"b\":[1,null,true]}}");
	check_pick("{\"c\":0,\"b\":{\"x\":{\"e\":1},\"c\":\"C\",\"d\":{\"e\":[]}}}", "{\"b/c\":\"C\",\"b/d/e\":[]}");
	check_pick("{\"b\":[\"c\"],\"aa\":1,\"\":2}", "{}");
	check_pick("{\"a\":1,\"a\":2}", "{\"a\":2}");
	check_pick("{\"x\":-1.5e3,\"a\":false}", "{\"a\":false}");
}

/* The value is not JSON, although the text around it is. */
static void what_is_wrong_is_not(void **state)
{
	(void)state;
	check_pick("{\"a\":nul}", "{}");
	check_pick("{\"a\":\"\xff\"}", "{}");
	check_pick("{\"a\":\"\\ud800\"}", "{}");
	check_pick("{\"a\":[1,}", NULL);
}

static void rubbish_is_no_object(void **state)
{
	static const char *const rubbish[] = {
		"", " ", "{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\"1}", "{a:1}",
		"{\"a\":}", "{\"a\":1}x", "{\"a\":1}{}", "[]", "1", "null", "\"a\"", "{\"a\":\"\\", "{\"a\":\"\\\"", "{\"x\":[}", "{\"b\":{\"c\":1}",
		"{\"b\":{", "{\"b\":{\"c\"", "{\"a\":1 2}", "}", "{]", "{\"a\":1]",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rubbish) / sizeof(*rubbish); i++)
		check_pick(rubbish[i], NULL);
}

/* A NUL in a key, where C strings would end. */
static void a_nul_ends_nothing(void **state)
{
	static const char text[] = "{\"a\0xxxxxxxxxxxxxxxx\":1}";
	json_t *picked = json_pick(text, sizeof(text) - 1, keys);

	(void)state;
	assert_int_equal(json_object_size(picked), 0);
	json_decref(picked);
}

static void count(void *context, const char *text, size_t length)
{
	size_t *counted = context;

	assert_true(length);
	assert_true(text[0] != ' ' && text[length - 1] != ' ');
	++*counted;
}

static void check_each(const char *text, bool valid, size_t wanted)
{
	size_t counted = 0;

	assert_int_equal(json_each(text, strlen(text), count, &counted), valid);
	assert_int_equal(counted, wanted);
}

static void elements_are_counted(void **state)
{
	(void)state;
	check_each("[]", true, 0);
	check_each(" [ 1 , \"],[\" , [2,3] , {\"a\":[4]} ] ", true, 4);
	check_each("[1,]", false, 1);
	check_each("[1 2]", false, 1);
	check_each("[1,2", false, 2);
	check_each("[", false, 0);
	check_each("{}", false, 0);
	check_each("[1]]", false, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_asked_for_is_found),
		cmocka_unit_test(what_is_wrong_is_not),
		cmocka_unit_test(rubbish_is_no_object),
		cmocka_unit_test(a_nul_ends_nothing),
		cmocka_unit_test(elements_are_counted),
	};

	return cmocka_run_group_tests_name("json_pick", tests, NULL, NULL);
}
