// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_options.c - the arguments of a command
 *
 * The first byte of the input selects the command; each argument ends in a NUL.
 */
#include "fuzz.h"

#include <getopt.h>

#include "cmd/command.h"

#define ARGUMENTS_MAX	16

static const struct command *const commands[] = {
	&command_decode, &command_watch, &command_blocked,
	&command_why, &command_list, &command_status,
};

static enum status take(void *context, int key, const char *argument)
{
	const struct command *command = context;
	const struct option_spec *spec = command->options;

	while (spec->name && spec->key != key)
		spec++;
	expect(spec->name && !spec->argument == !argument);
	return STATUS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text, *at, *argv[ARGUMENTS_MAX + 1] = { "command" };
	const struct command *command;
	struct output output;
	enum status status;
	int argc = 1;

	if (!size)
		return -1;
	command = commands[data[0] % (sizeof(commands) / sizeof(*commands))];
	text = fuzz_text(data + 1, size - 1);
	for (at = text; at < text + size - 1 && argc < ARGUMENTS_MAX; at += strlen(at) + 1)
		argv[argc++] = at;
	if (options_parse(command, argc, argv, &output, take, (void *)command, &status))
		expect(status == STATUS_OK && optind >= 1 && optind <= argc);
	expect(output.format <= OUTPUT_CSV);
	free(text);
	return 0;
}
