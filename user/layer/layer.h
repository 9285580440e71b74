/* SPDX-License-Identifier: GPL-2.0 */
/*
 * layer.h - the layers that a call passes, and what each would answer
 */
#ifndef LAYER_H
#define LAYER_H

#include "capprobe.h"
#include "kernel/host.h"
#include "kernel/netlink.h"
#include "layer/subject.h"
#include "module/module_file.h"

/**
 * enum layer_passes - what a layer answers
 * @LAYER_UNKNOWN: that cannot be known from here, or not yet
 * @LAYER_PASSES: it lets the call through
 * @LAYER_REFUSES: it does not
 */
enum layer_passes {
	LAYER_UNKNOWN,
	LAYER_PASSES,
	LAYER_REFUSES,
};

/**
 * struct layer - a layer and what it answers
 * @name: its name
 * @passes: what it answers
 * @reason: why it refuses
 * @evidence: what was read that says so, a clause on each line; text of others
 *	in it is cleaned
 */
struct layer {
	const char		*name;
	enum layer_passes	passes;
	enum capprobe_reason	reason;
	char			*evidence;
};

/**
 * struct question - what would happen if a process used a capability
 * @cap: the capability
 * @subject: the process
 * @identity: whose it is
 * @file: the module that it would load, or NULL where that was not said
 * @host: what the host forbids
 * @target: inode number of the user namespace that is asked about
 * @walk: what the capability walk answers, by what /proc shows
 * @obstacle: why the kernel module cannot be asked; NULL if it was
 * @check: what it answered
 */
struct question {
	int				cap;
	const struct subject		*subject;
	const struct identity		*identity;
	const struct module_file	*file;
	const struct host		*host;
	uint32_t			target;
	enum capprobe_reason		walk;
	const char			*obstacle;
	enum capprobe_reason		check;
};

/**
 * layer_set() - what a layer answers
 * @layer: the layer
 * @passes: LAYER_UNKNOWN or LAYER_PASSES
 */
static inline void layer_set(struct layer *layer, enum layer_passes passes)
{
	layer->passes = passes;
}

/**
 * layer_refuse() - that a layer refuses, and why
 * @layer: the layer
 * @reason: the reason
 */
static inline void layer_refuse(struct layer *layer, enum capprobe_reason reason)
{
	layer->passes = LAYER_REFUSES;
	layer->reason = reason;
}

/**
 * layer_say() - add to a layer's evidence
 * @layer: the layer
 * @format: a clause
 */
void layer_say(struct layer *layer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What a layer is found out by: fills in all but the name. */
typedef void (*layer_find)(const struct question *question, struct layer *layer);

void layer_files(const struct question *question, struct layer *layer);
void layer_seccomp(const struct question *question, struct layer *layer);
void layer_capability(const struct question *question, struct layer *layer);
void layer_lsm(const struct question *question, struct layer *layer);
void layer_modules_disabled(const struct question *question, struct layer *layer);
void layer_lockdown(const struct question *question, struct layer *layer);
void layer_blacklist(const struct question *question, struct layer *layer);
void layer_version_magic(const struct question *question, struct layer *layer);

#define LAYERS_MAX	8

/**
 * layers_walk() - ask the layers in the kernel's order
 * @question: the question
 * @layers: where to put what they answer
 *
 * Return: how many there are for this capability.
 */
size_t layers_walk(const struct question *question, struct layer layers[LAYERS_MAX]);

/**
 * layers_refusal() - the first that refuses
 * @layers: the layers
 * @count: how many
 *
 * Return: it; NULL where none does.
 */
const struct layer *layers_refusal(const struct layer *layers, size_t count);

/**
 * layers_free() - free their evidence
 * @layers: the layers
 * @count: how many
 */
void layers_free(struct layer *layers, size_t count);

#endif /* LAYER_H */
