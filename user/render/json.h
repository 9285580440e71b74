/* SPDX-License-Identifier: GPL-2.0 */
/*
 * json.h - what every command needs to answer in JSON
 */
#ifndef JSON_H
#define JSON_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "render/output.h"

/**
 * json_text() - a string from bytes that somebody else wrote
 * @text: the bytes
 * @length: how many
 *
 * Return: the string, cleaned as by text_clean(): never NULL.
 */
json_t *json_text(const char *text, size_t length);

/**
 * json_shown() - a string from text that is fit to be shown already
 * @text: the text, of which parts were cleaned
 *
 * Where it is not UTF-8 after all, because it was cut, it is cleaned once more:
 * no answer is lost for it.
 *
 * Return: the string: never NULL.
 */
json_t *json_shown(const char *text);

/**
 * json_mask() - a mask as 16 hexadecimal digits
 * @mask: the mask
 */
json_t *json_mask(uint64_t mask);

/**
 * json_set() - set a key of an object
 * @object: the object
 * @key: the key
 * @value: its value, which the object takes over
 *
 * The program ends where there is no memory.
 */
void json_set(json_t *object, const char *key, json_t *value);

/**
 * struct json_stream - records that are printed one by one
 * @format: OUTPUT_JSON for one array, OUTPUT_JSONL for a line each
 * @count: how many were printed
 */
struct json_stream {
	enum output_format	format;
	uint64_t		count;
};

/**
 * json_stream_put() - print a record
 * @stream: the stream
 * @record: the record; given up
 */
void json_stream_put(struct json_stream *stream, json_t *record);

/**
 * json_stream_end() - print what is missing to be well formed
 * @stream: the stream
 */
void json_stream_end(const struct json_stream *stream);

/**
 * json_print() - print a whole answer, on one line for OUTPUT_JSONL
 * @format: OUTPUT_JSON or OUTPUT_JSONL
 * @answer: the answer; given up
 */
void json_print(enum output_format format, json_t *answer);

#endif /* JSON_H */
