// SPDX-License-Identifier: GPL-2.0
/*
 * layer_seccomp.c - run the process's seccomp filters for the calls of a capability
 */
#include <stdio.h>
#include <string.h>

#include "base/capability.h"
#include "kernel/names.h"
#include "layer/calls.h"
#include "layer/layer.h"
#include "process/filters.h"

#define LIST_MAX	1024	/* bytes of a list of calls */

/**
 * struct calls_answer - answers of the filters for all calls of a capability
 * @counts: number of calls for each kind of answer
 * @lists: text of the first ones of each kind
 * @arguments: text of the first ones whose answer depends on the arguments
 */
struct calls_answer {
	size_t	counts[FILTERS_ASK + 1];
	char	lists[FILTERS_ASK + 1][LIST_MAX];
	char	arguments[LIST_MAX];
};

static void add_to_list(char *list, const char *format, const char *call, const char *action)
{
	size_t length = strlen(list);
	char entry[SYSCALL_NAME_MAX + FILTERS_ACTION_MAX + 8];

	snprintf(entry, sizeof(entry), format, call, action);
	if (length + strlen(entry) + 3 > LIST_MAX)
		return;
	sprintf(list + length, "%s%s", length ? ", " : "", entry);
}

static void ask(const struct filters *filters, int nr, bool traced, struct calls_answer *answer)
{
	char action[FILTERS_ACTION_MAX], name[SYSCALL_NAME_MAX];
	const char *call = syscall_name(arch_native(), nr, name);
	struct filters_answer said = filters_evaluate(filters, arch_native(), nr);
	enum filters_passes passes = filters_passes(said.action, traced);

	answer->counts[passes]++;
	add_to_list(answer->lists[passes], "%s: %s", call, filters_action_text(said.action, action));
	if (said.arguments)
		add_to_list(answer->arguments, "%s%s", call, "");
}

static void conclude(const struct calls_answer *answer, struct layer *layer)
{
	const size_t *counts = answer->counts;

	if (counts[FILTERS_REFUSE] && !counts[FILTERS_ALLOW] && !counts[FILTERS_ASK])
		layer_refuse(layer, CAPPROBE_SECCOMP);
	else if (counts[FILTERS_ALLOW])
		layer_set(layer, LAYER_PASSES);
	if (counts[FILTERS_REFUSE])
		layer_say(layer, "refused by the filter: %s", answer->lists[FILTERS_REFUSE]);
	if (counts[FILTERS_ALLOW])
		layer_say(layer, "%s", answer->lists[FILTERS_ALLOW]);
	if (counts[FILTERS_ASK])
		layer_say(layer, "decided by another process: %s", answer->lists[FILTERS_ASK]);
	if (*answer->arguments)
		layer_say(layer, "depends on the arguments or the caller's address, assumed to be 0: %s",
			  answer->arguments);
}

/*
 * The answer stays unknown, whatever the engine's default profile would do: the container
 * may use another, and it may itself have made sure that it cannot be read.
 */
static void say_unread(const struct question *question, const char *why, struct layer *layer)
{
	const struct container *container = &question->identity->container;
	char name[CAPABILITY_NAME_MAX];
	bool bounded = !(question->subject->sets.sets[SET_BOUNDING] >> question->cap & 1);

	layer_say(layer, "the filter cannot be read: %s", why);
	if (!question->identity->contained ||
	    (container->runtime != RUNTIME_DOCKER && container->runtime != RUNTIME_PODMAN))
		return;
	layer_say(layer, "if it is %s's own profile, it %s the call, as %s is %sin the bounding set",
		  runtime_names[container->runtime], bounded ? "refuses" : "allows",
		  capability_title(question->cap, name), bounded ? "not " : "");
}

static void look_at_filters(const struct question *question, const int *nrs, size_t count,
			    struct layer *layer)
{
	const struct subject *subject = question->subject;
	struct calls_answer answer = { 0 };
	struct filters filters;
	const char *why = filters_read(subject->pid, subject->process, &filters);
	size_t i;

	if (why) {
		say_unread(question, why, layer);
		return;
	}
	layer_say(layer, "Seccomp: %u, %zu filter%s read", subject->seccomp, filters.count,
		  filters.count == 1 ? "" : "s");
	for (i = 0; i < count; i++)
		ask(&filters, nrs[i], subject->traced, &answer);
	filters_free(&filters);
	conclude(&answer, layer);
}

void layer_seccomp(const struct question *question, struct layer *layer)
{
	unsigned int mode = question->subject->seccomp;
	char name[CAPABILITY_NAME_MAX];
	int nrs[CALLS_MAX];
	size_t count = calls_for(question->cap, nrs);

	capability_title(question->cap, name);
	if (mode == SECCOMP_MODE_DISABLED) {
		layer_set(layer, LAYER_PASSES);
		layer_say(layer, "Seccomp: 0, no filter");
	} else if (mode == SECCOMP_MODE_STRICT) {
		layer_refuse(layer, CAPPROBE_SECCOMP);
		layer_say(layer, "Seccomp: 1, nothing but read, write and exit");
	} else if (!count) {
		layer_say(layer, "Seccomp: %u; no system call corresponds to %s alone", mode, name);
	} else {
		look_at_filters(question, nrs, count, layer);
	}
}
