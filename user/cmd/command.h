/* SPDX-License-Identifier: GPL-2.0 */
/*
 * command.h - commands and their options
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

#include "base/status.h"
#include "render/output.h"

/**
 * struct option_spec - an option of a command
 * @key: its short form, or a number over 255 if it has none
 * @name: its long form
 * @argument: name of its argument, or NULL
 * @help: one line for the help
 * @choices: NULL-terminated list of possible arguments; NULL if they are not limited
 *	to a list
 */
struct option_spec {
	int			key;
	const char		*name;
	const char		*argument;
	const char		*help;
	const char *const	*choices;
};

/* The options that all commands share, terminated like struct command.options. */
extern const struct option_spec options_shared[];

/**
 * struct command - a command
 * @name: its name
 * @operands: its operands, for the help; empty if there are none
 * @summary: one line for the help
 * @options: its own options, terminated by one without a name
 * @run: runs it; argv[0] is its name
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
 * options_parse() - parse the options of a command
 * @command: the command
 * @argc: number of arguments, including the command's name
 * @argv: the arguments; operands start at optind afterwards
 * @output: set from the shared options
 * @take: called for each of its own options; anything but STATUS_OK stops the parsing.
 *	NULL if it has none
 * @context: for @take
 * @status: set to the exit status if the command ends here
 *
 * Return: true to continue with the operands; false if the help or version was
 * printed, or an error was reported, as for an operand of a command that has none.
 */
bool options_parse(const struct command *command, int argc, char **argv, struct output *output,
		   enum status (*take)(void *context, int key, const char *argument),
		   void *context, enum status *status);

/**
 * options_version() - print the version of the program
 */
void options_version(void);

/**
 * options_help() - print the help of a command
 * @command: the command
 */
void options_help(const struct command *command);

#endif /* COMMAND_H */
