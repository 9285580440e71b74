// SPDX-License-Identifier: GPL-2.0
/*
 * lookup.c - look up capabilities, containers and processes by what was typed
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/capability.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/text.h"
#include "cmd/lookup.h"

#define PID_LIMIT	4194304	/* the kernel's PID_MAX_LIMIT */

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
		return fail(STATUS_USAGE, "'%s' is not a capability: did you mean '%s'?", clean,
			    nearest.name);
	return fail(STATUS_USAGE, "'%s' is not a capability: 'capprobe decode full' lists them", clean);
}

enum status lookup_capabilities(const char *text, uint64_t *mask)
{
	const char *wrong = capability_parse_list(text, mask);
	int cap;

	return wrong ? lookup_capability(wrong, strcspn(wrong, ","), &cap) : STATUS_OK;
}

/* Root's containers come first; the walk is unordered. */
static bool comes_before(const struct running *a, const struct running *b)
{
	const struct container *one = &a->identity.container, *other = &b->identity.container;

	if (one->uid != other->uid)
		return one->uid < other->uid;
	return container_compare(one, other) < 0;
}

static void keep_first(struct lookup *lookup, const struct running *running)
{
	size_t i;

	for (i = 0; i < lookup->count && i < LOOKUP_FIRST; i++) {
		const struct running *kept = lookup->first[i];

		if (!comes_before(running, kept))
			continue;
		lookup->first[i] = running;
		running = kept;
	}
	if (i < LOOKUP_FIRST)
		lookup->first[i] = running;
	lookup->count++;
}

static void find_all(const struct running_list *list, const char *text,
		     enum selector_match match, struct lookup *lookup)
{
	size_t i;

	*lookup = (struct lookup){ .match = match };
	for (i = 0; i < list->count; i++) {
		if (selector_match(text, &list->running[i].identity) >= match)
			keep_first(lookup, &list->running[i]);
	}
}

void lookup_containers(const struct running_list *list, const char *text, struct lookup *lookup)
{
	find_all(list, text, SELECTOR_NAMES, lookup);
	if (!lookup->count)
		find_all(list, text, SELECTOR_STARTS, lookup);
}

/* Formats an unambiguous selector: by id if others have the same name. */
static void qualify(const struct lookup *lookup, size_t which, char text[SELECTOR_MAX])
{
	const struct identity *identity = &lookup->first[which]->identity;
	char other[SELECTOR_MAX];
	size_t i;

	selector_text(identity, false, text);
	for (i = 0; i < lookup->count && i < LOOKUP_FIRST; i++) {
		if (i != which &&
		    !strcmp(text, selector_text(&lookup->first[i]->identity, false, other))) {
			selector_text(identity, true, text);
			return;
		}
	}
}

const char *lookup_text(const struct lookup *lookup, char text[LOOKUP_TEXT_MAX])
{
	char *to = text;
	size_t i;

	*to = '\0';
	for (i = 0; i < lookup->count && i < LOOKUP_FIRST; i++) {
		to = stpcpy(to, i ? ", " : "");
		qualify(lookup, i, to);
		to += strlen(to);
	}
	if (lookup->count > LOOKUP_FIRST)
		strcpy(to, ", …");
	return text;
}

/*
 * A number up to PID_MAX_LIMIT is always a pid, whatever containers are called: naming a
 * container after a process must not redirect a question to it, even once the process
 * has ended.
 */
static bool is_pid(const char *text, pid_t *pid)
{
	size_t length = strlen(text);

	*pid = 0;
	if (!length || length > 7 || strspn(text, "0123456789") != length)
		return false;
	*pid = strtol(text, NULL, 10);
	return *pid > 0 && *pid <= PID_LIMIT;
}

static enum status no_process(const struct running_list *list, const char *text)
{
	char matches[LOOKUP_TEXT_MAX];
	struct lookup lookup;

	find_all(list, text, SELECTOR_NAMES, &lookup);
	if (lookup.count)
		return fail(STATUS_FAILED, "there is no process %s; the container of that name is %s",
			    text, lookup_text(&lookup, matches));
	return fail(STATUS_FAILED, "there is no process %s: it may have ended", text);
}

static enum status no_container(const struct running_list *list, const char *text)
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
	return fail(STATUS_FAILED, "no container '%s' is running: see 'capprobe list'",
		    clean);
}

static enum status ambiguous(const char *text, const struct lookup *lookup)
{
	char clean[256], matches[LOOKUP_TEXT_MAX];

	return fail(STATUS_FAILED, "'%s' matches %zu containers: use one of %s",
		    text_clean(clean, sizeof(clean), text, strlen(text)), lookup->count,
		    lookup_text(lookup, matches));
}

enum status lookup_target(struct running_list *list, const char *text,
			  const struct running **running)
{
	struct lookup lookup;
	pid_t pid;

	if (is_pid(text, &pid)) {
		*running = running_add_process(list, pid);
		if (!*running && errno == ENOMEM)
			return out_of_memory("a process");
		return *running ? STATUS_OK : no_process(list, text);
	}
	lookup_containers(list, text, &lookup);
	if (!lookup.count)
		return no_container(list, text);
	if (lookup.count > 1)
		return ambiguous(text, &lookup);
	*running = lookup.first[0];
	return STATUS_OK;
}
