/* SPDX-License-Identifier: GPL-2.0 */
/*
 * json_pick.h - extract a few values from a JSON text
 *
 * jansson takes 200 instructions per byte to parse a text, and runtimes write
 * kilobytes for every container. This skips what is not wanted at three
 * instructions per byte, by just matching quotes and brackets.
 */
#ifndef JSON_PICK_H
#define JSON_PICK_H

#include <jansson.h>
#include <stdbool.h>

/**
 * json_pick() - extract values from an object
 * @text: the object
 * @length: bytes of @text
 * @keys: NULL-terminated array of keys; a slash separates the keys of nested
 *	objects
 *
 * Return: an object that has, under each of @keys as spelled there, the value if
 * it is present and valid JSON; NULL if @text is not an object.
 */
json_t *json_pick(const char *text, size_t length, const char *const *keys);

/**
 * json_string_at() - get a string from an object
 * @object: the object; may be NULL or another type
 * @key: the key
 *
 * Return: the string; NULL if there is none.
 */
const char *json_string_at(json_t *object, const char *key);

/**
 * json_each() - iterate over an array
 * @text: the array
 * @length: bytes of @text
 * @each: called with the text of each element
 * @context: for @each
 *
 * Return: whether @text is a complete array.
 */
bool json_each(const char *text, size_t length,
	       void (*each)(void *context, const char *text, size_t length), void *context);

#endif /* JSON_PICK_H */
