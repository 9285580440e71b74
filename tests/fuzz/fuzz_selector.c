// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_selector.c - match selectors of containers
 *
 * The input is one byte for the runtime, four for its owner, the container's id, a NUL, its
 * name, a NUL, and the selector.
 */
#include "fuzz.h"

#include "base/text.h"
#include "identity/selector.h"

static char *next_text(const uint8_t **data, size_t *size)
{
	size_t length = strnlen((const char *)*data, *size), step = length < *size ? length + 1 : length;
	char *text = fuzz_text(*data, length);

	*data += step;
	*size -= step;
	return text;
}

static bool is_clean(const char *text)
{
	char clean[IDENTITY_LABEL_MAX];

	return strlen(text) < IDENTITY_LABEL_MAX / 4 &&
	       !strcmp(text, text_clean(clean, sizeof(clean), text, strlen(text)));
}

static void match(struct identity *identity, const char *typed)
{
	char text[SELECTOR_MAX];

	selector_match(typed, identity);
	expect(!selector_is_empty(typed) || strlen(typed) < 32);
	selector_text(identity, false, text);
	/* The selector that is displayed for a container must match it. */
	if (*identity->name && is_clean(identity->name))
		expect(selector_match(text, identity) == SELECTOR_NAMES);
	selector_text(identity, true, text);
	if (is_clean(identity->container.id))
		expect(selector_match(text, identity) == SELECTOR_NAMES);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct identity identity = { .path = "", .contained = true };
	enum runtime runtime;
	char *id, *typed;

	if (size < 5)
		return -1;
	runtime = data[0] % RUNTIME_COUNT;
	memcpy(&identity.container.uid, data + 1, 4);
	data += 5;
	size -= 5;
	id = next_text(&data, &size);
	identity.name = next_text(&data, &size);
	typed = fuzz_text(data, size);
	if (container_set(&identity.container, runtime, id))
		match(&identity, typed);
	free(typed);
	free(identity.name);
	free(id);
	return 0;
}
