// SPDX-License-Identifier: GPL-2.0
/*
 * json.c - JSON output
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "render/json.h"

json_t *json_text(const char *text, size_t length)
{
	char *clean = malloc(TEXT_CLEAN_MAX(length));
	json_t *value = NULL;

	if (clean)
		value = json_string(text_clean(clean, TEXT_CLEAN_MAX(length), text, length));
	free(clean);
	return value;
}

json_t *json_shown(const char *text)
{
	json_t *value = json_string(text);

	return value ? value : json_text(text, strlen(text));
}

json_t *json_text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

json_t *json_mask(uint64_t mask)
{
	return json_sprintf("%016" PRIx64, mask);
}

/* An incomplete value must not be shown as if it were complete. */
static void give_up(json_t **whole)
{
	json_decref(*whole);
	*whole = NULL;
}

void json_set(json_t **object, const char *key, json_t *value)
{
	if (json_object_set_new(*object, key, value))
		give_up(object);
}

void json_append(json_t **array, json_t *value)
{
	if (json_array_append_new(*array, value))
		give_up(array);
}

static enum status no_memory(void)
{
	return out_of_memory("the answer");
}

/* answer_end() reports write errors. */
static enum status dump(json_t *value, size_t flags)
{
	bool done = !json_dumpf(value, stdout, flags) || ferror(stdout);

	json_decref(value);
	return done ? STATUS_OK : no_memory();
}

enum status json_stream_put(struct json_stream *stream, json_t *record)
{
	enum status status;

	if (!record)
		return no_memory();
	if (stream->format == OUTPUT_JSON)
		fputs(stream->count ? ",\n" : "[\n", stdout);
	status = dump(record, JSON_COMPACT);
	if (stream->format == OUTPUT_JSONL)
		putchar('\n');
	stream->count++;
	return status;
}

void json_stream_end(const struct json_stream *stream)
{
	if (stream->format == OUTPUT_JSON)
		puts(stream->count ? "\n]" : "[]");
}

enum status json_print(enum output_format format, json_t *answer)
{
	enum status status;

	if (!answer)
		return no_memory();
	status = dump(answer, format == OUTPUT_JSON ? JSON_INDENT(2) : JSON_COMPACT);
	putchar('\n');
	return status;
}
