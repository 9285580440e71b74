/* SPDX-License-Identifier: GPL-2.0 */
/*
 * completion.h - what shells ask for when somebody presses TAB
 */
#ifndef COMPLETION_H
#define COMPLETION_H

#include <stddef.h>

#include "cmd/command.h"

/**
 * completion_print() - print what the last word of a command line can be
 * @commands: the commands
 * @count: how many
 * @argc: words of the command line so far, without the program's name
 * @argv: the words; the last is what there is of the one that is completed
 *
 * A line for each: the word and, where there is something to say about it, a tab
 * and that. What others named, as containers, is offered only if it means nothing
 * to any shell, and is no option.
 */
void completion_print(const struct command *const *commands, size_t count, int argc, char **argv);

#endif /* COMPLETION_H */
