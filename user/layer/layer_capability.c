// SPDX-License-Identifier: GPL-2.0
/*
 * layer_capability.c - the capability check: masks and user namespaces
 */
#include <inttypes.h>

#include "base/array.h"
#include "base/capability.h"
#include "kernel/names.h"
#include "layer/layer.h"

static const char *has(const struct subject *subject, enum capability_set set, int cap)
{
	return subject->sets.sets[set] >> cap & 1 ? "has it" : "lacks it";
}

static void show_sets(const struct question *question, struct layer *layer)
{
	static const enum capability_set shown[] = {
		SET_EFFECTIVE, SET_PERMITTED, SET_BOUNDING, SET_AMBIENT
	};
	const struct subject *subject = question->subject;
	char name[CAPABILITY_NAME_MAX];
	size_t i;

	layer_say(layer, "%s is bit %d", capability_title(question->cap, name), question->cap);
	for (i = 0; i < ARRAY_SIZE(shown); i++) {
		layer_say(layer, "%s %016" PRIx64 " %s", capability_set_names[shown[i]],
			  subject->sets.sets[shown[i]], has(subject, shown[i], question->cap));
	}
}

static void show_namespaces(const struct question *question, struct layer *layer)
{
	uint32_t own = question->subject->namespaces[NAMESPACE_USER];

	if (own == NAMESPACE_INITIAL_USER)
		layer_say(layer, "user namespace: the host's");
	else
		layer_say(layer, "user namespace: %" PRIu32 ", not the host's %u", own,
			  NAMESPACE_INITIAL_USER);
	if (question->target == own)
		layer_say(layer, "checked in that one");
	else if (question->target == NAMESPACE_INITIAL_USER)
		layer_say(layer, "checked in the host's");
	else
		layer_say(layer, "checked in %" PRIu32, question->target);
}

/* If a security module refused, the capability check itself has granted. */
static enum capprobe_reason confirmed(const struct question *question)
{
	if (question->obstacle)
		return question->walk;
	return question->check == CAPPROBE_LSM ? CAPPROBE_EFFECTIVE : question->check;
}

void layer_capability(const struct question *question, struct layer *layer)
{
	enum capprobe_reason reason = confirmed(question);

	show_sets(question, layer);
	show_namespaces(question, layer);
	if (!question->obstacle) {
		layer_say(layer, "the kernel answers: %s", reason_name(question->check));
		if (question->check != CAPPROBE_LSM && question->check != question->walk)
			layer_say(layer, "/proc suggests: %s", reason_name(question->walk));
	}
	if (reason == CAPPROBE_EFFECTIVE || reason == CAPPROBE_OWNER)
		layer_set(layer, LAYER_PASSES);
	else if (reason_layer(reason) == CAPPROBE_LAYER_CAPABILITY)
		layer_refuse(layer, reason);
	else
		layer_say(layer, "the namespaces cannot be read: run capprobe as root");
}
