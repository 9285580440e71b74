// SPDX-License-Identifier: GPL-2.0
/*
 * cmd_why.c - which layer would refuse a container or a process a capability
 *
 * Nothing is tried: this works out what each layer would answer. Without the kernel
 * module, it has to rely on /proc.
 */
#include <getopt.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/capability.h"
#include "base/memory.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/lookup.h"
#include "kernel/names.h"
#include "layer/fix.h"
#include "layer/layer.h"
#include "render/json.h"
#include "render/table.h"

enum {
	KEY_MODULE = 0x100,
};

static const struct option_spec options[] = {
	{ KEY_MODULE, "module", "MODULE", "module to load: a name as for modprobe, or a file in the container" },
	{}
};

static const struct column columns[] = { { "LAYER" }, { "ANSWER" }, { "EVIDENCE", .wrap = true } };

/**
 * struct why - the command line
 * @output: output options
 * @target: the target, as typed
 * @cap: the capability
 * @module: argument of --module, or NULL
 */
struct why {
	struct output	output;
	const char	*target;
	int		cap;
	const char	*module;
};

/**
 * struct verdict - the answer
 * @question: the question
 * @first: the first process of the container; 0 if unknown
 * @layers: the layers and their answers
 * @count: number of @layers
 * @refusal: the first layer that refuses, or NULL
 * @fix: the fix; empty if nothing refuses
 */
struct verdict {
	const struct question	*question;
	pid_t			first;
	struct layer		layers[LAYERS_MAX];
	size_t			count;
	const struct layer	*refusal;
	char			fix[FIX_MAX];
};

static enum status take(void *context, int key, const char *argument)
{
	struct why *why = context;

	(void)key;
	why->module = argument;
	return STATUS_OK;
}

/* Like cap_reason in a record: what the capability check would answer. */
static enum capprobe_reason capability_reason(const struct verdict *verdict)
{
	const struct layer *refusal = verdict->refusal;

	return refusal && refusal->reason == CAPPROBE_LSM ? CAPPROBE_LSM : verdict->question->walk;
}

static void find_fix(struct verdict *verdict)
{
	const struct question *question = verdict->question;
	char module[TEXT_CLEAN_MAX(MODULE_NAME_MAX)];
	struct unit_settings settings;
	struct refused process;
	struct refusal refusal = {
		.identity = question->identity,
		.cap = question->cap,
		.cap_reason = capability_reason(verdict),
		.process = &process,
		.unit = &settings,
	};
	const char *unit = refusal_unit(&refusal);

	if (!verdict->refusal)
		return;
	refusal.reason = verdict->refusal->reason;
	refused_set(&process, question->subject, verdict->first);
	unit_settings_read(&unit, unit ? 1 : 0, &settings);
	if (!unit)
		refusal.unit = NULL;
	if (question->file)
		refusal.module = text_clean(module, sizeof(module), question->file->name,
					    strlen(question->file->name));
	fix_line(&refusal, verdict->fix);
}

/* Joins the lines into one, to be freed by the caller; NULL if out of memory. */
static char *join(const char *evidence)
{
	char *line = malloc(2 * strlen(evidence) + 1), *to = line;

	if (!line)
		return NULL;
	for (; *evidence; evidence++) {
		if (*evidence == '\n')
			to = stpcpy(to, "; ");
		else
			*to++ = *evidence;
	}
	*to = '\0';
	return line;
}

static json_t *layer_json(const struct layer *layer)
{
	char *evidence = join(layer->evidence);
	json_t *object = json_object();

	json_set(&object, "layer", json_string(layer->name));
	json_set(&object, "passes", layer->passes == LAYER_UNKNOWN ? json_null() :
				   json_boolean(layer->passes == LAYER_PASSES));
	json_set(&object, "evidence", evidence ? json_shown(evidence) : NULL);
	free(evidence);
	return object;
}

static enum status print_json(const struct why *why, const struct verdict *verdict)
{
	const struct question *question = verdict->question;
	const struct layer *refusal = verdict->refusal;
	json_t *object = json_object(), *array = json_array();
	char name[CAPABILITY_NAME_MAX];
	size_t i;

