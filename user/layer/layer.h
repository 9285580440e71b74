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
 * enum layer_passes - answer of a layer
 * @LAYER_UNKNOWN: unknown
 * @LAYER_PASSES: it lets the call through
 * @LAYER_REFUSES: it refuses the call
 */
enum layer_passes {
	LAYER_UNKNOWN,
	LAYER_PASSES,
	LAYER_REFUSES,
};

/**
 * struct layer - a layer and its answer
 * @name: its name
 * @passes: its answer
 * @reason: why it refuses
 * @evidence: what the answer is based on, one clause per line; untrusted text in it has
 *	been cleaned. NULL if there is none
 * @incomplete: ran out of memory for the evidence
 */
struct layer {
	const char		*name;
	enum layer_passes	passes;
	enum capprobe_reason	reason;
	char			*evidence;
	bool			incomplete;
};

/**
 * struct question - what would happen if a process used a capability
 * @cap: the capability
 * @subject: the process
 * @identity: its container
 * @file: the module that it would load, or NULL if not given
 * @host: host-wide restrictions
 * @target: inode number of the user namespace that the check is made in
 * @walk: result of the capability check, derived from /proc
 * @obstacle: why the kernel module could not be asked; NULL if it was
 * @check: its answer
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
 * layer_set() - set the answer of a layer that does not refuse
 * @layer: the layer
 * @passes: LAYER_UNKNOWN or LAYER_PASSES
 */
static inline void layer_set(struct layer *layer, enum layer_passes passes)
{
	layer->passes = passes;
}

/**
 * layer_refuse() - set the answer of a layer that refuses
 * @layer: the layer
 * @reason: the reason
 */
static inline void layer_refuse(struct layer *layer, enum capprobe_reason reason)
{
	layer->passes = LAYER_REFUSES;
	layer->reason = reason;
}

/**
 * layer_say() - add a clause to a layer's evidence
 * @layer: the layer
 * @format: the clause
 */
void layer_say(struct layer *layer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Works out the answer of a layer: fills in everything but the name. */
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
 * layers_walk() - work out the answers of all layers, in the kernel's order
 * @question: the question
 * @layers: result, for layers_free()
 * @count: set to the number of layers for this capability
 *
 * Return: STATUS_OK, or STATUS_FAILED if out of memory, after reporting it.
 */
enum status layers_walk(const struct question *question, struct layer layers[LAYERS_MAX],
			size_t *count);

/**
 * layers_refusal() - find the first layer that refuses
 * @layers: the layers
 * @count: number of layers
 *
 * Return: the layer, or NULL.
 */
const struct layer *layers_refusal(const struct layer *layers, size_t count);

/**
 * layers_free() - free the evidence of layers
 * @layers: the layers
 * @count: number of layers
 */
void layers_free(struct layer *layers, size_t count);

#endif /* LAYER_H */
