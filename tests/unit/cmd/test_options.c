// SPDX-License-Identifier: GPL-2.0
/*
 * Options of commands: what they set, what ends the reading and with which exit
 * status.
 */
#include "capture.h"

#include <getopt.h>

#include "cmd/command.h"

enum {
	KEY_NUMBER = 0x100,
	KEY_FLAG,
};

static const struct option_spec own[] = {
	{ KEY_NUMBER, "number", "N", "a number" },
	{ KEY_FLAG, "flag", NULL, "a flag" },
	{ 'x', "extra", NULL, "another, which has a letter" },
	{}
};

static const struct option_spec no_own[] = { {} };

static const struct command with_operands = {
	.name = "try", .operands = "[WORD]", .summary = "Tries.", .options = own,
};

static const struct command without = {
	.name = "alone", .operands = "", .summary = "Stands alone.", .options = no_own,
};

/**
 * struct parsed - what came of some arguments
 * @goes_on: whether the command goes on
 * @status: how it ends otherwise
 * @output: what the shared options set
 * @said: on standard error
 * @printed: on standard output
 * @keys: its own options, in turn
 * @argument: of the last of them
 */
struct parsed {
	bool		goes_on;
	enum status	status;
	struct output	output;
	const char	*said;
	const char	*printed;
	int		keys[8];
	size_t		count;
	const char	*argument;
};

static enum status take(void *context, int key, const char *argument)
{
	struct parsed *parsed = context;

	parsed->keys[parsed->count++] = key;
	parsed->argument = argument;
	return argument && !strcmp(argument, "refused") ? STATUS_FAILED : STATUS_OK;
}

#define ARGUMENTS_MAX	8

static struct parsed parse_as(const struct command *command, const char *const *arguments)
{
	struct capture out = capture_start(STDOUT_FILENO), error = capture_start(STDERR_FILENO);
	char *argv[ARGUMENTS_MAX + 2] = { (char *)command->name };
	struct parsed parsed = { .status = 99 };
	int argc = 1;

	while (*arguments)
		argv[argc++] = (char *)*arguments++;
	parsed.goes_on = options_parse(command, argc, argv, &parsed.output,
				       command->options == own ? take : NULL, &parsed,
				       &parsed.status);
	parsed.said = capture_end(&error);
	parsed.printed = capture_end(&out);
	return parsed;
}

#define parse(command, ...)	parse_as(&command, (const char *[]){ __VA_ARGS__, NULL })

static void check_refused(struct parsed parsed, const char *said)
{
	assert_false(parsed.goes_on);
	assert_int_equal(parsed.status, STATUS_USAGE);
	assert_string_equal(parsed.said, said);
	assert_string_equal(parsed.printed, "");
}

static void formats_are_those_of_the_contract(void **state)
{
	static const struct {
		const char		*name;
		enum output_format	format;
	} formats[] = {
		{ "table", OUTPUT_TABLE },
		{ "json", OUTPUT_JSON },
		{ "jsonl", OUTPUT_JSONL },
		{ "csv", OUTPUT_CSV },
	};
	struct parsed parsed = parse(without, "--no-header");
	size_t i;

	(void)state;
	assert_true(parsed.goes_on);
	assert_int_equal(parsed.output.format, OUTPUT_TABLE);
	for (i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		parsed = parse(without, "-o", formats[i].name);
		assert_true(parsed.goes_on);
		assert_int_equal(parsed.status, STATUS_OK);
		assert_int_equal(parsed.output.format, formats[i].format);
		assert_true(parsed.output.header);
	}
	check_refused(parse(without, "-o", "xml"),
		      "capprobe: -o takes table, json, jsonl or csv, not 'xml'\n");
	check_refused(parse(without, "-o", "jso"),
		      "capprobe: -o takes table, json, jsonl or csv, not 'jso'\n");
}

static void header_can_be_left_out(void **state)
{
	(void)state;
	assert_false(parse(without, "--no-header").output.header);
}

