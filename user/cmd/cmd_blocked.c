// SPDX-License-Identifier: GPL-2.0
/*
 * cmd_blocked.c - which containers are, or were, refused a capability
 */
#include <getopt.h>
#include <inttypes.h>
#include <linux/capability.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/capability.h"
#include "base/memory.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/lookup.h"
#include "identity/identity.h"
#include "identity/running.h"
#include "kernel/names.h"
#include "kernel/netlink.h"
#include "kernel/when.h"
#include "layer/fix.h"
#include "layer/subject.h"
#include "render/json.h"
#include "render/table.h"

static const struct option_spec options[] = {
	{}
};

static const struct column columns[] = {
	{ "CONTAINER", .cut = true }, { "RUNTIME" }, { "ATTEMPTS", .right = true },
	{ "BLOCKED BY" },	      { "REASON" },  { "LAST", .cut = true },
	{ "FIX" },
};

#define LOOKED_AT_MAX	256	/* up to so many containers, check which user they run as */

/**
 * struct blocked - one way in which a container is blocked
 * @identity: the container
 * @key: the reason; the cgroup in it is one of the container's
 * @attempts: number of attempts
 * @last: the series that was counted last
 * @process: the container's first process; NULL if not needed, or gone
 * @unit: the unit's settings; NULL if it is not a unit
 */
struct blocked {
	const struct identity		*identity;
	struct capprobe_series_key	key;
	uint64_t			attempts;
	struct series			last;
	struct refused			*process;
	struct unit_settings		*unit;
};

struct answer {
	struct output		output;
	int			cap;
	struct identities	*identities;
	void			*ways;		/* of struct blocked: tsearch(3) */
	struct blocked		**blocked;
	size_t			count;
	size_t			room;
	struct unit_settings	*units;
};

/*
 * For CAP_SYS_MODULE, count module calls: most never reach the check. And a check from
 * another call is not an attempt to load a module: dev_load() makes one for every ioctl
 * that names a missing network interface.
 */
static bool is_refused_attempt(const struct capprobe_series_key *key, int cap)
{
	bool module = cap == CAP_SYS_MODULE;

	return key->cap == cap && !key->noaudit && module == (key->type == CAPPROBE_TYPE_MODULE) &&
	       reason_layer(key->reason) != CAPPROBE_LAYER_NONE;
}

static int by_way(const void *a, const void *b)
{
	const struct blocked *one = a, *other = b;
	int order = identity_compare(one->identity, other->identity);

	if (!order)
		order = one->key.reason - other->key.reason;
	return order ? order : one->key.cap_reason - other->key.cap_reason;
}

static enum status add(struct answer *answer, struct blocked *blocked)
{
	struct blocked **larger = array_grow(answer->blocked, &answer->room, answer->count + 1,
					     sizeof(*larger));

	if (larger)
		answer->blocked = larger;
	if (!larger || !tsearch(blocked, &answer->ways, by_way))
		return out_of_memory("the containers");
	answer->blocked[answer->count++] = blocked;
	return STATUS_OK;
}

static enum status find_or_add(struct answer *answer, const struct identity *identity,
			       const struct capprobe_series_key *key, struct blocked **found)
{
	struct blocked wanted = { .identity = identity, .key = *key }, **node;
	enum status status;

	node = tfind(&wanted, &answer->ways, by_way);
	if (node) {
		*found = *node;
		return STATUS_OK;
	}
	*found = malloc(sizeof(**found));
	if (!*found)
		return out_of_memory("the containers");
	**found = wanted;
	status = add(answer, *found);
	if (status != STATUS_OK)
		free(*found);
	return status;
}

static enum status on_series(void *context, const struct series *series)
{
	struct answer *answer = context;
	const struct identity *identity;
	struct blocked *blocked;
	enum status status;

	if (!is_refused_attempt(&series->key, answer->cap))
		return STATUS_OK;
	status = identities_find(answer->identities, series->key.cgroup, &identity);
	if (status == STATUS_OK)
		status = find_or_add(answer, identity, &series->key, &blocked);
	if (status != STATUS_OK)
		return status;
	blocked->attempts += series->total;
	if (series->last_time >= blocked->last.last_time)
		blocked->last = *series;
	return STATUS_OK;
}

static struct refusal refusal_of(const struct blocked *blocked)
{
	return (struct refusal){
		.identity = blocked->identity,
		.cap = blocked->key.cap,
		.reason = blocked->key.reason,
		.cap_reason = blocked->key.cap_reason,
		.process = blocked->process,
		.unit = blocked->unit,
	};
}

static struct refused *process_of(const struct identity *identity,
				  const struct running_list *list)
{
	const struct running *running = NULL;
	struct refused *process = NULL;
	struct subject subject;

	if (identity->contained)
		running = running_lookup(list, &identity->container);
	if (!running || !subject_read(running->pid, &subject))
		return NULL;
	if (running_has(running, subject.process)) {
		subject_read_label(&subject);
		process = malloc(sizeof(*process));
		if (process)
			refused_set(process, &subject, running->pid);
	}
	subject_release(&subject);
	return process;
}

