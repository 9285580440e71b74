// SPDX-License-Identifier: GPL-2.0
/*
 * names.c - names of the numeric fields of a record
 */
#include <linux/audit.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "kernel/names.h"

#define X32_BIT	0x40000000	/* __X32_SYSCALL_BIT */

static const char *const reason_names[] = {
#define REASON_NAME(symbol, name, layer) [CAPPROBE_##symbol] = name,
	CAPPROBE_REASONS(REASON_NAME)
#undef REASON_NAME
};

static const enum capprobe_layer reason_layers[] = {
#define REASON_LAYER(symbol, name, layer) [CAPPROBE_##symbol] = CAPPROBE_LAYER_##layer,
	CAPPROBE_REASONS(REASON_LAYER)
#undef REASON_LAYER
};

static const char *const layer_names[] = {
#define LAYER_NAME(symbol, name) [CAPPROBE_LAYER_##symbol] = name,
	CAPPROBE_LAYERS(LAYER_NAME)
#undef LAYER_NAME
};

static const char *const loss_names[] = {
#define LOSS_NAME(symbol, name) [CAPPROBE_LOST_##symbol] = name,
	CAPPROBE_LOSSES(LOSS_NAME)
#undef LOSS_NAME
};

static const char *const sight_names[] = {
#define SIGHT_NAME(symbol, name) [CAPPROBE_SIGHT_##symbol] = name,
	CAPPROBE_SIGHTS(SIGHT_NAME)
#undef SIGHT_NAME
};

static const char *const sum_names[] = {
#define SUM_NAME(symbol, name) [CAPPROBE_SUM_##symbol] = name,
	CAPPROBE_SUMS(SUM_NAME)
#undef SUM_NAME
};

static const char *const type_names[] = {
	[CAPPROBE_TYPE_CHECK] = "check",
	[CAPPROBE_TYPE_MODULE] = "module",
	[CAPPROBE_TYPE_CGROUP] = "cgroup",
	[CAPPROBE_TYPE_CALL] = "call",
};

const char *reason_name(enum capprobe_reason reason)
{
	return reason_names[reason];
}

enum capprobe_layer reason_layer(enum capprobe_reason reason)
{
	return reason_layers[reason];
}

enum capprobe_reason reason_shown(enum capprobe_reason reason, enum capprobe_reason cap_reason)
{
	if (reason == CAPPROBE_SECCOMP && reason_layer(cap_reason) == CAPPROBE_LAYER_CAPABILITY)
		return cap_reason;
	return reason;
}

const char *layer_name(enum capprobe_layer layer)
{
	return layer_names[layer];
}

const char *type_name(enum capprobe_type type)
{
	return type_names[type];
}

const char *loss_name(enum capprobe_loss loss)
{
	return loss_names[loss];
}

const char *sight_name(enum capprobe_sight sight)
{
	return sight_names[sight];
}

const char *sum_name(uint64_t cgroup)
{
	uint64_t sum = CAPPROBE_SUM_ID(cgroup);

	return sum < CAPPROBE_SUM_COUNT ? sum_names[sum] : NULL;
}

static bool is_x32(uint32_t arch, int nr)
{
	return arch == AUDIT_ARCH_X86_64 && nr >= 0 && nr & X32_BIT;
}

const char *syscall_name(uint32_t arch, int nr, char name[SYSCALL_NAME_MAX])
{
	char *known;

	if (nr < 0)
		return NULL;
	known = seccomp_syscall_resolve_num_arch(is_x32(arch, nr) ? SCMP_ARCH_X32 : arch, nr);
	if (known)
		snprintf(name, SYSCALL_NAME_MAX, "%s", known);
	else
		snprintf(name, SYSCALL_NAME_MAX, "syscall_%d", nr);
	free(known);
	return name;
}

/* For the native ABI, libseccomp's SCMP_ARCH_* is AUDIT_ARCH_*. */
uint32_t arch_native(void)
{
	return seccomp_arch_native();
}

const char *arch_name(uint32_t arch, int nr)
{
	switch (arch) {
	case AUDIT_ARCH_X86_64:
		return is_x32(arch, nr) ? "x32" : "x86_64";
	case AUDIT_ARCH_I386:
		return "i386";
	default:
		return NULL;
	}
}
