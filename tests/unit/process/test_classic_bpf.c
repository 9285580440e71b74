// SPDX-License-Identifier: GPL-2.0
/*
 * Compares the interpreter with the kernel: a child installs random programs and makes
 * calls, to which the programs return what they have computed. The kernel must accept
 * exactly the programs that pass the check, and give the same results.
 *
 * PROGRAMS= and SEED= in the environment select the number and the seed.
 */
#include "unit.h"

#include <errno.h>
#include <linux/audit.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "process/classic_bpf.h"

#define PROGRAMS	3000
#define SEED		20261127

#define BATCH		32	/* programs per child */
#define CALLS		6	/* calls per program */
#define LENGTH_MAX	96
#define BODY_MAX	40
#define HEAD		3	/* instructions that leave other calls alone */
#define FIRST_NR	10000	/* there are no such system calls */
#define KILLED		1	/* not a result of any system call */
#define NOT_MADE	2

struct program {
	size_t			length;
	struct sock_filter	code[LENGTH_MAX];
};

struct call {
	uint64_t	args[6];
	uint64_t	ip;
	long		result;
};

/**
 * struct batch - memory shared with a child
 * @programs: the programs to install
 * @error: why the kernel rejected one, or 0
 * @calls: the calls to make, and their results
 * @next: index of the current call
 */
struct batch {
	struct program	programs[BATCH];
	int		error[BATCH];
	struct call	calls[BATCH][CALLS];
	size_t		next;
};

static uint64_t random_state;

/* xorshift64: the same on every machine. */
static uint32_t any(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state >> 16;
}

static uint32_t below(uint32_t limit)
{
	return any() % limit;
}

static uint32_t number(void)
{
	static const uint32_t edges[] = {
		0, 1, 2, 5, 31, 32, 33, 63, 64, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0x80000001,
		0xffffffe0, 0xfffffffe, UINT32_MAX,
	};

	return below(3) ? edges[below(sizeof(edges) / sizeof(*edges))] : any();
}

static uint16_t source(void)
{
	return below(2) ? BPF_X : BPF_K;
}

static struct sock_filter shift(void)
{
	uint16_t code = BPF_ALU | (below(2) ? BPF_LSH : BPF_RSH);

	/* A constant shift count that is too large is rejected. */
	if (below(4))
		return (struct sock_filter)BPF_STMT(code | BPF_X, number());
	return (struct sock_filter)BPF_STMT(code | BPF_K, below(40) ? below(32) : number());
}

static struct sock_filter arithmetic(void)
{
	static const uint16_t operations[] = {
		BPF_ADD, BPF_SUB, BPF_MUL, BPF_AND, BPF_OR, BPF_XOR, BPF_DIV,
	};
	uint16_t operation = operations[below(sizeof(operations) / sizeof(*operations))];
	uint32_t k = number();

	/* Rare, so that most programs get past it. */
	if (operation == BPF_DIV && !k && below(20))
		k = 3;
	return (struct sock_filter)BPF_STMT(BPF_ALU | operation | source(), k);
}

static struct sock_filter load(void)
{
	uint32_t word = below(sizeof(struct seccomp_data) / sizeof(uint32_t));

	switch (below(6)) {
	case 0:
		return (struct sock_filter)BPF_STMT(BPF_LD | BPF_IMM, number());
	case 1:
		return (struct sock_filter)BPF_STMT(BPF_LDX | BPF_IMM, number());
	case 2:
		return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0);
	case 3:
		return (struct sock_filter)BPF_STMT(BPF_LDX | BPF_W | BPF_LEN, 0);
	default:
		return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 4 * word);
	}
}

/* The program starts by storing @stored words of memory. */
static struct sock_filter memory(uint32_t stored)
{
	static const uint16_t codes[] = { BPF_ST, BPF_STX, BPF_LD | BPF_MEM, BPF_LDX | BPF_MEM };
	uint16_t code = codes[below(4)];
	bool loads = code != BPF_ST && code != BPF_STX;

	if (loads && !stored)
		code = BPF_ST;
	return (struct sock_filter)BPF_STMT(code, loads && stored && below(50) ? below(stored) :
					    below(BPF_MEMWORDS));
}

static struct sock_filter jump(size_t left)
{
	static const uint16_t conditions[] = { BPF_JEQ, BPF_JGT, BPF_JGE, BPF_JSET };
	uint32_t far = left < 6 ? left : 6;

	if (!below(5))
		return (struct sock_filter)BPF_STMT(BPF_JMP | BPF_JA, below(far));
	return (struct sock_filter)BPF_JUMP(BPF_JMP | conditions[below(4)] | source(), number(),
					    below(far), below(far));
}

static struct sock_filter answer(void)
{
	static const uint32_t actions[] = {
		SECCOMP_RET_ERRNO, SECCOMP_RET_TRACE, SECCOMP_RET_LOG, SECCOMP_RET_ALLOW,
		SECCOMP_RET_USER_NOTIF,
	};

