/* SPDX-License-Identifier: GPL-2.0 */
/*
 * classic_bpf.h - the classic BPF that seccomp(2) takes, as the kernel runs it
 */
#ifndef CLASSIC_BPF_H
#define CLASSIC_BPF_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * classic_bpf_check() - whether the kernel would take a program
 * @code: its instructions
 * @length: how many
 *
 * As bpf_check_classic() and seccomp_check_filter(): the instructions that
 * seccomp knows, jumps within the program, words of the data and of the memory
 * that there are, no word of the memory before it was stored, no division by a
 * constant 0, no shift by a constant of 32 and more, a return at the end.
 */
bool classic_bpf_check(const struct sock_filter *code, size_t length);

/**
 * classic_bpf_run() - what a program returns for a call
 * @code: its instructions, which passed classic_bpf_check()
 * @length: how many
 * @data: the call
 * @loaded: where to put a bit for each 32-bit word of @data that was looked at
 *
 * Jumps lead forward only, so it takes no more than @length steps. A division
 * by 0 ends the program with 0. Of what a register is shifted by, five bits
 * count: so do the interpreter and what it is compiled to on every machine
 * whose shifts mask theirs, as on x86 and arm64.
 *
 * Return: SECCOMP_RET_*, with its data.
 */
uint32_t classic_bpf_run(const struct sock_filter *code, size_t length,
			 const struct seccomp_data *data, uint32_t *loaded);

#endif /* CLASSIC_BPF_H */