/*
 * For other reasons, the fix depends on the container and its runtime only. For
 * NOT_BOUNDING it also depends on whether it runs as root; check that only if there are
 * not too many containers.
 */
static bool depends_on_process(const struct answer *answer, const struct blocked *blocked)
{
	struct refusal refusal = refusal_of(blocked);

	switch (refusal_walk(&refusal)) {
	case CAPPROBE_LSM:
	case CAPPROBE_NOT_PERMITTED:
	case CAPPROBE_USERNS:
		return blocked->identity->contained;
	case CAPPROBE_NOT_BOUNDING:
		return blocked->identity->contained && answer->count <= LOOKED_AT_MAX;
	default:
		return false;
	}
}

static enum status find_processes(struct answer *answer)
{
	struct running_list list = { 0 };
	enum status status = STATUS_OK;
	bool found = false;
	size_t i;

	for (i = 0; i < answer->count && status == STATUS_OK; i++) {
		struct blocked *blocked = answer->blocked[i];

		if (!depends_on_process(answer, blocked))
			continue;
		if (!found)
			status = running_find(&list);
		found = true;
		blocked->process = process_of(blocked->identity, &list);
	}
	running_free(&list);
	return status;
}

static void read_units(struct answer *answer, const char **names, struct blocked **blocked)
{
	size_t count = 0, i;

	for (i = 0; i < answer->count; i++) {
		struct refusal refusal = refusal_of(answer->blocked[i]);

		names[count] = refusal_unit(&refusal);
		blocked[count] = answer->blocked[i];
		count += !!names[count];
	}
	unit_settings_read(names, count, answer->units);
	for (i = 0; i < count; i++)
		blocked[i]->unit = &answer->units[i];
}

static enum status find_units(struct answer *answer)
{
	const char **names = calloc(answer->count + 1, sizeof(*names));
	struct blocked **blocked = calloc(answer->count + 1, sizeof(*blocked));
	enum status status = STATUS_OK;

	answer->units = calloc(answer->count + 1, sizeof(*answer->units));
	if (names && blocked && answer->units)
		read_units(answer, names, blocked);
	else
		status = out_of_memory("the units");
	free(blocked);
	free(names);
	return status;
}

static int latest_first(const void *a, const void *b)
{
	const struct blocked *one = *(struct blocked *const *)a;
	const struct blocked *other = *(struct blocked *const *)b;

	return (one->last.last_time < other->last.last_time) -
	       (one->last.last_time > other->last.last_time);
}

static json_t *last_json(const struct series *last)
{
	json_t *object = json_object();
	char time[WHEN_MAX];

	json_set(&object, "time", json_string(when_rfc3339(last->last_time, time)));
	json_set(&object, "comm", json_text(last->last_comm, strlen(last->last_comm)));
	json_set(&object, "pid", json_integer(last->last_pid));
	return object;
}

static json_t *blocked_json(const struct blocked *blocked)
{
	const struct identity *identity = blocked->identity;
	struct refusal refusal = refusal_of(blocked);
	const char *sum = sum_name(identity->cgroup);
	json_t *object = json_object();
	char fix[FIX_MAX];

	json_set(&object, "attribution", json_string(sum ? sum : "cgroup"));
	json_set(&object, "container", identity_json(identity));
	json_set(&object, "cgroup",
		 *identity->path ? json_text(identity->path, strlen(identity->path)) : json_null());
	json_set(&object, "attempts", json_integer(blocked->attempts));
	json_set(&object, "blocked_by",
		 json_string(layer_name(reason_layer(blocked->key.reason))));
	json_set(&object, "reason", json_string(reason_name(blocked->key.reason)));
	json_set(&object, "capability_reason", json_string(reason_name(blocked->key.cap_reason)));
	json_set(&object, "last", blocked->last.last_time ? last_json(&blocked->last) : json_null());
	json_set(&object, "fix", json_shown(fix_line(&refusal, fix)));
	return object;
}

static enum status print_json(const struct answer *answer)
{
	char name[CAPABILITY_NAME_MAX];
	json_t *object = json_object(), *array = json_array();
	size_t i;

	for (i = 0; i < answer->count; i++)
		json_append(&array, blocked_json(answer->blocked[i]));
	json_set(&object, "capability", json_string(capability_name(answer->cap, name)));
	json_set(&object, "blocked", array);
	return json_print(answer->output.format, object);
}

static const char *last_text(const struct series *last, char text[128])
{
	char comm[TEXT_CLEAN_MAX(CAPPROBE_COMM_LEN)], ago[WHEN_MAX];

	if (!last->last_time)
		return strcpy(text, "-");
	text_clean(comm, sizeof(comm), last->last_comm, strlen(last->last_comm));
	snprintf(text, 128, "%s[%" PRIu32 "] %s", comm, last->last_pid,
		 when_ago(last->last_time, ago));
	return text;
}