	return (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, actions[below(5)] | (any() & 0xffff));
}

static struct sock_filter instruction(uint32_t stored, size_t left)
{
	switch (below(16)) {
	case 0 ... 3:
		return shift();
	case 4 ... 6:
		return arithmetic();
	case 7 ... 9:
		return load();
	case 10 ... 11:
		return memory(stored);
	case 12 ... 13:
		return jump(left);
	case 14:
		return below(4) ? (struct sock_filter)BPF_STMT(BPF_ALU | BPF_NEG, 0) : answer();
	default:
		return (struct sock_filter)BPF_STMT(BPF_MISC | (below(2) ? BPF_TAX : BPF_TXA), 0);
	}
}

/* A random instruction, which may be invalid. */
static void spoil(struct sock_filter *instruction)
{
	switch (below(4)) {
	case 0:
		instruction->code = any();
		break;
	case 1:
		instruction->code = any() & 0xff;
		break;
	case 2:
		instruction->k = number();
		break;
	default:
		instruction->jt = any();
	}
}

static void append(struct program *program, struct sock_filter instruction)
{
	program->code[program->length++] = instruction;
}

/* Returns A as an error: folds all of its bits into twelve. */
static void append_answer(struct program *program)
{
	static const struct sock_filter code[] = {
		BPF_STMT(BPF_MISC | BPF_TAX, 0),
		BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 12),
		BPF_STMT(BPF_ALU | BPF_XOR | BPF_X, 0),
		BPF_STMT(BPF_MISC | BPF_TAX, 0),
		BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 20),
		BPF_STMT(BPF_ALU | BPF_XOR | BPF_X, 0),
		BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xfff),
		BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO),
		BPF_STMT(BPF_RET | BPF_A, 0),
	};
	size_t i;

	for (i = 0; i < sizeof(code) / sizeof(*code); i++)
		append(program, code[i]);
}

static void make_program(struct program *program, int nr)
{
	uint32_t stored = below(3) ? below(BPF_MEMWORDS + 1) : 0, i;
	size_t body = 1 + below(BODY_MAX);

	*program = (struct program){ 0 };
	append(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0));
	append(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 1, 0));
	append(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
	for (i = 0; i < stored; i++)
		append(program, (struct sock_filter)BPF_STMT(below(2) ? BPF_ST : BPF_STX, i));
	for (i = 0; i < body; i++)
		append(program, instruction(stored, body - i));
	append_answer(program);
	if (!below(5))
		spoil(&program->code[HEAD + below(program->length - HEAD)]);
}

static void make_batch(struct batch *batch)
{
	size_t i, j, k;

	for (i = 0; i < BATCH; i++) {
		make_program(&batch->programs[i], FIRST_NR + i);
		for (j = 0; j < CALLS; j++) {
			for (k = 0; k < 6; k++)
				batch->calls[i][j].args[k] = (uint64_t)number() << 32 | number();
			batch->calls[i][j].result = NOT_MADE;
		}
	}
	batch->next = 0;
}

/* The address that the kernel reports for a call: after the instruction. */
static __attribute__((noinline)) void make_call(int nr, struct call *call)
{
	register uint64_t r10 asm("r10") = call->args[3];
	register uint64_t r8 asm("r8") = call->args[4];
	register uint64_t r9 asm("r9") = call->args[5];
	long result;

	asm volatile("lea 1f(%%rip), %%rcx\n\tmov %%rcx, %[ip]\n\tsyscall\n1:"
		     : "=a" (result), [ip] "=m" (call->ip)
		     : "0" ((long)nr), "D" (call->args[0]), "S" (call->args[1]),
		       "d" (call->args[2]), "r" (r10), "r" (r8), "r" (r9)
		     : "rcx", "r11", "memory");
	call->result = result;
}

static void install(struct batch *batch)
{
	const struct rlimit no_core = { 0 };
	size_t i;

	setrlimit(RLIMIT_CORE, &no_core);
	signal(SIGSYS, SIG_DFL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		_exit(1);
	for (i = 0; i < BATCH; i++) {
		const struct sock_fprog program = {
			.len = batch->programs[i].length,
			.filter = batch->programs[i].code,
		};

		batch->error[i] = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) ?
				  errno : 0;
	}
}

static void be_child(struct batch *batch)
{
	install(batch);
	for (; batch->next < BATCH * CALLS; batch->next++) {
		size_t i = batch->next / CALLS;

		if (!batch->error[i])
			make_call(FIRST_NR + i, &batch->calls[i][batch->next % CALLS]);
	}
	syscall(SYS_exit_group, 0);
}

