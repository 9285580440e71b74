// SPDX-License-Identifier: GPL-2.0
/*
 * cmd_decode.c - decode capability masks
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/capability.h"
#include "base/file.h"
#include "base/memory.h"
#include "cmd/command.h"
#include "cmd/mask.h"
#include "process/proc_status.h"
#include "render/json.h"
#include "render/table.h"

#define INPUT_MAX	(1 << 20)	/* bytes of a /proc/PID/status */
#define MASK_DIGITS	17		/* hexadecimal digits and the NUL */

/**
 * struct labelled_mask - a mask and its label
 * @mask: the mask
 * @digits: the mask in hexadecimal
 * @set: name of the capability set, or NULL if it was typed
 */
struct labelled_mask {
	uint64_t	mask;
	char		digits[MASK_DIGITS];
	const char	*set;
};

struct request {
	struct output		output;
	const char		*pid;
	bool			diff;
	struct labelled_mask	*masks;
	size_t			count;
	size_t			room;
};

enum {
	KEY_PID = 0x100,
	KEY_DIFF,
};

static const struct option_spec options[] = {
	{ KEY_PID, "pid", "PID", "the capability sets of a process" },
	{ KEY_DIFF, "diff", NULL, "how two masks differ" },
	{}
};

static enum status take(void *context, int key, const char *argument)
{
	struct request *request = context;

	if (key == KEY_PID)
		request->pid = argument;
	else
		request->diff = true;
	return STATUS_OK;
}

static enum status add_mask(struct request *request, uint64_t mask, const char *set)
{
	struct labelled_mask *masks;

	masks = array_grow(request->masks, &request->room, request->count + 1, sizeof(*masks));
	if (!masks)
		return out_of_memory("the masks");
	request->masks = masks;
	masks += request->count++;
	masks->mask = mask;
	masks->set = set;
	snprintf(masks->digits, sizeof(masks->digits), "%016" PRIx64, mask);
	return STATUS_OK;
}

static enum status add_operand(struct request *request, const char *operand)
{
	char error[MASK_ERROR_MAX];
	uint64_t mask;

	if (mask_parse(operand, &mask, error))
		return fail(STATUS_USAGE, "%s: give hexadecimal digits, names, full or docker",
			    error);
	return add_mask(request, mask, NULL);
}

static enum status add_status(struct request *request, const char *text, size_t length,
			      const char *name)
{
	struct proc_status found;
	const char *wrong = proc_status_parse(text, length, &found);
	enum status status = STATUS_OK;
	int set;

	if (wrong)
		return fail(STATUS_FAILED, "%s %s: give the text of a /proc/PID/status", name,
			    wrong);
	for (set = 0; set < SET_COUNT && status == STATUS_OK; set++) {
		if (found.present & 1u << set)
			status = add_mask(request, found.sets[set], capability_set_names[set]);
	}
	return status;
}

static enum status add_pid(struct request *request)
{
	char path[64], *end, *text;
	enum status status;
	size_t length;
	long pid;

	errno = 0;
	pid = strtol(request->pid, &end, 10);
	if (errno || *end || end == request->pid || pid <= 0 || pid > INT_MAX)
		return fail(STATUS_USAGE, "'%s' is not a process number: give a PID", request->pid);

	snprintf(path, sizeof(path), "/proc/%ld/status", pid);
	text = file_read_path(path, INPUT_MAX, &length);
	if (!text && (errno == ENOENT || errno == ESRCH))
		return fail(STATUS_FAILED, "there is no process %ld: it may have ended", pid);
	if (!text)
		return fail(STATUS_FAILED, "cannot read %s: %s", path, strerror(errno));
	status = add_status(request, text, length, path);
	free(text);
	return status;
}

static enum status add_input(struct request *request)
{
	enum status status;
	size_t length;
	char *text;

	if (isatty(STDIN_FILENO))
		return fail(STATUS_USAGE, "decode needs a mask: see 'capprobe decode --help'");
	text = file_read(STDIN_FILENO, INPUT_MAX, &length);
	if (!text)
		return fail(STATUS_FAILED, "cannot read standard input: %s", strerror(errno));
	status = add_status(request, text, length, "standard input");
	free(text);
	return status;
}

static enum status gather(struct request *request, int count, char **operands)
{
	enum status status = STATUS_OK;
	int i;

	if (request->diff && (request->pid || count != 2))
		return fail(STATUS_USAGE, "--diff takes two masks, not %d%s", count,
			    request->pid ? " and a PID" : "");
	if (request->pid && count)
		return fail(STATUS_USAGE, "--pid takes no mask");
	if (request->pid)
		return add_pid(request);
	if (!count)
		return add_input(request);
	for (i = 0; i < count && status == STATUS_OK; i++)
		status = add_operand(request, operands[i]);
	return status;
}

/* Show all capabilities that have a name, and any others that are set. */
static int shown_count(const struct request *request)
{
	int count = capability_count;
	size_t i;

	for (i = 0; i < request->count; i++) {
		while (count < 64 && request->masks[i].mask >> count)
			count++;
	}
	return count;
}

static bool has(uint64_t mask, int cap)
{
	return mask >> cap & 1;
}

static json_t *names(uint64_t mask)
{
	char name[CAPABILITY_NAME_MAX];
	json_t *array = json_array();
	int cap;

	for (cap = 0; cap < 64; cap++) {
		if (has(mask, cap))
			json_append(&array, json_string(capability_name(cap, name)));
	}
	return array;
}

