// SPDX-License-Identifier: GPL-2.0
/*
 * lookup.c - what somebody typed, and what it stands for
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "capability.h"
#include "lookup.h"
#include "nearest.h"
#include "text.h"

enum status lookup_capability(const char *text, size_t length, int *cap)
{
	char typed[NEAREST_MAX + 1], clean[TEXT_CLEAN_MAX(NEAREST_MAX)];
	char names[64][CAPABILITY_NAME_MAX];
	struct nearest nearest = { .wanted = typed };
	bool prefixed;
	int i;

	*cap = capability_parse(text, length);
	if (*cap >= 0)
		return STATUS_OK;
	text_clean(clean, sizeof(clean), text, length);
	*typed = '\0';
	strncat(typed, text, length < NEAREST_MAX ? length : NEAREST_MAX);
	prefixed = !strncasecmp(typed, "cap", 3);
	for (i = 0; i < capability_count; i++) {
		if (islower((unsigned char)*typed))
			capability_name(i, names[i]);
		else
			capability_title(i, names[i]);
		nearest_offer(&nearest, names[i] + (prefixed ? 0 : sizeof("CAP_") - 1));
	}
	if (nearest.name)
		return fail(STATUS_USAGE, "'%s' is no capability: did you mean '%s'?", clean,
			    nearest.name);
	return fail(STATUS_USAGE, "'%s' is no capability: 'capprobe decode full' lists them", clean);
}

enum status lookup_capabilities(const char *text, uint64_t *mask)
{
	const char *wrong = capability_parse_list(text, mask);
	int cap;

	return wrong ? lookup_capability(wrong, strcspn(wrong, ","), &cap) : STATUS_OK;
}

static bool is_named(const struct identity *identity, const char *text)
{
	return (identity->name && !strcmp(identity->name, text)) ||
	       !strcmp(identity->container.id, text);
}

static bool starts_id(const struct identity *identity, const char *text)
{
	return *text && !strncmp(identity->container.id, text, strlen(text));
}

/* How many containers match; one of them. */
static size_t count_matches(const struct running_list *list, const char *text,
			    bool (*match)(const struct identity *identity, const char *text),
			    const struct running **running)
{
	size_t count = 0, i;

	for (i = 0; i < list->count; i++) {
		if (match(&list->running[i].identity, text)) {
			*running = &list->running[i];
			count++;
		}
	}
	return count;
}

static bool parse_pid(const char *text, pid_t *pid)
{
	long number;
	char *end;

	errno = 0;
	number = strtol(text, &end, 10);
	*pid = number;
	return !errno && end > text && !*end && number > 0 && number <= INT_MAX;
}

static enum status not_found(const struct running_list *list, const char *text)
{
	struct nearest nearest = { .wanted = text };
	char clean[256], name[256];
	size_t i;

	for (i = 0; i < list->count; i++) {
		const struct identity *identity = &list->running[i].identity;

		nearest_offer(&nearest, identity->name ? identity->name : identity->container.id);
	}
	text_clean(clean, sizeof(clean), text, strlen(text));
	if (nearest.name)
		return fail(STATUS_FAILED, "no container '%s' is running: did you mean '%s'?", clean,
			    text_clean(name, sizeof(name), nearest.name, strlen(nearest.name)));
	return fail(STATUS_FAILED, "no container '%s' is running: 'capprobe list' shows those that are",
		    clean);
}

static enum status ambiguous(const char *text, size_t count)
{
	char clean[256];

	return fail(STATUS_FAILED, "'%s' stands for %zu containers: give more of an id",
		    text_clean(clean, sizeof(clean), text, strlen(text)), count);
}

enum status lookup_target(struct running_list *list, const char *text,
			  const struct running **running)
{
	size_t count = count_matches(list, text, is_named, running);
	pid_t pid;

	if (!count && parse_pid(text, &pid) && running_add_process(list, pid)) {
		*running = &list->running[list->count - 1];
		return STATUS_OK;
	}
	if (!count)
		count = count_matches(list, text, starts_id, running);
	if (count > 1)
		return ambiguous(text, count);
	if (count)
		return STATUS_OK;
	if (parse_pid(text, &pid))
		return fail(STATUS_FAILED, "there is no process %d: it may have ended", pid);
	return not_found(list, text);
}
