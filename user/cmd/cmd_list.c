// SPDX-License-Identifier: GPL-2.0
/*
 * cmd_list.c - list running containers and what they may do
 *
 * Uses /proc and the cgroup file system; does not need the kernel module.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/capability.h"
#include "base/memory.h"
#include "cmd/command.h"
#include "identity/running.h"
#include "layer/subject.h"
#include "process/process.h"
#include "render/json.h"
#include "render/table.h"
#include "runtime/default_caps.h"

static const struct option_spec options[] = {
	{}
};

static const struct column columns[] = {
	{ "CONTAINER", .cut = true }, { "RUNTIME" }, { "PID", .right = true }, { "SECCOMP" },
	{ "OWN NAMESPACES" },	      { "CAPABILITIES" },
};

#define TEXT_MAX	1536	/* bytes of the names of all capabilities */

/**
 * struct listed - a container in the list
 * @running: the container
 * @subject: its first process
 * @label: its label, cleaned
 */
struct listed {
	const struct running	*running;
	struct subject		subject;
	char			*label;
};

static const char *seccomp_mode(unsigned int mode)
{
	switch (mode) {
	case SECCOMP_MODE_DISABLED:
		return "none";
	case SECCOMP_MODE_STRICT:
		return "strict";
	default:
		return "filter";
	}
}

static bool has_own(const struct subject *subject, enum namespace namespace)
{
	static uint32_t hosts[NAMESPACE_COUNT];
	uint32_t inode = subject->namespaces[namespace];

	/* Compare with init's: this program may be in a namespace of its own. */
	if (!hosts[namespace]) {
		int init = process_open(1);

		hosts[namespace] = namespace_inode(init, namespace);
		close(init);
	}
	return inode && inode != hosts[namespace];
}

/* The runtime's default, or all capabilities if it has none. */
static uint64_t default_of(const struct listed *listed)
{
	uint64_t mask;

	return default_caps(listed->running->identity.container.runtime, &mask) ? mask :
	       capability_full();
}

static void add_names(char *text, const char *sign, uint64_t mask)
{
	char name[CAPABILITY_NAME_MAX];
	int cap;

	for (cap = 0; cap < 64; cap++) {
		if (mask >> cap & 1)
			sprintf(text + strlen(text), "%s%s%s", *text ? " " : "", sign,
				capability_title(cap, name) + sizeof("CAP_") - 1);
	}
}

/*
 * Describes the bounding set relative to the default or, if that is shorter, to all
 * capabilities: an engine gives a privileged container all except those that are newer
 * than itself.
 */
static void describe_bounding(const struct listed *listed, char text[TEXT_MAX])
{
	uint64_t mask = listed->subject.sets.sets[SET_BOUNDING];
	uint64_t usual = default_of(listed), missing = capability_full() & ~mask;

	*text = '\0';
	if (!mask) {
		strcpy(text, "none");
	} else if (mask == usual && missing) {
		strcpy(text, "default");
	} else if (__builtin_popcountll(missing) < __builtin_popcountll(mask ^ usual) || !missing) {
		strcpy(text, "all");
		add_names(text, "-", missing);
	} else {
		add_names(text, "+", mask & ~usual);
		add_names(text, "-", usual & ~mask);
	}
}

/* The bounding set, and how much of it is effective. */
static const char *describe(const struct listed *listed, char text[TEXT_MAX])
{
	const uint64_t *sets = listed->subject.sets.sets;

	describe_bounding(listed, text);
	if (sets[SET_EFFECTIVE] != sets[SET_BOUNDING])
		strcat(text, sets[SET_EFFECTIVE] ? ", some in effect" : ", none in effect");
	return text;
}

static const char *own_namespaces(const struct subject *subject, char text[64])
{
	size_t i;

	*text = '\0';
	for (i = 0; i < NAMESPACE_COUNT; i++) {
		if (has_own(subject, i))
			sprintf(text + strlen(text), "%s%s", *text ? "," : "", namespace_names[i]);
	}
	return *text ? text : "-";
}

static json_t *names_json(uint64_t mask)
{
	char name[CAPABILITY_NAME_MAX];
	json_t *array = json_array();
	int cap;

	for (cap = 0; cap < 64; cap++) {
		if (mask >> cap & 1)
			json_append(&array, json_string(capability_name(cap, name)));
	}
	return array;
}

static json_t *namespaces_json(const struct subject *subject)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < NAMESPACE_COUNT; i++) {
		if (has_own(subject, i))
			json_append(&array, json_string(namespace_names[i]));
	}
	return array;
}

