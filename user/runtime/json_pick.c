// SPDX-License-Identifier: GPL-2.0
/*
 * json_pick.c - extract a few values from a JSON text
 */
#include <string.h>

#include "runtime/json_pick.h"

/* The rest of a text. */
struct rest {
	const char	*at;
	const char	*end;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_space(struct rest *rest)
{
	while (rest->at < rest->end && is_space(*rest->at))
		rest->at++;
}

/* Consumes a character if it comes next. */
static bool take(struct rest *rest, char wanted)
{
	skip_space(rest);
	if (rest->at == rest->end || *rest->at != wanted)
		return false;
	rest->at++;
	return true;
}

/* Starts after the opening quote. */
static bool skip_string(struct rest *rest)
{
	while (rest->at < rest->end) {
		char c = *rest->at++;

		if (c == '"')
			return true;
		if (c == '\\' && rest->at < rest->end)
			rest->at++;
	}
	return false;
}

/* Starts after the opening bracket. */
static bool skip_nested(struct rest *rest)
{
	size_t depth = 1;

	while (rest->at < rest->end) {
		switch (*rest->at++) {
		case '"':
			if (!skip_string(rest))
				return false;
			break;
		case '{':
		case '[':
			depth++;
			break;
		case '}':
		case ']':
			if (!--depth)
				return true;
			break;
		}
	}
	return false;
}

static bool skip_word(struct rest *rest)
{
	const char *start = rest->at;

	while (rest->at < rest->end && !is_space(*rest->at) && !memchr(",]}", *rest->at, 3))
		rest->at++;
	return rest->at > start;
}

/* Sets @value to what was skipped. */
static bool skip_value(struct rest *rest, struct rest *value)
{
	bool skipped;

	skip_space(rest);
	value->at = rest->at;
	if (take(rest, '"'))
		skipped = skip_string(rest);
	else if (take(rest, '{') || take(rest, '['))
		skipped = skip_nested(rest);
	else
		skipped = skip_word(rest);
	value->end = rest->at;
	return skipped;
}

/* Whether there is another element after @count ones; clears @valid on a syntax error. */
static bool goes_on(struct rest *rest, char close, size_t count, bool *valid)
{
	if (take(rest, close))
		return false;
	*valid = !count || take(rest, ',');
	return *valid;
}

static bool take_key(struct rest *rest, struct rest *key)
{
	if (!take(rest, '"'))
		return false;
	key->at = rest->at;
	if (!skip_string(rest))
		return false;
	key->end = rest->at - 1;
	return take(rest, ':');
}

static bool is_end(struct rest *rest)
{
	skip_space(rest);
	return rest->at == rest->end;
}

/* An object at which to look for those of @keys that share the first @done bytes of @path. */
struct level {
	const char *const	*keys;
	const char		*path;
	size_t			done;
};

static bool pick_members(const struct level *level, struct rest *rest, json_t *picked);

/* The rest of @path after @key, if @path leads through it at this level; else NULL. */
static const char *behind(const struct level *level, const char *path, const struct rest *key)
{
	size_t length = key->end - key->at;

	if (strncmp(path, level->path, level->done))
		return NULL;
	path += level->done;
	if (strnlen(path, length) < length || memcmp(path, key->at, length))
		return NULL;
	return path + length;
}

static bool pick_value(const struct level *level, const struct rest *key,
		       const struct rest *value, json_t *picked)
{
	const char *const *path;

	for (path = level->keys; *path; path++) {
		const char *more = behind(level, *path, key);
		struct rest nested = *value;

		if (more && !*more) {
			json_object_set_new(picked, *path,
					    json_loadb(value->at, value->end - value->at,
						       JSON_DECODE_ANY, NULL));
		} else if (more && *more == '/' && take(&nested, '{')) {
			const struct level below = { level->keys, *path, more + 1 - *path };

			return pick_members(&below, &nested, picked);
		}
	}
	return true;
}

/* Starts after the opening bracket. */
static bool pick_members(const struct level *level, struct rest *rest, json_t *picked)
{
	struct rest key, value;
	bool valid = true;
	size_t count;

	for (count = 0; goes_on(rest, '}', count, &valid); count++) {
		if (!take_key(rest, &key) || !skip_value(rest, &value) ||
		    !pick_value(level, &key, &value, picked))
			return false;
	}
	return valid;
}

json_t *json_pick(const char *text, size_t length, const char *const *keys)
{
	const struct level level = { keys, "", 0 };
	struct rest rest = { text, text + length };
	json_t *picked = json_object();

	if (!take(&rest, '{') || !pick_members(&level, &rest, picked) || !is_end(&rest)) {
		json_decref(picked);
		return NULL;
	}
	return picked;
}

const char *json_string_at(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

bool json_each(const char *text, size_t length,
	       void (*each)(void *context, const char *text, size_t length), void *context)
{
	struct rest rest = { text, text + length }, value;
	bool valid = true;
	size_t count;

	if (!take(&rest, '['))
		return false;
	for (count = 0; goes_on(&rest, ']', count, &valid); count++) {
		if (!skip_value(&rest, &value))
			return false;
		each(context, value.at, value.end - value.at);
	}
	return valid && is_end(&rest);
}