/* Standard output is no terminal here. */
static void colours_are_for_terminals(void **state)
{
	(void)state;
	assert_false(parse(without, "-o", "table").output.color);
	assert_true(parse(without, "--color=always").output.color);
	assert_false(parse(without, "--color=always", "--color=never").output.color);
	assert_false(parse(without, "--color=auto").output.color);
	/* What is asked for on the command line goes before what is in the environment. */
	setenv("NO_COLOR", "1", 1);
	assert_true(parse(without, "--color=always").output.color);
	unsetenv("NO_COLOR");
	check_refused(parse(without, "--color=sometimes"),
		      "capprobe: --color takes auto, always or never, not 'sometimes'\n");
}

static void own_options_are_taken(void **state)
{
	struct parsed parsed = parse(with_operands, "-x", "--number", "5", "word", "--flag");

	(void)state;
	assert_true(parsed.goes_on);
	assert_int_equal(parsed.count, 3);
	assert_int_equal(parsed.keys[0], 'x');
	assert_int_equal(parsed.keys[1], KEY_NUMBER);
	assert_int_equal(parsed.keys[2], KEY_FLAG);
	assert_null(parsed.argument);
	/* The operand is left, whatever came behind it. */
	assert_int_equal(optind, 5);
}

static void behind_two_dashes_are_operands(void **state)
{
	struct parsed parsed = parse(with_operands, "--", "--flag");

	(void)state;
	assert_true(parsed.goes_on);
	assert_int_equal(parsed.count, 0);
	assert_int_equal(optind, 2);
}

static void what_a_command_refuses_ends_the_reading(void **state)
{
	struct parsed parsed = parse(with_operands, "--number=refused", "--flag");

	(void)state;
	assert_false(parsed.goes_on);
	assert_int_equal(parsed.status, STATUS_FAILED);
	assert_int_equal(parsed.count, 1);
}

static void what_is_no_option_is_refused(void **state)
{
	(void)state;
	check_refused(parse(with_operands, "--nonsense"),
		      "capprobe: --nonsense is not an option or takes no argument: see 'capprobe try --help'\n");
	check_refused(parse(with_operands, "--flag=5"),
		      "capprobe: --flag=5 is not an option or takes no argument: see 'capprobe try --help'\n");
	check_refused(parse(with_operands, "--number"),
		      "capprobe: --number needs an argument: see 'capprobe try --help'\n");
	check_refused(parse(without, "--flag"),
		      "capprobe: --flag is not an option or takes no argument: see 'capprobe alone --help'\n");
}

static void operand_of_a_command_without_any_is_refused(void **state)
{
	(void)state;
	check_refused(parse(without, "word"),
		      "capprobe: alone takes no 'word': see 'capprobe alone --help'\n");
	assert_true(parse(with_operands, "word").goes_on);
}

static void help_and_version_are_all_that_is_done(void **state)
{
	struct parsed parsed = parse(with_operands, "--help", "--nonsense");
	const struct option_spec *spec;

	(void)state;
	assert_false(parsed.goes_on);
	assert_int_equal(parsed.status, STATUS_OK);
	assert_string_equal(parsed.said, "");
	assert_non_null(strstr(parsed.printed, "Usage: capprobe try [options] [WORD]\n"));
	assert_non_null(strstr(parsed.printed, "--number=N"));
	for (spec = options_shared; spec->name; spec++)
		assert_non_null(strstr(parsed.printed, spec->name));
	parsed = parse(without, "--version");
	assert_false(parsed.goes_on);
	assert_int_equal(parsed.status, STATUS_OK);
	assert_int_equal(strncmp(parsed.printed, "capprobe ", 9), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_those_of_the_contract),
		cmocka_unit_test(header_can_be_left_out),
		cmocka_unit_test(colours_are_for_terminals),
		cmocka_unit_test(own_options_are_taken),
		cmocka_unit_test(behind_two_dashes_are_operands),
		cmocka_unit_test(what_a_command_refuses_ends_the_reading),
		cmocka_unit_test(what_is_no_option_is_refused),
		cmocka_unit_test(operand_of_a_command_without_any_is_refused),
		cmocka_unit_test(help_and_version_are_all_that_is_done),
	};

	unsetenv("NO_COLOR");
	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
