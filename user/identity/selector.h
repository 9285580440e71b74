/* SPDX-License-Identifier: GPL-2.0 */
/*
 * selector.h - which container somebody means: [UID:][RUNTIME:]NAME
 *
 * NAME is a container's name, its id or the start of that; who owns it and what
 * runs it tell those of one name apart.
 */
#ifndef SELECTOR_H
#define SELECTOR_H

#include "identity/identity.h"

/**
 * enum selector_match - how well a container is what somebody means
 * @SELECTOR_NO: it is another
 * @SELECTOR_STARTS: its id starts like that
 * @SELECTOR_NAMES: that is its name or its id; of an id as many digits as are
 *	shown are enough
 */
enum selector_match {
	SELECTOR_NO,
	SELECTOR_STARTS,
	SELECTOR_NAMES,
};

/**
 * selector_match() - whether a container is what somebody means
 * @text: what was typed
 * @identity: the container, or the host, which is none
 *
 * A name may itself look as if an owner or a runtime were before it: it is
 * matched either way.
 */
enum selector_match selector_match(const char *text, const struct identity *identity);

/**
 * selector_is_empty() - whether nothing can match
 * @text: what was typed
 */
bool selector_is_empty(const char *text);

#define SELECTOR_MAX	(IDENTITY_LABEL_MAX + 32)

/**
 * selector_text() - what to type for a container
 * @identity: the container
 * @by_id: not by its name
 * @text: where to; cleaned
 *
 * Return: @text.
 */
const char *selector_text(const struct identity *identity, bool by_id, char text[SELECTOR_MAX]);

#endif /* SELECTOR_H */
