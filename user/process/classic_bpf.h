/* SPDX-License-Identifier: GPL-2.0 */
/*
 * classic_bpf.h - check and run the classic BPF of seccomp(2)
 */
#ifndef CLASSIC_BPF_H
#define CLASSIC_BPF_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * classic_bpf_check() - whether the kernel would accept a program
 * @code: its instructions
 * @length: number of instructions
 *
 * Like bpf_check_classic() and seccomp_check_filter(): only instructions that
 * seccomp allows, jumps within the program, valid data and memory offsets, no
 * load from memory before a store, no division by constant 0, no shift by a
 * constant of 32 or more, and a return at the end.
 */
bool classic_bpf_check(const struct sock_filter *code, size_t length);

/**
 * classic_bpf_run() - run a program
 * @code: its instructions, which passed classic_bpf_check()
 * @length: number of instructions
 * @data: the system call
 * @loaded: set to one bit for each 32-bit word of @data that was read
 *
 * Jumps only go forward, so this takes at most @length steps. Division by 0 ends
 * the program with 0. Shift counts in a register are masked to five bits, as the
 * interpreter and the JITs for x86 and arm64 do.
 *
 * Return: SECCOMP_RET_* and its data.
 */
uint32_t classic_bpf_run(const struct sock_filter *code, size_t length,
			 const struct seccomp_data *data, uint32_t *loaded);

#endif /* CLASSIC_BPF_H */
