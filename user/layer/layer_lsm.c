// SPDX-License-Identifier: GPL-2.0
/*
 * layer_lsm.c - security modules, which can refuse what the capability check granted
 */
#include <stdlib.h>
#include <string.h>

#include "kernel/names.h"
#include "layer/layer.h"

static bool is_unconfined(const struct subject *subject)
{
	return !strcmp(subject->label, "unconfined");
}

/* Without the kernel's answer: is there a module that could refuse this process? */
static void guess(const struct question *question, struct layer *layer)
{
	const struct host *host = question->host;

	if (!*host->lsm) {
		layer_say(layer, "/sys/kernel/security/lsm cannot be read: mount securityfs");
	} else if (!*host->lsm_refusing) {
		layer_set(layer, LAYER_PASSES);
		layer_say(layer, "no active module refuses capabilities");
	} else if (!strcmp(host->lsm_refusing, "apparmor") && is_unconfined(question->subject)) {
		layer_set(layer, LAYER_PASSES);
	} else {
		layer_say(layer, "only the kernel knows what %s answers: %s", host->lsm_refusing,
			  question->obstacle);
	}
}

void layer_lsm(const struct question *question, struct layer *layer)
{
	const struct subject *subject = question->subject;

	if (*question->host->lsm)
		layer_say(layer, "active: %s", question->host->lsm);
	layer_say(layer, "label: %s", *subject->label ? subject->label : "none");
	if (question->obstacle) {
		guess(question, layer);
	} else if (question->check == CAPPROBE_LSM) {
		layer_refuse(layer, CAPPROBE_LSM);
		layer_say(layer, "the kernel answers: lsm");
	} else if (reason_layer(question->check) == CAPPROBE_LAYER_NONE) {
		layer_set(layer, LAYER_PASSES);
		layer_say(layer, "the kernel answers: granted");
	} else {
		layer_say(layer, "not asked: the capability check refuses first");
	}
}
