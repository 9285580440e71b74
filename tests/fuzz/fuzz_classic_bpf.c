// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_classic_bpf.c - the filters of a container's process
 *
 * tests/unit/process/test_classic_bpf.c compares results with the kernel. Here, a program
 * that passes the check must terminate and stay within its own memory.
 */
#include "fuzz.h"

#include "process/classic_bpf.h"
#include "process/filters.h"

/* Most opcodes are invalid: use only valid ones in half of the programs. */
static void know_codes(struct sock_filter *code, size_t length)
{
	static const uint16_t known[] = {
		BPF_LD | BPF_W | BPF_ABS, BPF_LD | BPF_W | BPF_LEN, BPF_LDX | BPF_W | BPF_LEN,
		BPF_LD | BPF_IMM, BPF_LDX | BPF_IMM, BPF_LD | BPF_MEM, BPF_LDX | BPF_MEM, BPF_ST,
		BPF_STX, BPF_MISC | BPF_TAX, BPF_MISC | BPF_TXA, BPF_ALU | BPF_NEG,
		BPF_ALU | BPF_ADD | BPF_X, BPF_ALU | BPF_DIV | BPF_X, BPF_ALU | BPF_DIV,
		BPF_ALU | BPF_MUL, BPF_ALU | BPF_LSH, BPF_ALU | BPF_LSH | BPF_X,
		BPF_ALU | BPF_RSH | BPF_X, BPF_JMP | BPF_JA, BPF_JMP | BPF_JEQ,
		BPF_JMP | BPF_JGT | BPF_X, BPF_JMP | BPF_JGE, BPF_JMP | BPF_JSET, BPF_RET | BPF_A,
	};
	size_t i;

	for (i = 0; i < length; i++)
		code[i].code = known[code[i].code % (sizeof(known) / sizeof(*known))];
	if (length)
		code[length - 1].code = BPF_RET | BPF_K;
}

static void run(struct sock_filter *code, size_t length)
{
	struct filter filter = { length, code };
	const struct filters filters = { 1, &filter };
	const struct seccomp_data data = { .nr = 1, .args = { 1, 2, 3 } };
	char text[FILTERS_ACTION_MAX];
	struct filters_answer answer;
	uint32_t loaded;

	classic_bpf_run(code, length, &data, &loaded);
	expect(!(loaded >> sizeof(data) / sizeof(uint32_t)));
	answer = filters_evaluate(&filters, 0xc000003e, 1);
	filters_passes(answer.action, false);
	expect(strlen(filters_action_text(answer.action, text)) < sizeof(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t length = size / sizeof(struct sock_filter);
	struct sock_filter *code = malloc(length * sizeof(*code) + 1);

	expect(code);
	memcpy(code, data, length * sizeof(*code));
	if (size % sizeof(*code))
		know_codes(code, length);
	if (classic_bpf_check(code, length))
		run(code, length);
	free(code);
	return 0;
}
