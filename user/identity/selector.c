// SPDX-License-Identifier: GPL-2.0
/*
 * selector.c - select containers on the command line
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "identity/selector.h"

/* Consumes "UID:", if present. */
static bool take_uid(const char **text, uid_t *uid)
{
	size_t digits = strspn(*text, "0123456789");
	unsigned long number;

	if (!digits || (*text)[digits] != ':')
		return false;
	errno = 0;
	number = strtoul(*text, NULL, 10);
	if (errno || number > (uid_t)-1)
		return false;
	*uid = number;
	*text += digits + 1;
	return true;
}

static bool take_runtime(const char **text, enum runtime *runtime)
{
	size_t length = strcspn(*text, ":"), i;

	if (!(*text)[length])
		return false;
	for (i = 0; i < RUNTIME_COUNT; i++) {
		if (strlen(runtime_names[i]) == length &&
		    !memcmp(*text, runtime_names[i], length)) {
			*runtime = i;
			*text += length + 1;
			return true;
		}
	}
	return false;
}

static enum selector_match match_name(const char *name, const struct identity *identity)
{
	const struct container *container = &identity->container;
	size_t length = strlen(name);

	if (!length)
		return SELECTOR_NO;
	if ((identity->name && !strcmp(identity->name, name)) || !strcmp(container->id, name))
		return SELECTOR_NAMES;
	if (strncmp(container->id, name, length))
		return SELECTOR_NO;
	return !container->id_is_name && length >= IDENTITY_SHORT_ID ? SELECTOR_NAMES :
								       SELECTOR_STARTS;
}

static enum selector_match match_qualified(const char *text, const struct identity *identity)
{
	const struct container *container = &identity->container;
	enum runtime runtime;
	uid_t uid;

	if (take_uid(&text, &uid) && uid != container->uid)
		return SELECTOR_NO;
	if (take_runtime(&text, &runtime) && runtime != container->runtime)
		return SELECTOR_NO;
	return match_name(text, identity);
}

enum selector_match selector_match(const char *text, const struct identity *identity)
{
	enum selector_match as_it_is, qualified;

	if (!identity->contained)
		return SELECTOR_NO;
	as_it_is = match_name(text, identity);
	qualified = match_qualified(text, identity);
	return as_it_is > qualified ? as_it_is : qualified;
}

bool selector_is_empty(const char *text)
{
	enum runtime runtime;
	uid_t uid;

	take_uid(&text, &uid);
	take_runtime(&text, &runtime);
	return !*text;
}

const char *selector_text(const struct identity *identity, bool by_id, char text[SELECTOR_MAX])
{
	const struct container *container = &identity->container;
	char name[IDENTITY_LABEL_MAX];

	if (identity->name && !by_id)
		text_clean(name, sizeof(name), identity->name, strlen(identity->name));
	else
		text_clean(name, sizeof(name), container->id,
			   strnlen(container->id, container->id_is_name ? CONTAINER_ID_MAX :
				   IDENTITY_SHORT_ID));
	snprintf(text, SELECTOR_MAX, "%u:%s:%s", container->uid,
		 runtime_names[container->runtime], name);
	return text;
}
