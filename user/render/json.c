// SPDX-License-Identifier: GPL-2.0
/*
 * json.c - JSON output
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/text.h"
#include "render/json.h"

static void out_of_memory(void)
{
	fail(STATUS_FAILED, "out of memory for the answer");
	exit(STATUS_FAILED);
}

json_t *json_text(const char *text, size_t length)
{
	char *clean = malloc(TEXT_CLEAN_MAX(length));
	json_t *value;

	if (!clean)
		out_of_memory();
	value = json_string(text_clean(clean, TEXT_CLEAN_MAX(length), text, length));
	if (!value)
		out_of_memory();
	free(clean);
	return value;
}

json_t *json_shown(const char *text)
{
	json_t *value = json_string(text);

	return value ? value : json_text(text, strlen(text));
}

json_t *json_mask(uint64_t mask)
{
	return json_sprintf("%016" PRIx64, mask);
}

void json_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value))
		out_of_memory();
}

static void dump(json_t *value, size_t flags)
{
	if (json_dumpf(value, stdout, flags) && !ferror(stdout))
		out_of_memory();
	json_decref(value);
}

void json_stream_put(struct json_stream *stream, json_t *record)
{
	if (stream->format == OUTPUT_JSON)
		fputs(stream->count ? ",\n" : "[\n", stdout);
	dump(record, JSON_COMPACT);
	if (stream->format == OUTPUT_JSONL)
		putchar('\n');
	stream->count++;
}

void json_stream_end(const struct json_stream *stream)
{
	if (stream->format == OUTPUT_JSON)
		puts(stream->count ? "\n]" : "[]");
}

void json_print(enum output_format format, json_t *answer)
{
	dump(answer, format == OUTPUT_JSON ? JSON_INDENT(2) : JSON_COMPACT);
	putchar('\n');
}