/* A container, the host, or the name of a sum in parentheses. */
static const char *who(const struct identity *identity, char label[IDENTITY_LABEL_MAX])
{
	const char *sum = sum_name(identity->cgroup);

	if (!sum)
		return identity_label(identity, label);
	snprintf(label, IDENTITY_LABEL_MAX, "(%s)", sum);
	return label;
}

/* @is_short: for a table; the other formats have room for the full fix. */
static void print_row(struct table *table, const struct blocked *blocked, bool is_short)
{
	const struct identity *identity = blocked->identity;
	char label[IDENTITY_LABEL_MAX], attempts[24], last[128], fix[FIX_MAX];
	struct refusal refusal = refusal_of(blocked);

	snprintf(attempts, sizeof(attempts), "%" PRIu64, blocked->attempts);
	table_row(table,
		  (const char *[ARRAY_SIZE(columns)]){
			  who(identity, label),
			  identity->contained ? runtime_names[identity->container.runtime] : "-",
			  attempts,
			  layer_name(reason_layer(blocked->key.reason)),
			  reason_name(reason_shown(blocked->key.reason, blocked->key.cap_reason)),
			  last_text(&blocked->last, last),
			  is_short ? fix_short(&refusal, fix) : fix_line(&refusal, fix),
		  },
		  NULL);
}

/* The alternative that is the same for all containers. */
static void print_safe_way(int cap)
{
	const char *safe = fix_safe_way(cap);

	if (safe)
		printf("\nSafer than a flag: %s.\n", safe);
}

static enum status print_table(const struct answer *answer, const struct module_status *module)
{
	char name[CAPABILITY_NAME_MAX], ago[WHEN_MAX];
	enum status status;
	struct table *table;
	bool is_short;
	size_t i;

	if (!answer->count && answer->output.format == OUTPUT_TABLE) {
		printf("No container has been refused %s since the module was loaded %s ago.\n",
		       capability_title(answer->cap, name), when_ago(module->started, ago));
		return STATUS_OK;
	}
	is_short = answer->output.format == OUTPUT_TABLE;
	table = table_new(&answer->output, columns, ARRAY_SIZE(columns));
	for (i = 0; i < answer->count; i++)
		print_row(table, answer->blocked[i], is_short);
	status = table_print(table);
	table_free(table);
	if (status == STATUS_OK && is_short && answer->output.header)
		print_safe_way(answer->cap);
	return status;
}

static enum status ask(struct answer *answer, struct netlink *netlink)
{
	struct module_status module;
	enum status status;

	status = netlink_status(netlink, &module);
	if (status == STATUS_OK)
		status = identities_new(netlink, &answer->identities);
	if (status == STATUS_OK)
		status = netlink_series(netlink, on_series, answer);
	if (status == STATUS_OK)
		status = find_processes(answer);
	if (status == STATUS_OK)
		status = find_units(answer);
	if (status != STATUS_OK)
		return status;
	if (!module.series_max)
		return fail(STATUS_FAILED,
			    "the module counts nothing: it was loaded with series=0; reload it without");

	if (answer->count)
		qsort(answer->blocked, answer->count, sizeof(*answer->blocked), latest_first);
	if (answer->output.format == OUTPUT_JSON || answer->output.format == OUTPUT_JSONL)
		return print_json(answer);
	return print_table(answer, &module);
}

/* The nodes are owned by the array. */
static void keep(void *node)
{
	(void)node;
}

static void free_blocked(struct answer *answer)
{
	size_t i;

	tdestroy(answer->ways, keep);
	for (i = 0; i < answer->count; i++) {
		free(answer->blocked[i]->process);
		free(answer->blocked[i]);
	}
	free(answer->blocked);
	free(answer->units);
}

static enum status run(int argc, char **argv)
{
	struct answer answer = { .cap = CAP_SYS_MODULE };
	struct netlink *netlink;
	enum status status;

	if (!options_parse(&command_blocked, argc, argv, &answer.output, NULL, NULL, &status))
		return status;
	if (argc - optind > 1)
		return fail(STATUS_USAGE, "blocked takes one capability, not %d", argc - optind);
	if (optind < argc)
		status = lookup_capability(argv[optind], strlen(argv[optind]), &answer.cap);
	if (status == STATUS_OK)
		status = netlink_open(&netlink);
	if (status != STATUS_OK)
		return status;
	status = ask(&answer, netlink);
	netlink_close(netlink);
	identities_free(answer.identities);
	free_blocked(&answer);
	return status;
}

const struct command command_blocked = {
	.name = "blocked",
	.operands = "[CAP]",
	.summary = "Which containers are, or were, blocked by CAP (CAP_SYS_MODULE): by what, and "
		   "what would help.",
	.options = options,
	.run = run,
};
