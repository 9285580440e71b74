// SPDX-License-Identifier: GPL-2.0
/*
 * refuse HOOK ARGUMENT VALUE ERROR COMMAND… - run a command while a BPF program on an LSM
 * hook refuses, with ERROR, calls that have VALUE as argument number ARGUMENT
 *
 * Exits with the command's status; 77 if the kernel does not support such programs.
 */
#include <err.h>
#include <errno.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define SKIP	77

/* The kernel's types, from /sys/kernel/btf/vmlinux. */
static char types[32 << 20];

static void read_types(void)
{
	FILE *file = fopen("/sys/kernel/btf/vmlinux", "r");

	if (!file)
		errx(SKIP, "the kernel does not describe its types");
	if (!fread(types, 1, sizeof(types) - 1, file) || !feof(file))
		errx(1, "the kernel's types cannot be read");
	fclose(file);
}

/* The newest kinds, which older headers lack. */
#define KIND_DECL_TAG	17
#define KIND_ENUM64	19

/* Number of bytes that follow a struct btf_type. */
static size_t following(const struct btf_type *type)
{
	size_t members = BTF_INFO_VLEN(type->info);

	switch (BTF_INFO_KIND(type->info)) {
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case KIND_DECL_TAG:
		return 4;
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
	case BTF_KIND_DATASEC:
	case KIND_ENUM64:
		return members * 12;
	case BTF_KIND_ENUM:
	case BTF_KIND_FUNC_PROTO:
		return members * 8;
	default:
		return 0;
	}
}

static uint32_t find_function(const char *name)
{
	const struct btf_header *header = (const void *)types;
	const char *names = types + header->hdr_len + header->str_off;
	const char *at = types + header->hdr_len + header->type_off;
	const char *end = at + header->type_len;
	uint32_t id;

	for (id = 1; at < end; id++) {
		const struct btf_type *type = (const void *)at;

		if (BTF_INFO_KIND(type->info) == BTF_KIND_FUNC &&
		    !strcmp(names + type->name_off, name))
			return id;
		at += sizeof(*type) + following(type);
	}
	errx(SKIP, "the kernel has no function %s", name);
}

static void attach(uint32_t function, int argument, int value, int error)
{
	const struct bpf_insn code[] = {
		{ .code = BPF_LDX | BPF_MEM | BPF_DW, .dst_reg = 2, .src_reg = 1,
		  .off = argument * 8 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0 },
		/* Compare 32 bits: the upper half of an enum is undefined. */
		{ .code = BPF_JMP32 | BPF_JNE | BPF_K, .dst_reg = 2, .imm = value, .off = 1 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = -error },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	static char log[4096];
	union bpf_attr load = {
		.prog_type = BPF_PROG_TYPE_LSM,
		.expected_attach_type = BPF_LSM_MAC,
		.attach_btf_id = function,
		.insns = (uintptr_t)code,
		.insn_cnt = sizeof(code) / sizeof(*code),
		.license = (uintptr_t)"GPL",
		.log_buf = (uintptr_t)log,
		.log_size = sizeof(log),
		.log_level = 1,
	};
	union bpf_attr open = { 0 };

	open.raw_tracepoint.prog_fd = syscall(SYS_bpf, BPF_PROG_LOAD, &load, sizeof(load));
	if ((int)open.raw_tracepoint.prog_fd < 0)
		err(errno == EINVAL ? SKIP : 1, "the program is not loaded: %s", log);
	if (syscall(SYS_bpf, BPF_RAW_TRACEPOINT_OPEN, &open, sizeof(open)) < 0)
		err(SKIP, "the program is not attached");
}

int main(int argc, char **argv)
{
	char function[64];
	int status;

	if (argc < 6)
		errx(2, "usage: refuse HOOK ARGUMENT VALUE ERROR COMMAND…");
	snprintf(function, sizeof(function), "bpf_lsm_%s", argv[1]);
	read_types();
	attach(find_function(function), atoi(argv[2]), atoi(argv[3]), atoi(argv[4]));
	if (!fork()) {
		execvp(argv[5], argv + 5);
		err(1, "%s", argv[5]);
	}
	wait(&status);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
