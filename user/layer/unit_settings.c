// SPDX-License-Identifier: GPL-2.0
/*
 * unit_settings.c - the restrictions of a systemd unit
 */
#include <linux/capability.h>
#include <string.h>

#include "base/capability.h"
#include "kernel/names.h"
#include "layer/calls.h"
#include "layer/unit_settings.h"

const char *const unit_protection_names[UNIT_PROTECTION_COUNT] = {
#define UNIT_PROTECTION_NAME(symbol, name) [UNIT_PROTECTION_##symbol] = name,
	UNIT_PROTECTIONS(UNIT_PROTECTION_NAME)
#undef UNIT_PROTECTION_NAME
};

/* See systemd.exec(5). */
static const uint64_t protected[UNIT_PROTECTION_COUNT] = {
	[UNIT_PROTECTION_KERNEL_MODULES] = BIT(CAP_SYS_MODULE),
	[UNIT_PROTECTION_DEVICES] = BIT(CAP_MKNOD) | BIT(CAP_SYS_RAWIO),
	[UNIT_PROTECTION_CLOCK] = BIT(CAP_SYS_TIME) | BIT(CAP_WAKE_ALARM),
	[UNIT_PROTECTION_KERNEL_LOGS] = BIT(CAP_SYSLOG),
};

enum unit_protection unit_protection(int cap)
{
	enum unit_protection protection = 0;

	while (protection < UNIT_PROTECTION_COUNT && !(protected[protection] & BIT(cap)))
		protection++;
	return protection;
}

uint64_t unit_protected(unsigned int protections)
{
	uint64_t mask = 0;
	int i;

	for (i = 0; i < UNIT_PROTECTION_COUNT; i++) {
		if (protections & 1U << i)
			mask |= protected[i];
	}
	return mask;
}

/* Whether one of the words is @word, ignoring anything after a colon. */
static bool has_word(const char *words, const char *word)
{
	size_t length = strlen(word);

	while (*words) {
		if (strcspn(words, " :") == length && !memcmp(words, word, length))
			return true;
		words += strcspn(words, " ");
		words += strspn(words, " ");
	}
	return false;
}

static bool refuses_call(const char *calls, bool listed, int cap)
{
	int nrs[CALLS_MAX];
	size_t count = calls_for(cap, nrs), i;

	for (i = 0; i < count; i++) {
		char name[SYSCALL_NAME_MAX];

		if (has_word(calls, syscall_name(arch_native(), nrs[i], name)) == listed)
			return true;
	}
	return false;
}

/* SystemCallFilter=: the calls that are allowed, or, after "~", those that are not. */
static uint64_t parse_filter(const char *calls)
{
	bool listed = *calls == '~';
	uint64_t filtered = 0;
	int cap;

	calls += listed;
	for (cap = 0; *calls && cap < capability_count; cap++) {
		if (refuses_call(calls, listed, cap))
			filtered |= BIT(cap);
	}
	return filtered;
}

static uint64_t parse_capabilities(const char *names)
{
	uint64_t mask = 0;

	while (*names) {
		size_t length = strcspn(names, " ");
		int cap = capability_parse(names, length);

		if (cap >= 0)
			mask |= BIT(cap);
		names += length;
		names += strspn(names, " ");
	}
	return mask;
}

/* A boolean, which newer versions may extend by other words. */
static bool is_on(const char *value)
{
	return *value && strcmp(value, "no");
}

static void take_protection(const char *name, const char *value, struct unit_settings *settings)
{
	int i;

	for (i = 0; i < UNIT_PROTECTION_COUNT; i++) {
		if (!strcmp(name, unit_protection_names[i]) && is_on(value))
			settings->protections |= 1U << i;
	}
}

static void take(char *line, const char **names, struct unit_settings *settings)
{
	char *value = strchr(line, '=');

	if (!value)
		return;
	*value++ = '\0';
	if (!strcmp(line, "Names"))
		*names = value;
	else if (!strcmp(line, "LoadState"))
		settings->known = !strcmp(value, "loaded");
	else if (!strcmp(line, "CapabilityBoundingSet"))
		settings->capabilities = parse_capabilities(value);
	else if (!strcmp(line, "SystemCallFilter"))
		settings->filtered = parse_filter(value);
	else if (!strcmp(line, "User"))
		settings->user = *value && strcmp(value, "root") && strcmp(value, "0");
	else if (!strcmp(line, "PrivateUsers"))
		settings->private_users = is_on(value);
	else
		take_protection(line, value, settings);
}

/* A unit with several names is shown only once. */
static void put(const char *names, const struct unit_settings *found, const char *const *units,
		size_t count, struct unit_settings *settings)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (has_word(names, units[i]))
			settings[i] = *found;
	}
}

void unit_settings_parse(char *text, const char *const *units, size_t count,
			 struct unit_settings *settings)
{
	while (*text) {
		struct unit_settings found = { 0 };
		const char *names = "";

		while (*text && *text != '\n') {
			char *line = text;

			text += strcspn(text, "\n");
			if (*text)
				*text++ = '\0';
			take(line, &names, &found);
		}
		if (*text)
			text++;
		put(names, &found, units, count, settings);
	}
}
