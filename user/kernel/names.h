/* SPDX-License-Identifier: GPL-2.0 */
/*
 * names.h - the names of what a record holds as numbers
 */
#ifndef NAMES_H
#define NAMES_H

#include <stdint.h>

#include "capprobe.h"

#define SYSCALL_NAME_MAX	48	/* bytes of a name, terminated */

/**
 * reason_name() - a reason as in "not-bounding"
 * @reason: enum capprobe_reason
 */
const char *reason_name(enum capprobe_reason reason);

/**
 * reason_layer() - the layer that refuses with a reason
 * @reason: enum capprobe_reason
 */
enum capprobe_layer reason_layer(enum capprobe_reason reason);

/**
 * reason_shown() - the reason that tells a person more
 * @reason: enum capprobe_reason
 * @cap_reason: what the capability walk answers
 *
 * Return: of a filter that the engines open with the capability, why that is
 * missing; else @reason.
 */
enum capprobe_reason reason_shown(enum capprobe_reason reason, enum capprobe_reason cap_reason);

/**
 * layer_name() - a layer as in "seccomp"
 * @layer: enum capprobe_layer
 */
const char *layer_name(enum capprobe_layer layer);

/**
 * type_name() - what a record tells, as in "check"
 * @type: enum capprobe_type
 */
const char *type_name(enum capprobe_type type);

/**
 * loss_name() - a cause as in "ring-full"
 * @loss: enum capprobe_loss
 */
const char *loss_name(enum capprobe_loss loss);

/**
 * sight_name() - whether something is seen, as in "unseen"
 * @sight: enum capprobe_sight
 */
const char *sight_name(enum capprobe_sight sight);

/**
 * sum_name() - what a series is a sum of, as in "gone"
 * @cgroup: of its key
 *
 * Return: the name; NULL where it is one cgroup's.
 */
const char *sum_name(uint64_t cgroup);

/**
 * syscall_name() - a system call as in "finit_module"
 * @arch: AUDIT_ARCH_*
 * @nr: its number in that ABI
 * @name: where to
 *
 * Return: @name; NULL outside of a system call; "syscall_N" for one that has
 * no name.
 */
const char *syscall_name(uint32_t arch, int nr, char name[SYSCALL_NAME_MAX]);

/**
 * arch_name() - an ABI as in "x86_64"
 * @arch: AUDIT_ARCH_*
 * @nr: number of the system call, which tells x32
 *
 * Return: the name, or NULL for one that has none.
 */
const char *arch_name(uint32_t arch, int nr);

#endif /* NAMES_H */
