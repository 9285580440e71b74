/* SPDX-License-Identifier: GPL-2.0 */
/*
 * lookup.h - what somebody typed, and what it stands for; where it stands for
 *	nothing, the nearest is suggested
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "base/status.h"
#include "identity/running.h"
#include "identity/selector.h"

/**
 * lookup_capability() - a capability by name
 * @text: its name, not terminated
 * @length: bytes of @text
 * @cap: where to
 *
 * Return: STATUS_OK; else STATUS_USAGE, which was said.
 */
enum status lookup_capability(const char *text, size_t length, int *cap);

/**
 * lookup_capabilities() - a mask by names
 * @text: names, separated by commas
 * @mask: where to
 *
 * Return: as above.
 */
enum status lookup_capabilities(const char *text, uint64_t *mask);

#define LOOKUP_FIRST	8

/**
 * struct lookup - the containers that a selector stands for
 * @match: how well: what names some does not stand for those whose ids it starts
 * @count: how many
 * @first: the first of them
 */
struct lookup {
	enum selector_match	match;
	size_t			count;
	const struct running	*first[LOOKUP_FIRST];
};

/**
 * lookup_containers() - the containers that a selector stands for
 * @list: the containers that are running
 * @text: the selector, as in selector.h
 * @lookup: where to
 */
void lookup_containers(const struct running_list *list, const char *text, struct lookup *lookup);

#define LOOKUP_TEXT_MAX	(LOOKUP_FIRST * (SELECTOR_MAX + 2) + 8)

/**
 * lookup_text() - what to type for each of them
 * @lookup: the containers
 * @text: where to; cleaned
 *
 * Return: @text.
 */
const char *lookup_text(const struct lookup *lookup, char text[LOOKUP_TEXT_MAX]);

/**
 * lookup_target() - a container or a process
 * @list: the containers that are running; a process is added to it
 * @text: a process number, or else the selector of a container
 * @running: where to put it, in @list
 *
 * Return: STATUS_OK; else STATUS_FAILED, which was said.
 */
enum status lookup_target(struct running_list *list, const char *text,
			  const struct running **running);

#endif /* LOOKUP_H */
