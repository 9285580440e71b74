/* SPDX-License-Identifier: GPL-2.0 */
/*
 * json.h - JSON output
 *
 * A value is NULL if there was no memory for it, and so is whatever it was meant to
 * become part of. json_print() and json_stream_put() report it.
 */
#ifndef JSON_H
#define JSON_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "render/output.h"

/**
 * json_text() - make a string from untrusted bytes
 * @text: the bytes
 * @length: number of bytes
 *
 * Return: the string, cleaned with text_clean().
 */
json_t *json_text(const char *text, size_t length);

/**
 * json_shown() - make a string from text that has been cleaned already
 * @text: the text
 *
 * If it is not valid UTF-8 after all, because it was truncated, it is cleaned
 * again rather than dropped.
 */
json_t *json_shown(const char *text);

/**
 * json_text_or_null() - make a string, or null
 * @text: valid UTF-8; NULL for null
 */
json_t *json_text_or_null(const char *text);

/**
 * json_mask() - make a string of 16 hexadecimal digits
 * @mask: the mask
 */
json_t *json_mask(uint64_t mask);

/**
 * json_set() - set a key of an object
 * @object: the object
 * @key: the key
 * @value: the value; the reference is stolen
 */
void json_set(json_t **object, const char *key, json_t *value);

/**
 * json_append() - append to an array
 * @array: the array
 * @value: the value; the reference is stolen
 */
void json_append(json_t **array, json_t *value);

/**
 * struct json_stream - records printed one at a time
 * @format: OUTPUT_JSON for a single array, OUTPUT_JSONL for one line per record
 * @count: number of records printed
 */
struct json_stream {
	enum output_format	format;
	uint64_t		count;
};

/**
 * json_stream_put() - print a record
 * @stream: the stream
 * @record: the record; the reference is stolen
 *
 * Return: STATUS_OK, or STATUS_FAILED if out of memory, after reporting it.
 */
enum status json_stream_put(struct json_stream *stream, json_t *record);

/**
 * json_stream_end() - close the array, if any
 * @stream: the stream
 */
void json_stream_end(const struct json_stream *stream);

/**
 * json_print() - print a complete answer, on one line for OUTPUT_JSONL
 * @format: OUTPUT_JSON or OUTPUT_JSONL
 * @answer: the answer; the reference is stolen
 *
 * Return: as json_stream_put().
 */
enum status json_print(enum output_format format, json_t *answer);

#endif /* JSON_H */