	for (i = 0; i < verdict->count; i++)
		json_append(&array, layer_json(&verdict->layers[i]));
	json_set(&object, "target", json_text(why->target, strlen(why->target)));
	json_set(&object, "container", identity_json(question->identity));
	json_set(&object, "pid", json_integer(question->subject->pid));
	json_set(&object, "capability", json_string(capability_name(question->cap, name)));
	json_set(&object, "blocked", json_boolean(refusal));
	json_set(&object, "blocked_by",
		 refusal ? json_string(layer_name(reason_layer(refusal->reason))) : json_null());
	json_set(&object, "reason", refusal ? json_string(reason_name(refusal->reason)) : json_null());
	json_set(&object, "capability_reason", json_string(reason_name(capability_reason(verdict))));
	json_set(&object, "fix", refusal ? json_shown(verdict->fix) : json_null());
	json_set(&object, "layers", array);
	return json_print(why->output.format, object);
}

static enum status print_layers(const struct output *output, const struct verdict *verdict)
{
	static const char *const answers[] = {
		[LAYER_UNKNOWN] = "unknown",
		[LAYER_PASSES] = "passes",
		[LAYER_REFUSES] = "refuses",
	};
	struct table *table = table_new(output, columns, ARRAY_SIZE(columns));
	enum status status;
	size_t i;

	for (i = 0; i < verdict->count; i++) {
		const struct layer *layer = &verdict->layers[i];
		char *line = NULL;

		if (output->format == OUTPUT_CSV) {
			line = join(layer->evidence);
			if (!line)
				break;
		}
		table_row(table,
			  (const char *[ARRAY_SIZE(columns)]){
				  layer->name,
				  answers[layer->passes],
				  line ? line : layer->evidence,
			  },
			  layer->passes == LAYER_REFUSES ? "red" : NULL);
		free(line);
	}
	status = i < verdict->count ? out_of_memory("the evidence") : table_print(table);
	table_free(table);
	return status;
}

/* Whether a layer with an unknown answer may refuse first. */
static bool is_unsure(const struct verdict *verdict)
{
	size_t i;

	for (i = 0; i < verdict->count && &verdict->layers[i] != verdict->refusal; i++) {
		if (verdict->layers[i].passes == LAYER_UNKNOWN)
			return true;
	}
	return false;
}

static enum status print_text(const struct why *why, const struct verdict *verdict)
{
	const struct question *question = verdict->question;
	char name[CAPABILITY_NAME_MAX], label[IDENTITY_LABEL_MAX];

	capability_title(question->cap, name);
	if (question->identity->contained)
		printf("%s (%s), process %d (%s): ", identity_label(question->identity, label),
		       runtime_names[question->identity->container.runtime],
		       question->subject->pid, question->subject->comm);
	else
		printf("Process %d (%s) on the host: ", question->subject->pid,
		       question->subject->comm);
	if (verdict->refusal)
		printf("%s is blocked by %s: %s.\nWhat would help: %s.\n\n", name,
		       layer_name(reason_layer(verdict->refusal->reason)),
		       reason_name(reason_shown(verdict->refusal->reason, question->walk)),
		       verdict->fix);
	else
		printf("found nothing that blocks %s%s.\n\n", name,
		       is_unsure(verdict) ? ", but not every layer could be checked" : "");
	return print_layers(&why->output, verdict);
}

static enum status check_place(const struct why *why, const struct running *running,
			       const struct subject *subject)
{
	if (running_has(running, subject->process))
		return STATUS_OK;
	return fail(STATUS_FAILED, "process %d of '%s' has ended or moved to another cgroup: try again",
		    running->pid, why->target);
}

static enum status print(const struct why *why, struct verdict *verdict)
{
	verdict->refusal = layers_refusal(verdict->layers, verdict->count);
	find_fix(verdict);
	switch (why->output.format) {
	case OUTPUT_JSON:
	case OUTPUT_JSONL:
		return print_json(why, verdict);
	case OUTPUT_TABLE:
		return print_text(why, verdict);
	case OUTPUT_CSV:
		return print_layers(&why->output, verdict);
	}
	return STATUS_FAILED;
}

static pid_t first_of(const struct running_list *list, const struct running *running)
{
	const struct running *first = running_lookup(list, &running->identity.container);

	return running->identity.contained && first ? first->pid : 0;
}

