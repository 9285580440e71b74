// SPDX-License-Identifier: GPL-2.0
/*
 * classic_bpf.c - check and run the classic BPF of seccomp(2)
 *
 * The kernel converts it to eBPF with bpf_convert_filter(). Where the result
 * differs from classic BPF for packets, this follows the kernel.
 */
#include <string.h>

#include "process/classic_bpf.h"

#define WORD_MAX	(sizeof(struct seccomp_data) / sizeof(uint32_t))

_Static_assert(WORD_MAX <= 32, "a bit for each word");

static bool is_known(uint16_t code)
{
	switch (code) {
	case BPF_LD | BPF_W | BPF_ABS:
	case BPF_LD | BPF_W | BPF_LEN:
	case BPF_LDX | BPF_W | BPF_LEN:
	case BPF_LD | BPF_IMM:
	case BPF_LDX | BPF_IMM:
	case BPF_LD | BPF_MEM:
	case BPF_LDX | BPF_MEM:
	case BPF_ST:
	case BPF_STX:
	case BPF_MISC | BPF_TAX:
	case BPF_MISC | BPF_TXA:
	case BPF_ALU | BPF_NEG:
	case BPF_JMP | BPF_JA:
	case BPF_RET | BPF_K:
	case BPF_RET | BPF_A:
		return true;
	}
	switch (code & ~BPF_X) {
	case BPF_ALU | BPF_ADD:
	case BPF_ALU | BPF_SUB:
	case BPF_ALU | BPF_MUL:
	case BPF_ALU | BPF_DIV:
	case BPF_ALU | BPF_AND:
	case BPF_ALU | BPF_OR:
	case BPF_ALU | BPF_XOR:
	case BPF_ALU | BPF_LSH:
	case BPF_ALU | BPF_RSH:
	case BPF_JMP | BPF_JEQ:
	case BPF_JMP | BPF_JGT:
	case BPF_JMP | BPF_JGE:
	case BPF_JMP | BPF_JSET:
		return true;
	}
	return false;
}

static bool is_memory(uint16_t code)
{
	return code == BPF_ST || code == BPF_STX || code == (BPF_LD | BPF_MEM) ||
	       code == (BPF_LDX | BPF_MEM);
}

/* @left: number of instructions after this one */
static bool has_good_operands(const struct sock_filter *instruction, size_t left)
{
	uint32_t k = instruction->k;

	if (is_memory(instruction->code))
		return k < BPF_MEMWORDS;
	switch (instruction->code) {
	case BPF_LD | BPF_W | BPF_ABS:
		return k < sizeof(struct seccomp_data) && !(k % sizeof(uint32_t));
	case BPF_ALU | BPF_DIV | BPF_K:
		return k;
	case BPF_ALU | BPF_LSH | BPF_K:
	case BPF_ALU | BPF_RSH | BPF_K:
		return k < 32;
	case BPF_JMP | BPF_JA:
		return k < left;
	}
	if (BPF_CLASS(instruction->code) == BPF_JMP)
		return instruction->jt < left && instruction->jf < left;
	return true;
}

/*
 * Tracks which memory words have been stored on every path to an instruction, one
 * bit per word. Like the kernel, this treats a return as falling through.
 */
static bool has_stored_what_it_loads(const struct sock_filter *code, size_t length)
{
	uint16_t stored[BPF_MAXINSNS], now = 0;
	size_t i;

	memset(stored, 0xff, sizeof(stored));
	for (i = 0; i < length; i++) {
		const struct sock_filter *instruction = &code[i];

		now &= stored[i];
		if (instruction->code == BPF_ST || instruction->code == BPF_STX) {
			now |= 1 << instruction->k;
		} else if (is_memory(instruction->code)) {
			if (!(now >> instruction->k & 1))
				return false;
		} else if (instruction->code == (BPF_JMP | BPF_JA)) {
			stored[i + 1 + instruction->k] &= now;
			now = UINT16_MAX;
		} else if (BPF_CLASS(instruction->code) == BPF_JMP) {
			stored[i + 1 + instruction->jt] &= now;
			stored[i + 1 + instruction->jf] &= now;
			now = UINT16_MAX;
		}
	}
	return true;
}