/* Runs the calls in the kernel; a child that is killed by a call is replaced. */
static void ask_kernel(struct batch *batch)
{
	while (batch->next < BATCH * CALLS) {
		pid_t child = fork();
		int status;

		if (!child)
			be_child(batch);
		assert_int_equal(waitpid(child, &status, 0), child);
		if (WIFSIGNALED(status)) {
			assert_int_equal(WTERMSIG(status), SIGSYS);
			batch->calls[batch->next / CALLS][batch->next % CALLS].result = KILLED;
			batch->next++;
		} else {
			assert_int_equal(WEXITSTATUS(status), 0);
		}
	}
}

/* The result of an action for a system call that does not exist. */
static long outcome(uint32_t action)
{
	uint32_t data = action & SECCOMP_RET_DATA;

	switch (action & SECCOMP_RET_ACTION_FULL) {
	case SECCOMP_RET_ERRNO:
		return -(long)(data < 4095 ? data : 4095);
	case SECCOMP_RET_ALLOW:
	case SECCOMP_RET_LOG:
	case SECCOMP_RET_TRACE:
	case SECCOMP_RET_USER_NOTIF:
		return -ENOSYS;
	default:
		return KILLED;
	}
}

static void show(const struct program *program)
{
	size_t i;

	for (i = 0; i < program->length; i++)
		printf("# %3zu: { 0x%02x, %u, %u, 0x%x }\n", i, program->code[i].code,
		       program->code[i].jt, program->code[i].jf, program->code[i].k);
}

static void compare_call(const struct program *program, int nr, const struct call *call)
{
	struct seccomp_data data = {
		.nr = nr,
		.arch = AUDIT_ARCH_X86_64,
		.instruction_pointer = call->ip,
	};
	uint32_t loaded, action;
	size_t i;

	for (i = 0; i < 6; i++)
		data.args[i] = call->args[i];
	action = classic_bpf_run(program->code, program->length, &data, &loaded);
	if (outcome(action) == call->result)
		return;
	show(program);
	for (i = 0; i < 6; i++)
		printf("# argument %zu: 0x%llx\n", i, (unsigned long long)data.args[i]);
	fail_msg("the answer is 0x%x, the kernel's outcome %ld", action, call->result);
}

/* Returns the number of programs that the kernel accepted. */
static size_t compare_batch(const struct batch *batch)
{
	size_t taken = 0, i, j;

	for (i = 0; i < BATCH; i++) {
		const struct program *program = &batch->programs[i];

		if (classic_bpf_check(program->code, program->length) != !batch->error[i]) {
			show(program);
			fail_msg("seccomp(2): %s", strerror(batch->error[i]));
		}
		if (batch->error[i])
			continue;
		taken++;
		for (j = 0; j < CALLS; j++)
			compare_call(program, FIRST_NR + i, &batch->calls[i][j]);
	}
	return taken;
}

static unsigned long setting(const char *name, unsigned long otherwise)
{
	const char *text = getenv(name);

	return text ? strtoul(text, NULL, 0) : otherwise;
}

static void the_kernel_answers_the_same(void **state)
{
	size_t programs = setting("PROGRAMS", PROGRAMS), made, taken = 0;
	struct batch *batch = mmap(NULL, sizeof(*batch), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	(void)state;
	assert_ptr_not_equal(batch, MAP_FAILED);
	random_state = setting("SEED", SEED);
	for (made = 0; made < programs; made += BATCH) {
		make_batch(batch);
		ask_kernel(batch);
		taken += compare_batch(batch);
	}
	munmap(batch, sizeof(*batch));
	printf("# the kernel took %zu of %zu programs\n", taken, made);
	/* Both outcomes must have occurred. */
	assert_true(taken > made / 2 && taken < made - made / 20);
}

static void lengths_and_ends_are_checked(void **state)
{
	static struct sock_filter code[BPF_MAXINSNS + 1];
	size_t i;

	(void)state;
	for (i = 0; i < BPF_MAXINSNS + 1; i++)
		code[i] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, 0);
	assert_false(classic_bpf_check(code, 0));
	assert_true(classic_bpf_check(code, 1));
	assert_true(classic_bpf_check(code, BPF_MAXINSNS));
	assert_false(classic_bpf_check(code, BPF_MAXINSNS + 1));
	code[1].code = BPF_MISC | BPF_TAX;
	assert_false(classic_bpf_check(code, 2));
}

static void what_is_looked_at_is_told(void **state)
{
	static const struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 1),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5]) + 4),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_THREAD),
	};
	struct seccomp_data data = { .nr = 1 };
	uint32_t loaded;

	(void)state;
	assert_true(classic_bpf_check(code, 4));
	assert_int_equal(classic_bpf_run(code, 4, &data, &loaded), SECCOMP_RET_KILL_THREAD);
	assert_int_equal(loaded, 1 | 1 << 15);
	data.nr = 2;
	classic_bpf_run(code, 4, &data, &loaded);
	assert_int_equal(loaded, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kernel_answers_the_same),
		cmocka_unit_test(lengths_and_ends_are_checked),
		cmocka_unit_test(what_is_looked_at_is_told),
	};

	return cmocka_run_group_tests_name("classic_bpf", tests, NULL, NULL);
}