static json_t *listed_json(const struct listed *listed)
{
	const struct identity *identity = &listed->running->identity;
	const struct subject *subject = &listed->subject;
	uint64_t mask = subject->sets.sets[SET_BOUNDING], usual = default_of(listed);
	json_t *object = json_object();
	size_t i;

	json_set(&object, "container", identity_json(identity));
	json_set(&object, "cgroup", json_text(identity->path, strlen(identity->path)));
	json_set(&object, "pid", json_integer(subject->pid));
	json_set(&object, "comm", json_shown(subject->comm));
	for (i = 0; i < SET_COUNT; i++)
		json_set(&object, capability_set_names[i], json_mask(subject->sets.sets[i]));
	json_set(&object, "added", names_json(mask & ~usual));
	json_set(&object, "dropped", names_json(usual & ~mask));
	json_set(&object, "seccomp", json_string(seccomp_mode(subject->seccomp)));
	json_set(&object, "namespaces", namespaces_json(subject));
	return object;
}

static enum status print_json(enum output_format format, const struct listed *listed,
			      size_t count)
{
	enum status status = STATUS_OK;
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < count && status == STATUS_OK; i++) {
		if (format == OUTPUT_JSONL)
			status = json_print(format, listed_json(&listed[i]));
		else
			json_append(&array, listed_json(&listed[i]));
	}
	if (format == OUTPUT_JSON)
		return json_print(format, array);
	json_decref(array);
	return status;
}

static enum status print_table(const struct output *output, const struct listed *listed,
			       size_t count)
{
	enum status status;
	struct table *table;
	size_t i;

	if (!count && output->format == OUTPUT_TABLE) {
		puts("No container is running.");
		return STATUS_OK;
	}
	table = table_new(output, columns, ARRAY_SIZE(columns));
	for (i = 0; i < count; i++) {
		const struct identity *identity = &listed[i].running->identity;
		char pid[16], caps[TEXT_MAX], namespaces[64];

		snprintf(pid, sizeof(pid), "%d", listed[i].subject.pid);
		table_row(table,
			  (const char *[ARRAY_SIZE(columns)]){
				  listed[i].label,
				  runtime_names[identity->container.runtime],
				  pid,
				  seccomp_mode(listed[i].subject.seccomp),
				  own_namespaces(&listed[i].subject, namespaces),
				  describe(&listed[i], caps),
			  },
			  NULL);
	}
	status = table_print(table);
	table_free(table);
	return status;
}

static int by_label(const void *a, const void *b)
{
	const struct listed *one = a, *other = b;

	return strcmp(one->label, other->label);
}

/* Returns false if the container is gone; otherwise @listed has a label if there was memory for it. */
static bool look_at(struct listed *listed, const struct running *running)
{
	char label[IDENTITY_LABEL_MAX];
	bool is_same;

	if (!subject_read(running->pid, &listed->subject))
		return false;
	is_same = running_has(running, listed->subject.process);
	subject_release(&listed->subject);
	if (!is_same)
		return false;
	listed->running = running;
	listed->label = strdup(identity_label(&running->identity, label));
	return true;
}

static enum status look_at_all(const struct running_list *list, struct listed *listed,
			       size_t *count)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		/* Services are not containers, and there are many. */
		if (list->running[i].identity.container.runtime == RUNTIME_SYSTEMD ||
		    !look_at(&listed[*count], &list->running[i]))
			continue;
		if (!listed[*count].label)
			return out_of_memory("the containers");
		++*count;
	}
	return STATUS_OK;
}

static enum status print(const struct output *output, struct listed *listed, size_t count)
{
	qsort(listed, count, sizeof(*listed), by_label);
	if (output->format == OUTPUT_JSON || output->format == OUTPUT_JSONL)
		return print_json(output->format, listed, count);
	return print_table(output, listed, count);
}

static enum status answer(const struct output *output, const struct running_list *list)
{
	struct listed *listed = calloc(list->count + 1, sizeof(*listed));
	enum status status;
	size_t count = 0;

	if (!listed)
		return out_of_memory("the containers");
	status = look_at_all(list, listed, &count);
	if (status == STATUS_OK)
		status = print(output, listed, count);
	while (count)
		free(listed[--count].label);
	free(listed);
	return status;
}

static enum status run(int argc, char **argv)
{
	struct running_list list;
	struct output output;
	enum status status;

	if (!options_parse(&command_list, argc, argv, &output, NULL, NULL, &status))
		return status;
	status = running_find(&list);
	if (status == STATUS_OK)
		status = answer(&output, &list);
	running_free(&list);
	return status;
}

const struct command command_list = {
	.name = "list",
	.operands = "",
	.summary = "The containers that are running: their capabilities, namespaces, seccomp mode.",
	.options = options,
	.run = run,
};