bool classic_bpf_check(const struct sock_filter *code, size_t length)
{
	size_t i;

	if (!length || length > BPF_MAXINSNS)
		return false;
	for (i = 0; i < length; i++) {
		if (!is_known(code[i].code) || !has_good_operands(&code[i], length - i - 1))
			return false;
	}
	return BPF_CLASS(code[length - 1].code) == BPF_RET &&
	       has_stored_what_it_loads(code, length);
}

/**
 * struct machine - state of a running program
 * @a: accumulator
 * @x: index register
 * @memory: scratch memory
 * @data: the struct seccomp_data, as words
 * @loaded: one bit for each word of @data that was read
 */
struct machine {
	uint32_t	a;
	uint32_t	x;
	uint32_t	memory[BPF_MEMWORDS];
	uint32_t	data[WORD_MAX];
	uint32_t	loaded;
};

static uint32_t load(struct machine *machine, const struct sock_filter *instruction)
{
	size_t word = instruction->k / sizeof(uint32_t);

	switch (BPF_MODE(instruction->code)) {
	case BPF_ABS:
		machine->loaded |= 1u << word;
		return machine->data[word];
	case BPF_LEN:
		return sizeof(struct seccomp_data);
	case BPF_MEM:
		return machine->memory[instruction->k];
	default:
		return instruction->k;
	}
}

static uint32_t operand(const struct machine *machine, const struct sock_filter *instruction)
{
	return BPF_SRC(instruction->code) == BPF_X ? machine->x : instruction->k;
}

/* False for a division by 0. */
static bool compute(struct machine *machine, const struct sock_filter *instruction)
{
	uint32_t by = operand(machine, instruction), *a = &machine->a;

	switch (BPF_OP(instruction->code)) {
	case BPF_ADD:
		*a += by;
		break;
	case BPF_SUB:
		*a -= by;
		break;
	case BPF_MUL:
		*a *= by;
		break;
	case BPF_DIV:
		if (!by)
			return false;
		*a /= by;
		break;
	case BPF_AND:
		*a &= by;
		break;
	case BPF_OR:
		*a |= by;
		break;
	case BPF_XOR:
		*a ^= by;
		break;
	case BPF_LSH:
		*a <<= by & 31;
		break;
	case BPF_RSH:
		*a >>= by & 31;
		break;
	case BPF_NEG:
		*a = -*a;
		break;
	}
	return true;
}

/* The number of instructions that a jump skips. */
static uint32_t skipped(const struct machine *machine, const struct sock_filter *instruction)
{
	uint32_t with = operand(machine, instruction), a = machine->a;
	bool is_true = false;

	switch (BPF_OP(instruction->code)) {
	case BPF_JA:
		return instruction->k;
	case BPF_JEQ:
		is_true = a == with;
		break;
	case BPF_JGT:
		is_true = a > with;
		break;
	case BPF_JGE:
		is_true = a >= with;
		break;
	case BPF_JSET:
		is_true = a & with;
		break;
	}
	return is_true ? instruction->jt : instruction->jf;
}

static void transfer(struct machine *machine, const struct sock_filter *instruction)
{
	switch (BPF_CLASS(instruction->code)) {
	case BPF_LD:
		machine->a = load(machine, instruction);
		break;
	case BPF_LDX:
		machine->x = load(machine, instruction);
		break;
	case BPF_ST:
		machine->memory[instruction->k] = machine->a;
		break;
	case BPF_STX:
		machine->memory[instruction->k] = machine->x;
		break;
	case BPF_MISC:
		if (BPF_MISCOP(instruction->code) == BPF_TAX)
			machine->x = machine->a;
		else
			machine->a = machine->x;
		break;
	}
}

static uint32_t execute(struct machine *machine, const struct sock_filter *code, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		const struct sock_filter *instruction = &code[i];

		switch (BPF_CLASS(instruction->code)) {
		case BPF_RET:
			return BPF_RVAL(instruction->code) == BPF_A ? machine->a : instruction->k;
		case BPF_JMP:
			i += skipped(machine, instruction);
			break;
		case BPF_ALU:
			if (!compute(machine, instruction))
				return 0;
			break;
		default:
			transfer(machine, instruction);
		}
	}
	return 0;
}

uint32_t classic_bpf_run(const struct sock_filter *code, size_t length,
			 const struct seccomp_data *data, uint32_t *loaded)
{
	struct machine machine = { 0 };
	uint32_t returned;

	memcpy(machine.data, data, sizeof(machine.data));
	returned = execute(&machine, code, length);
	*loaded = machine.loaded;
	return returned;
}
