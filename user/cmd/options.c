// SPDX-License-Identifier: GPL-2.0
/*
 * options.c - parse and describe the options of a command
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/command.h"

#define OPTIONS_MAX	24	/* per command, including the shared ones */

enum {
	KEY_NO_HEADER = 0x1000,
	KEY_COLOR,
	KEY_HELP,
	KEY_VERSION,
};

static const char *const format_names[] = {
#define FORMAT_NAME(symbol, name) [OUTPUT_##symbol] = name,
	OUTPUT_FORMATS(FORMAT_NAME)
#undef FORMAT_NAME
	NULL
};

static const char *const color_names[] = { "auto", "always", "never", NULL };

const struct option_spec options_shared[] = {
	{ 'o', "output", "FORMAT", "output format: table, json, jsonl or csv", format_names },
	{ KEY_NO_HEADER, "no-header", NULL, "omit the table header" },
	{ KEY_COLOR, "color", "WHEN", "colours: auto, always or never", color_names },
	{ KEY_HELP, "help", NULL, "this help" },
	{ KEY_VERSION, "version", NULL, "program version" },
	{}
};

static enum status set_format(struct output *output, const char *name)
{
	size_t i;

	for (i = 0; format_names[i]; i++) {
		if (!strcmp(name, format_names[i])) {
			output->format = i;
			return STATUS_OK;
		}
	}
	return fail(STATUS_USAGE, "-o takes table, json, jsonl or csv, not '%s'", name);
}

static enum status set_color(struct output *output, const char *when)
{
	if (!strcmp(when, "always"))
		output->color = true;
	else if (!strcmp(when, "never"))
		output->color = false;
	else if (strcmp(when, "auto"))
		return fail(STATUS_USAGE, "--color takes auto, always or never, not '%s'", when);
	return STATUS_OK;
}

void options_version(void)
{
	puts("capprobe " CAPPROBE_VERSION);
}

static enum status take_shared(const struct command *command, struct output *output, int key,
			       const char *argument)
{
	switch (key) {
	case 'o':
		return set_format(output, argument);
	case KEY_NO_HEADER:
		output->header = false;
		return STATUS_OK;
	case KEY_COLOR:
		return set_color(output, argument);
	case KEY_HELP:
		options_help(command);
		return STATUS_OK;
	case KEY_VERSION:
		options_version();
		return STATUS_OK;
	}
	return STATUS_USAGE;
}

static const struct option_spec *find(const struct option_spec *specs, int key)
{
	for (; specs->name; specs++) {
		if (specs->key == key)
			return specs;
	}
	return NULL;
}

/* The options in the two forms that getopt_long() needs. */
struct getopt_options {
	struct option	longs[OPTIONS_MAX + 1];
	char		shorts[2 * OPTIONS_MAX + 2];	/* starts with ':': we report errors */
	int		count;
};

static void add(struct getopt_options *to, const struct option_spec *specs)
{
	size_t end = strlen(to->shorts);

	for (; specs->name && to->count < OPTIONS_MAX; specs++) {
		to->longs[to->count++] = (struct option){
			.name = specs->name,
			.has_arg = specs->argument ? required_argument : no_argument,
			.val = specs->key,
		};
		if (specs->key > 0xff)
			continue;
		to->shorts[end++] = specs->key;
		if (specs->argument)
			to->shorts[end++] = ':';
	}
}

static enum status refuse(const struct command *command, const char *argument,
			  bool needs_argument)
{
	return fail(STATUS_USAGE, "%s %s: see 'capprobe %s --help'", argument,
		    needs_argument ? "needs an argument" : "is not an option or takes no argument",
		    command->name);
}

static enum status refuse_operand(const struct command *command, const char *operand)
{
	return fail(STATUS_USAGE, "%s takes no '%s': see 'capprobe %s --help'", command->name,
		    operand, command->name);
}

bool options_parse(const struct command *command, int argc, char **argv, struct output *output,
		   enum status (*take)(void *context, int key, const char *argument),
		   void *context, enum status *status)
{
	struct getopt_options options = { .shorts = ":" };
	const char *no_color = getenv("NO_COLOR");
	int key;

	*output = (struct output){
		.header = true,
		.color = isatty(STDOUT_FILENO) && !(no_color && *no_color),
	};
	add(&options, command->options);
	add(&options, options_shared);

	optind = 0;
	opterr = 0;
	while ((key = getopt_long(argc, argv, options.shorts, options.longs, NULL)) != -1) {
		if (key == '?' || key == ':')
			*status = refuse(command, argv[optind - 1], key == ':');
		else if (find(options_shared, key))
			*status = take_shared(command, output, key, optarg);
		else
			*status = take(context, key, optarg);
		if (*status != STATUS_OK || key == KEY_HELP || key == KEY_VERSION)
			return false;
	}
	*status = STATUS_OK;
	if (!*command->operands && optind < argc)
		*status = refuse_operand(command, argv[optind]);
	return *status == STATUS_OK;
}

static void describe(const struct option_spec *specs)
{
	for (; specs->name; specs++) {
		char form[64];

		snprintf(form, sizeof(form), "--%s%s%s", specs->name, specs->argument ? "=" : "",
			 specs->argument ? specs->argument : "");
		if (specs->key > 0xff)
			printf("      %-24s %s\n", form, specs->help);
		else
			printf("  -%c, %-24s %s\n", specs->key, form, specs->help);
	}
}

void options_help(const struct command *command)
{
	printf("Usage: capprobe %s [options]%s%s\n\n%s\n\nOptions:\n", command->name,
	       *command->operands ? " " : "", command->operands, command->summary);
	describe(command->options);
	describe(options_shared);
}
