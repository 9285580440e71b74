/* SPDX-License-Identifier: GPL-2.0 */
/*
 * selector.h - select containers on the command line: [UID:][RUNTIME:]NAME
 *
 * NAME is a container's name, its id or the start of its id. The owner and the runtime
 * disambiguate.
 */
#ifndef SELECTOR_H
#define SELECTOR_H

#include "identity/identity.h"

/**
 * enum selector_match - how well a selector matches a container
 * @SELECTOR_NO: not at all
 * @SELECTOR_STARTS: it is the start of the id
 * @SELECTOR_NAMES: it is the name or the id, or at least the IDENTITY_SHORT_ID digits
 *	of an id that are displayed
 */
enum selector_match {
	SELECTOR_NO,
	SELECTOR_STARTS,
	SELECTOR_NAMES,
};

/**
 * selector_match() - match a selector against a container
 * @text: the selector
 * @identity: the container, or the host, which never matches
 *
 * A name may itself look as if it started with an owner or a runtime, so both readings
 * are tried.
 */
enum selector_match selector_match(const char *text, const struct identity *identity);

/**
 * selector_is_empty() - whether a selector has no NAME and cannot match
 * @text: the selector
 */
bool selector_is_empty(const char *text);

#define SELECTOR_MAX	(IDENTITY_LABEL_MAX + 32)

/**
 * selector_text() - format the selector of a container
 * @identity: the container
 * @by_id: use its id instead of its name
 * @text: result, cleaned
 *
 * Return: @text.
 */
const char *selector_text(const struct identity *identity, bool by_id, char text[SELECTOR_MAX]);

#endif /* SELECTOR_H */
