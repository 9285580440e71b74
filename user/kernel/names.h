/* SPDX-License-Identifier: GPL-2.0 */
/*
 * names.h - names of the numeric fields of a record
 */
#ifndef NAMES_H
#define NAMES_H

#include <stdint.h>

#include "capprobe.h"

#define SYSCALL_NAME_MAX	48	/* bytes, including the NUL */

/**
 * reason_name() - name of a reason, as in "not-bounding"
 * @reason: enum capprobe_reason
 */
const char *reason_name(enum capprobe_reason reason);

/**
 * reason_layer() - the layer that a reason belongs to
 * @reason: enum capprobe_reason
 */
enum capprobe_layer reason_layer(enum capprobe_reason reason);

/**
 * reason_shown() - the more informative of two reasons
 * @reason: enum capprobe_reason
 * @cap_reason: result of the capability check
 *
 * Return: if a seccomp filter refused, and the capability that would make engines open
 * it is missing, why it is missing; else @reason.
 */
enum capprobe_reason reason_shown(enum capprobe_reason reason, enum capprobe_reason cap_reason);

/**
 * layer_name() - name of a layer, as in "seccomp"
 * @layer: enum capprobe_layer
 */
const char *layer_name(enum capprobe_layer layer);

/**
 * type_name() - name of a record type, as in "check"
 * @type: enum capprobe_type
 */
const char *type_name(enum capprobe_type type);

/**
 * loss_name() - name of a cause of loss, as in "ring-full"
 * @loss: enum capprobe_loss
 */
const char *loss_name(enum capprobe_loss loss);

/**
 * sight_name() - name of a sight, as in "unseen"
 * @sight: enum capprobe_sight
 */
const char *sight_name(enum capprobe_sight sight);

/**
 * sum_name() - name of the sum that a series belongs to, as in "gone"
 * @cgroup: the cgroup in its key
 *
 * Return: the name; NULL for the series of a single cgroup.
 */
const char *sum_name(uint64_t cgroup);

/**
 * syscall_name() - name of a system call, as in "finit_module"
 * @arch: AUDIT_ARCH_*
 * @nr: its number in that ABI
 * @name: buffer
 *
 * Return: @name, "syscall_N" if the call has no name; NULL if @nr is negative, outside
 * of a system call.
 */
const char *syscall_name(uint32_t arch, int nr, char name[SYSCALL_NAME_MAX]);

/**
 * arch_native() - ABI of the kernel and of this program
 *
 * Return: AUDIT_ARCH_*.
 */
uint32_t arch_native(void);

/**
 * arch_name() - name of an ABI, as in "x86_64"
 * @arch: AUDIT_ARCH_*
 * @nr: number of the system call, which distinguishes x32
 *
 * Return: the name, or NULL if unknown.
 */
const char *arch_name(uint32_t arch, int nr);

#endif /* NAMES_H */
