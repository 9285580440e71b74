// SPDX-License-Identifier: GPL-2.0
/*
 * completion.c - shell completion
 *
 * The scripts for the shells know nothing about capprobe: all completions come from the
 * tables that the help is printed from.
 */
#include <ctype.h>
#include <dirent.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/capability.h"
#include "cmd/completion.h"
#include "identity/running.h"

#define TIME_MAX	2	/* seconds to keep a shell waiting */

/**
 * struct word - the word to complete
 * @whole: what was typed of it
 * @part: the part to complete, after "--option=" and commas
 */
struct word {
	const char	*whole;
	const char	*part;
};

static void offer(const struct word *word, const char *candidate, const char *about)
{
	if (strncmp(candidate, word->part, strlen(word->part)))
		return;
	printf("%.*s%s%s%s\n", (int)(word->part - word->whole), word->whole, candidate,
	       about ? "\t" : "", about ? about : "");
}

static void offer_name(const struct word *word, const char *name)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				    "_.@:+/-";

	if (*name != '-' && !name[strspn(name, plain)])
		offer(word, name, NULL);
}

static void offer_capabilities(const struct word *word)
{
	struct word last = *word;
	char name[CAPABILITY_NAME_MAX];
	const char *comma = strrchr(word->part, ',');
	int cap;

	if (comma)
		last.part = comma + 1;
	for (cap = 0; cap < capability_count; cap++)
		offer(&last, capability_name(cap, name), NULL);
}

static void offer_masks(const struct word *word)
{
	offer(word, "docker", NULL);
	offer(word, "full", NULL);
	offer_capabilities(word);
}

static void offer_containers(const struct word *word)
{
	char label[IDENTITY_LABEL_MAX];
	struct running_list list;
	size_t i;

	if (running_find(&list) != STATUS_OK)
		return;
	for (i = 0; i < list.count; i++) {
		const struct identity *identity = &list.running[i].identity;

		/* Leave out services, as the list command does: there are many. */
		if (identity->container.runtime != RUNTIME_SYSTEMD)
			offer_name(word, identity_label(identity, label));
	}
	running_free(&list);
}

static void offer_processes(const struct word *word)
{
	DIR *processes = opendir("/proc");
	const struct dirent *entry;

	while (processes && (entry = readdir(processes))) {
		if (isdigit((unsigned char)*entry->d_name))
			offer(word, entry->d_name, NULL);
	}
	if (processes)
		closedir(processes);
}

static void offer_users(const struct word *word)
{
	const struct passwd *user;

	setpwent();
	while ((user = getpwent()))
		offer_name(word, user->pw_name);
	endpwent();
}

/* Names of arguments and operands in the help. */
static const struct {
	const char	*name;
	void		(*offer)(const struct word *word);
} kinds[] = {
	{ "CAP", offer_capabilities },
	{ "MASK", offer_masks },
	{ "NAME", offer_containers },
	{ "PID", offer_processes },
	{ "TARGET", offer_containers },
	{ "USER", offer_users },
};

/* Whether a word of the help, as in "[CAP]" or "CAP[,CAP]", contains this name. */
static bool mentions(const char *text, size_t length, const char *kind)
{
	const char *end = text + length;

	while (text < end) {
		size_t letters = 0;

		while (text + letters < end && isupper((unsigned char)text[letters]))
			letters++;
		if (letters == strlen(kind) && !memcmp(text, kind, letters))
			return true;
		text += letters + 1;
	}
	return false;
}

static void offer_kinds(const struct word *word, const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (mentions(text, length, kinds[i].name))
			kinds[i].offer(word);
	}
}

static void offer_argument(const struct word *word, const struct option_spec *option)
{
	const char *const *choice = option->choices;

	for (; choice && *choice; choice++)
		offer(word, *choice, NULL);
	if (!option->choices && option->argument)
		offer_kinds(word, option->argument, strlen(option->argument));
}

