// SPDX-License-Identifier: GPL-2.0
/*
 * capprobe - which layer refuses a container a capability
 *
 * Table of contents, from top to bottom. A folder includes only those below it:
 *
 * cmd/		one file per command; options, completion, and looking up operands
 * layer/	what each layer that a call passes would answer, and the fix
 * module/	find and parse kernel module files
 * identity/	the container of a record, running containers, and their names
 * runtime/	the files that container runtimes keep about their containers
 * container/	the container of a cgroup path, and walking all cgroups
 * process/	a process: its masks, namespaces and seccomp filters, and parsing
 *		its files in a sandbox
 * kernel/	query capprobe's module, read its rings, why it cannot be reached,
 *		and host-wide restrictions
 * render/	tables and JSON
 * base/	capabilities, text, files, errors
 *
 * Where to find what is asked about most:
 *
 * a container's name		identity/container_name.c
 * the container of a cgroup	container/container.c, identity/container_find.c
 * the fix			layer/fix.c, and layer/grant.c for each engine's words
 * what a layer would answer	layer/layer.c, for why
 * a ring being read		kernel/ring.c, by kernel/session_mapped.c
 * a record on the screen	cmd/cmd_watch.c
 * the verdict on a check	kmod/verdict.h; before one is made, layer/subject.c
 * a refused call being noticed	kmod/hook.h, where the seccomp filter is entered;
 *				kmod/syscall_record.c, that it was refused
 */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/answer.h"
#include "base/array.h"
#include "base/nearest.h"
#include "cmd/command.h"
#include "cmd/completion.h"

static const struct command *const commands[] = {
	&command_decode,
	&command_watch,
	&command_blocked,
	&command_why,
	&command_list,
	&command_status,
};

static void help(FILE *to)
{
	size_t i;

	fputs("Usage: capprobe COMMAND [options]\n\n"
	      "Which layer refuses a container a capability, and what would unblock it.\n\n"
	      "Commands:\n", to);
	for (i = 0; i < ARRAY_SIZE(commands); i++)
		fprintf(to, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n'capprobe COMMAND --help' describes a command.\n", to);
}

static const struct command *find(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	}
	return NULL;
}

static enum status unknown(const char *name)
{
	struct nearest nearest = { .wanted = name };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(commands); i++)
		nearest_offer(&nearest, commands[i]->name);
	if (nearest.name)
		return fail(STATUS_USAGE, "there is no command '%s': did you mean '%s'?", name,
			    nearest.name);
	return fail(STATUS_USAGE, "there is no command '%s': see 'capprobe help'", name);
}

static enum status run(int argc, char **argv)
{
	const struct command *command;

	if (argc < 2) {
		help(stderr);
		return STATUS_USAGE;
	}
	if (!strcmp(argv[1], "--version")) {
		options_version();
		return STATUS_OK;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help")) {
		command = argc > 2 ? find(argv[2]) : NULL;
		if (argc > 2 && !command)
			return unknown(argv[2]);
		if (command)
			options_help(command);
		else
			help(stdout);
		return STATUS_OK;
	}
	/* For shell completion; not in the help. */
	if (!strcmp(argv[1], "complete")) {
		completion_print(commands, ARRAY_SIZE(commands), argc - 2, argv + 2);
		return STATUS_OK;
	}
	command = find(argv[1]);
	if (!command)
		return unknown(argv[1]);
	return command->run(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	return answer_end(run(argc, argv));
}
