// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_json_pick.c - extract values from a runtime's JSON, which a user may have written
 *
 * Compared with jansson, except for texts with features that runtimes do not use: escapes,
 * duplicate keys, and keys with a slash.
 */
#include "fuzz.h"

#include "runtime/json_pick.h"

static const char *const keys[] = { "id", "names", "linux/cgroupsPath", NULL };

static void expect_same(const char *text, size_t size, json_t *picked)
{
	json_t *whole = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
	json_t *linux_ = json_object_get(whole, "linux");

	if (json_is_object(whole) && !memchr(text, '\\', size) && !memmem(text, size, "/c", 2)) {
		expect(picked);
		expect(json_equal(json_object_get(picked, keys[0]), json_object_get(whole, "id")) ||
		       !json_object_get(whole, "id"));
		expect(json_equal(json_object_get(picked, keys[1]), json_object_get(whole, "names")) ||
		       !json_object_get(whole, "names"));
		expect(json_equal(json_object_get(picked, keys[2]),
				  json_object_get(linux_, "cgroupsPath")) ||
		       !json_object_get(linux_, "cgroupsPath"));
	}
	json_decref(whole);
}

static void on_element(void *context, const char *text, size_t length)
{
	size_t *elements = context;

	json_decref(json_pick(text, length, keys));
	++*elements;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	json_t *picked = json_pick(text, size, keys), *array;
	size_t elements = 0;
	bool is_array;

	expect_same(text, size, picked);
	json_decref(picked);
	is_array = json_each(text, size, on_element, &elements);
	expect(elements <= size);
	array = json_loadb(text, size, 0, NULL);
	if (json_is_array(array))
		expect(is_array && elements == json_array_size(array));
	json_decref(array);
	return 0;
}