/* @before: number of operands before this one. One with "..." may be repeated. */
static void offer_operand(const struct word *word, const struct command *command, size_t before)
{
	const char *operand = command->operands;
	size_t length = strcspn(operand, " ");

	while (before-- && length && !memmem(operand, length, "...", 3)) {
		operand += length + !!operand[length];
		length = strcspn(operand, " ");
	}
	offer_kinds(word, operand, length);
}

static void offer_options(const struct word *word, const struct option_spec *options)
{
	char name[64];

	for (; options->name; options++) {
		snprintf(name, sizeof(name), "--%s", options->name);
		offer(word, name, options->help);
	}
}

static bool is_option(const struct option_spec *option, const char *word)
{
	size_t length = strlen(option->name);

	if (!strncmp(word, "--", 2))
		return !strncmp(word + 2, option->name, length) &&
		       (!word[2 + length] || word[2 + length] == '=');
	return option->key == (unsigned char)word[1] && !word[2];
}

/* Looks up the option in a word, which may include its argument. */
static const struct option_spec *find_option(const struct command *command, const char *word)
{
	const struct option_spec *const tables[] = { command->options, options_shared };
	const struct option_spec *option;
	size_t i;

	if (*word != '-' || !word[1])
		return NULL;
	for (i = 0; i < 2; i++) {
		for (option = tables[i]; option->name; option++) {
			if (is_option(option, word))
				return option;
		}
	}
	return NULL;
}

/**
 * struct place - position of a word on the command line
 * @option: the option that it is the argument of, or NULL
 * @operands_only: it comes after "--"
 * @operands: number of operands before it
 */
struct place {
	const struct option_spec	*option;
	bool				operands_only;
	size_t				operands;
};

static struct place find_place(const struct command *command, int before, char **argv)
{
	struct place place = { 0 };
	int i;

	for (i = 0; i < before; i++) {
		const struct option_spec *option = NULL;

		if (!place.operands_only)
			option = find_option(command, argv[i]);
		if (option && option->argument && !strchr(argv[i], '=')) {
			if (++i == before)
				place.option = option;
		} else if (!strcmp(argv[i], "--")) {
			place.operands_only = true;
		} else if (place.operands_only || *argv[i] != '-') {
			place.operands++;
		}
	}
	return place;
}

static void complete(const struct command *command, int before, char **argv)
{
	struct place place = find_place(command, before, argv);
	struct word word = { argv[before], argv[before] };
	const char *value = strchr(word.whole, '=');
	const struct option_spec *option;

	if (place.option) {
		offer_argument(&word, place.option);
	} else if (place.operands_only || *word.whole != '-') {
		offer_operand(&word, command, place.operands);
	} else if (value) {
		word.part = value + 1;
		option = find_option(command, word.whole);
		if (option)
			offer_argument(&word, option);
	} else {
		offer_options(&word, command->options);
		offer_options(&word, options_shared);
	}
}

static void offer_commands(const char *typed, const struct command *const *commands, size_t count)
{
	const struct word word = { typed, typed };
	size_t i;

	for (i = 0; i < count; i++)
		offer(&word, commands[i]->name, commands[i]->summary);
}

static void offer_first(const char *typed, const struct command *const *commands, size_t count)
{
	const struct word word = { typed, typed };

	offer_commands(typed, commands, count);
	offer(&word, "help", "describes a command");
	offer(&word, "--help", "the commands");
	offer(&word, "--version", "program version");
}

void completion_print(const struct command *const *commands, size_t count, int argc, char **argv)
{
	size_t i;

	/* Do not keep the shell waiting for slow names: the signal kills us. */
	alarm(TIME_MAX);
	if (argc == 1)
		offer_first(argv[0], commands, count);
	if (argc < 2)
		return;
	if (argc == 2 && !strcmp(argv[0], "help"))
		offer_commands(argv[1], commands, count);
	for (i = 0; i < count; i++) {
		if (!strcmp(commands[i]->name, argv[0]))
			complete(commands[i], argc - 2, argv + 1);
	}
}
