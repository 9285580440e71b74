/* SPDX-License-Identifier: GPL-2.0 */
/*
 * lookup.h - look up capabilities, containers and processes by what was typed, and
 *	suggest the closest match if there is none
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "base/status.h"
#include "identity/running.h"
#include "identity/selector.h"

/**
 * lookup_capability() - look up a capability by name
 * @text: its name, not terminated
 * @length: length of @text in bytes
 * @cap: result
 *
 * Return: STATUS_OK; else STATUS_USAGE, and the error has been reported.
 */
enum status lookup_capability(const char *text, size_t length, int *cap);

/**
 * lookup_capabilities() - look up capabilities by name
 * @text: comma-separated names
 * @mask: result
 *
 * Return: as above.
 */
enum status lookup_capabilities(const char *text, uint64_t *mask);

#define LOOKUP_FIRST	8

/**
 * struct lookup - the containers that match a selector
 * @match: how well they match: the start of an id counts only if no container has
 *	that name
 * @count: number of containers
 * @first: the first of them
 */
struct lookup {
	enum selector_match	match;
	size_t			count;
	const struct running	*first[LOOKUP_FIRST];
};

/**
 * lookup_containers() - find the containers that match a selector
 * @list: the running containers
 * @text: the selector, see selector.h
 * @lookup: result
 */
void lookup_containers(const struct running_list *list, const char *text, struct lookup *lookup);

#define LOOKUP_TEXT_MAX	(LOOKUP_FIRST * (SELECTOR_MAX + 2) + 8)

/**
 * lookup_text() - list unambiguous selectors for the containers found
 * @lookup: the containers
 * @text: result, cleaned
 *
 * Return: @text.
 */
const char *lookup_text(const struct lookup *lookup, char text[LOOKUP_TEXT_MAX]);

/**
 * lookup_target() - look up a container or process
 * @list: the running containers; a process is added to it
 * @text: a pid, or else the selector of a container
 * @running: result, an entry of @list
 *
 * Return: STATUS_OK; else STATUS_FAILED, and the error has been reported.
 */
enum status lookup_target(struct running_list *list, const char *text,
			  const struct running **running);

#endif /* LOOKUP_H */
