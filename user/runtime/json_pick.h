/* SPDX-License-Identifier: GPL-2.0 */
/*
 * json_pick.h - a few values out of a JSON text
 *
 * To parse a whole text takes jansson 200 instructions for each byte, of which
 * the runtimes write kilobytes for every container. What is not wanted is
 * skipped here, for three: only that its strings and brackets end is looked at.
 */
#ifndef JSON_PICK_H
#define JSON_PICK_H

#include <jansson.h>
#include <stdbool.h>

/**
 * json_pick() - some values of an object
 * @text: the object
 * @length: bytes of @text
 * @keys: which, ended by NULL: a key, or the keys of nested objects with a
 *	slash between them
 *
 * Return: an object with those of @keys, as they are written there, that are in
 * the text and are JSON; NULL where that is no object.
 */
json_t *json_pick(const char *text, size_t length, const char *const *keys);

/**
 * json_each() - the elements of an array
 * @text: the array
 * @length: bytes of @text
 * @each: called for each with its text
 * @context: for @each
 *
 * Return: whether it is an array, to its end.
 */
bool json_each(const char *text, size_t length,
	       void (*each)(void *context, const char *text, size_t length), void *context);

#endif /* JSON_PICK_H */
