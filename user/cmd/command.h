/* SPDX-License-Identifier: GPL-2.0 */
/*
 * command.h - what a command is, and its options
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "base/status.h"
#include "render/output.h"

/**
 * struct option_spec - an option of a command
 * @key: its short form, or a number over 255 where it has none
 * @name: its long form
 * @argument: what its argument is called, or NULL
 * @help: what it does, in a line
 * @choices: the words that its argument can be, ended by NULL; NULL where it can
 *	be others
 */
struct option_spec {
	int			key;
	const char		*name;
	const char		*argument;
	const char		*help;
	const char *const	*choices;
};

/* Those of every command, ended as a command's own. */
extern const struct option_spec options_shared[];

/**
 * struct command - a command
 * @name: as typed
 * @operands: what follows the options, for the help; empty for nothing
 * @summary: what it answers, in a line
 * @options: its own, ended by one without a name; the shared ones come by
 *	themselves
 * @run: does it; gets its name as argv[0]
 */
struct command {
	const char			*name;
	const char			*operands;
	const char			*summary;
	const struct option_spec	*options;
	enum status			(*run)(int argc, char **argv);
};

extern const struct command command_decode;
extern const struct command command_watch;
extern const struct command command_blocked;
extern const struct command command_why;
extern const struct command command_list;
extern const struct command command_status;

/**
 * enum options_end - how the reading of options ended
 * @OPTIONS_RUN: go on with the operands
 * @OPTIONS_DONE: all is said: the help, or the version
 * @OPTIONS_WRONG: an error was said
 */
enum options_end {
	OPTIONS_RUN,
	OPTIONS_DONE,
	OPTIONS_WRONG,
};

/**
 * options_parse() - read the options of a command
 * @command: the command
 * @argc: arguments, the command's name included
 * @argv: the same; operands are left from optind on
 * @output: filled in from the shared options
 * @take: called for each of its own options; what it returns but STATUS_OK ends
 *	the reading
 * @context: for @take
 */
enum options_end options_parse(const struct command *command, int argc, char **argv,
			       struct output *output,
			       enum status (*take)(void *context, int key, const char *argument),
			       void *context);

/**
 * options_help() - print the help of a command
 * @command: the command
 */
void options_help(const struct command *command);

#endif /* COMMAND_H */
