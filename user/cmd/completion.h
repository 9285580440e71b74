/* SPDX-License-Identifier: GPL-2.0 */
/*
 * completion.h - shell completion
 */
#ifndef COMPLETION_H
#define COMPLETION_H

#include <stddef.h>

#include "cmd/command.h"

/**
 * completion_print() - print completions of the last word of a command line
 * @commands: the commands
 * @count: number of commands
 * @argc: number of words so far, without the program's name
 * @argv: the words; the last is the partial word to complete
 *
 * Prints one word per line, optionally followed by a tab and a description. Names that
 * others chose, such as those of containers, are offered only if they are not special
 * to any shell and do not look like an option.
 */
void completion_print(const struct command *const *commands, size_t count, int argc, char **argv);

#endif /* COMPLETION_H */