static json_t *describe_json(const struct labelled_mask *mask, int count)
{
	char name[CAPABILITY_NAME_MAX];
	json_t *capabilities = json_array();
	json_t *object = json_object();
	int cap;

	for (cap = 0; cap < count; cap++) {
		json_t *capability = json_object();

		json_set(&capability, "cap", json_string(capability_name(cap, name)));
		json_set(&capability, "cap_nr", json_integer(cap));
		json_set(&capability, "enabled", json_boolean(has(mask->mask, cap)));
		json_append(&capabilities, capability);
	}
	if (mask->set)
		json_set(&object, "set", json_string(mask->set));
	json_set(&object, "mask", json_string(mask->digits));
	json_set(&object, "capabilities", capabilities);
	json_set(&object, "missing", names(capability_full() & ~mask->mask));
	return object;
}

static enum status print_json(const struct request *request)
{
	enum output_format format = request->output.format;
	int count = shown_count(request);
	enum status status = STATUS_OK;
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < request->count && status == STATUS_OK; i++) {
		json_t *object = describe_json(&request->masks[i], count);

		if (format == OUTPUT_JSONL)
			status = json_print(format, object);
		else
			json_append(&array, object);
	}
	if (format == OUTPUT_JSON)
		return json_print(format, array);
	json_decref(array);
	return status;
}

static enum status print_diff_json(const struct request *request)
{
	const struct labelled_mask *a = &request->masks[0], *b = &request->masks[1];
	json_t *object = json_object();

	json_set(&object, "a", json_string(a->digits));
	json_set(&object, "b", json_string(b->digits));
	json_set(&object, "only_a", names(a->mask & ~b->mask));
	json_set(&object, "only_b", names(b->mask & ~a->mask));
	return json_print(request->output.format, object);
}

static void add_rows(const struct request *request, struct table *table, const char **cells)
{
	int cap, count = shown_count(request);
	char number[16], name[CAPABILITY_NAME_MAX];
	size_t i;

	for (cap = 0; cap < count; cap++) {
		bool some = false, all = true;

		snprintf(number, sizeof(number), "%d", cap);
		cells[0] = number;
		cells[1] = capability_title(cap, name);
		for (i = 0; i < request->count; i++) {
			bool enabled = has(request->masks[i].mask, cap);

			cells[i + 2] = enabled ? "enabled" : "disabled";
			some |= enabled;
			all &= enabled;
		}
		if (!request->diff || some != all)
			table_row(table, cells, some ? NULL : "red");
	}
}

/* One row per capability, one column per mask. */
static enum status print_table(const struct request *request)
{
	struct column *columns = calloc(request->count + 2, sizeof(*columns));
	const char **cells = calloc(request->count + 2, sizeof(*cells));
	struct table *table = NULL;
	enum status status;
	size_t i;

	if (columns && cells) {
		columns[0] = (struct column){ .name = "NR", .right = true };
		columns[1] = (struct column){ .name = "CAPABILITY" };
		for (i = 0; i < request->count; i++) {
			const struct labelled_mask *mask = &request->masks[i];

			columns[i + 2].name = mask->set ? mask->set : mask->digits;
		}
		table = table_new(&request->output, columns, request->count + 2);
		add_rows(request, table, cells);
	}
	status = table_print(table);
	table_free(table);
	free(cells);
	free(columns);
	return status;
}

static void print_names(uint64_t mask)
{
	char name[CAPABILITY_NAME_MAX];
	const char *separator = "";
	int cap;

	if (!mask || mask == capability_full()) {
		puts(mask ? "everything" : "nothing");
		return;
	}
	for (cap = 0; cap < 64; cap++) {
		if (has(mask, cap)) {
			printf("%s%s", separator, capability_title(cap, name));
			separator = ", ";
		}
	}
	putchar('\n');
}

static void print_summary(const struct request *request)
{
	size_t i;

	putchar('\n');
	for (i = 0; i < request->count; i++) {
		const struct labelled_mask *mask = &request->masks[i];

		if (mask->set)
			printf("%s ", mask->set);
		if (request->diff) {
			printf("only in %s: ", mask->digits);
			print_names(mask->mask & ~request->masks[!i].mask);
		} else {
			printf("%s: %d of %d enabled, missing: ", mask->digits,
			       __builtin_popcountll(mask->mask & capability_full()),
			       capability_count);
			print_names(capability_full() & ~mask->mask);
		}
	}
}

static enum status print(const struct request *request)
{
	enum status status;

	switch (request->output.format) {
	case OUTPUT_JSON:
	case OUTPUT_JSONL:
		return request->diff ? print_diff_json(request) : print_json(request);
	case OUTPUT_TABLE:
		status = print_table(request);
		if (status == STATUS_OK)
			print_summary(request);
		return status;
	case OUTPUT_CSV:
		return print_table(request);
	}
	return STATUS_FAILED;
}

static enum status run(int argc, char **argv)
{
	struct request request = { 0 };
	enum status status;

	if (!options_parse(&command_decode, argc, argv, &request.output, take, &request, &status))
		return status;
	status = gather(&request, argc - optind, argv + optind);
	if (status == STATUS_OK)
		status = print(&request);
	free(request.masks);
	return status;
}

const struct command command_decode = {
	.name = "decode",
	.operands = "[MASK...]",
	.summary = "Which capabilities a mask holds; without one, those in a /proc/PID/status on "
		   "standard input.",
	.options = options,
	.run = run,
};