/* The answers are only valid if the process was not moved meanwhile. */
static enum status answer(const struct why *why, const struct running_list *list,
			  const struct running *running, const struct question *question)
{
	struct verdict verdict = { .question = question, .first = first_of(list, running) };
	enum status status = layers_walk(question, verdict.layers, &verdict.count);

	if (status == STATUS_OK)
		status = check_place(why, running, question->subject);
	if (status == STATUS_OK)
		status = print(why, &verdict);
	layers_free(verdict.layers, verdict.count);
	return status;
}

/*
 * The kernel's own answer includes security modules and takes precedence. Without it, the
 * layers use what else is known.
 */
static void ask_kernel(struct question *question)
{
	bool of_the_host = question->target == NAMESPACE_INITIAL_USER;
	struct check_answer check;
	struct netlink *netlink;

	if (access("/sys/module/" CAPPROBE_NAME, F_OK)) {
		question->obstacle = "the kernel module is not loaded";
		return;
	}
	if (question->target != question->subject->namespaces[NAMESPACE_USER] && !of_the_host) {
		question->obstacle = "the kernel module only knows the host's user namespace and the process's own";
		return;
	}
	question->obstacle = "the kernel module does not answer";
	if (netlink_open(&netlink) != STATUS_OK)
		return;
	if (netlink_check(netlink, question->subject->pid, question->cap, &check) == STATUS_OK) {
		question->check = of_the_host ? check.host : check.own;
		question->obstacle = NULL;
	}
	netlink_close(netlink);
}

static enum status ask(const struct why *why, const struct running_list *list,
		       const struct running *running)
{
	struct question question = {
		.cap = why->cap,
		.identity = &running->identity,
	};
	struct module_file file;
	struct subject subject;
	struct host host;
	enum status status;

	if (!subject_read(running->pid, &subject))
		return fail(STATUS_FAILED, "process %d of '%s' has ended", running->pid, why->target);
	status = check_place(why, running, &subject);
	if (status != STATUS_OK) {
		subject_release(&subject);
		return status;
	}
	subject_read_label(&subject);
	host_read(&host);
	question.subject = &subject;
	question.host = &host;
	question.walk = subject_reason(&subject, why->cap, &question.target);
	ask_kernel(&question);
	if (why->module) {
		module_file_find(subject.process, why->module, &file);
		question.file = &file;
	}
	status = answer(why, list, running, &question);
	subject_release(&subject);
	return status;
}

static enum status find_and_ask(const struct why *why)
{
	const struct running *running;
	struct running_list list;
	enum status status = running_find(&list);

	if (status == STATUS_OK)
		status = lookup_target(&list, why->target, &running);
	if (status == STATUS_OK)
		status = ask(why, &list, running);
	running_free(&list);
	return status;
}

static enum status run(int argc, char **argv)
{
	struct why why = { .cap = CAP_SYS_MODULE };
	enum status status;

	if (!options_parse(&command_why, argc, argv, &why.output, take, &why, &status))
		return status;
	if (optind == argc)
		return fail(STATUS_USAGE, "why needs a target: give a container's name or id, or a PID; 'capprobe list' shows the containers");
	if (argc - optind > 2)
		return fail(STATUS_USAGE, "why takes a target and a capability, not '%s'",
			    argv[optind + 2]);
	why.target = argv[optind];
	if (selector_is_empty(why.target))
		return fail(STATUS_USAGE, "'' is not a target: give a container's name or id, or a PID");
	if (optind + 1 < argc)
		status = lookup_capability(argv[optind + 1], strlen(argv[optind + 1]), &why.cap);
	if (status == STATUS_OK && why.module && why.cap != CAP_SYS_MODULE)
		status = fail(STATUS_USAGE, "--module is for CAP_SYS_MODULE only");
	return status == STATUS_OK ? find_and_ask(&why) : status;
}

const struct command command_why = {
	.name = "why",
	.operands = "TARGET [CAP]",
	.summary = "Which layer would refuse a container or a process CAP (CAP_SYS_MODULE), and "
		   "what would help.",
	.options = options,
	.run = run,
};
