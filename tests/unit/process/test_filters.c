// SPDX-License-Identifier: GPL-2.0
/*
 * Results of seccomp filters, compared with what the kernel does to a child under them.
 */
#include "unit.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "layer/calls.h"
#include "process/filters.h"
#include "process/process.h"

#define NOBODY	65534
#define ERROR	77	/* none of these calls fails with this by itself */

#define ARCH	AUDIT_ARCH_X86_64

#define STATEMENT(code, k)	BPF_STMT(code, k)
#define NR	offsetof(struct seccomp_data, nr)
#define LOAD_NR	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, NR)
#define RETURN(k)	BPF_STMT(BPF_RET | BPF_K, k)

#define FILTER(program)	{ sizeof(program) / sizeof(*(program)), program }
#define FILTERS(array)	{ sizeof(array) / sizeof(*(array)), array }

static void install(const struct filters *filters)
{
	size_t i;

	/* cmocka catches SIGSYS. */
	signal(SIGSYS, SIG_DFL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		_exit(1);
	for (i = 0; i < filters->count; i++) {
		const struct sock_fprog program = {
			.len = filters->filters[i].length,
			.filter = filters->filters[i].code,
		};

		if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program))
			_exit(1);
	}
}

/* The result of a call: an errno, 0, or the negative signal that killed the child. */
static int kernel_answer(const struct filters *filters, int nr)
{
	int status, *error;
	pid_t child;

	error = mmap(NULL, sizeof(*error), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(error, MAP_FAILED);
	*error = -1;
	child = fork();
	if (!child) {
		/* Make sure that the calls can only fail. */
		if (!geteuid() && (syscall(SYS_setresgid, NOBODY, NOBODY, NOBODY) ||
				   syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY)))
			_exit(1);
		install(filters);
		*error = syscall(nr, 0, 0, 0, 0, 0, 0) < 0 ? errno : 0;
		syscall(SYS_exit_group, 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		*error = -WTERMSIG(status);
	status = *error;
	munmap(error, sizeof(*error));
	return status;
}

/* Asserts that the kernel does what we predict for a call. */
static void compare(const struct filters *filters, int nr)
{
	struct filters_answer answer = filters_evaluate(filters, ARCH, nr);
	int kernel = kernel_answer(filters, nr);

	switch (answer.action & SECCOMP_RET_ACTION_FULL) {
	case SECCOMP_RET_ALLOW:
	case SECCOMP_RET_LOG:
		assert_int_equal(filters_passes(answer.action, false), FILTERS_ALLOW);
		assert_int_not_equal(kernel, ERROR);
		assert_true(kernel >= 0);
		break;
	case SECCOMP_RET_ERRNO:
		assert_int_equal(filters_passes(answer.action, false), FILTERS_REFUSE);
		assert_int_equal(kernel, answer.action & SECCOMP_RET_DATA);
		break;
	case SECCOMP_RET_TRACE:
		assert_int_equal(filters_passes(answer.action, false), FILTERS_REFUSE);
		assert_int_equal(kernel, ENOSYS);
		break;
	default:
		assert_int_equal(filters_passes(answer.action, false), FILTERS_REFUSE);
		assert_int_equal(kernel, -SIGSYS);
	}
}

static struct filter export(scmp_filter_ctx context)
{
	int fd = memfd_create("filter", 0);
	struct filter filter;
	off_t size;

	assert_return_code(fd, errno);
	assert_int_equal(seccomp_export_bpf(context, fd), 0);
	size = lseek(fd, 0, SEEK_END);
	filter.length = size / sizeof(*filter.code);
	filter.code = malloc(size);
	assert_int_equal(pread(fd, filter.code, size, 0), size);
	close(fd);
	seccomp_release(context);
	return filter;
}

/* Calls that need a capability, and a few others. */
static size_t all_calls(int nrs[])
{
	size_t count = 0;
	int cap;

	for (cap = 0; cap < 64; cap++)
		count += calls_for(cap, nrs + count);
	nrs[count++] = SYS_getppid;
	nrs[count++] = SYS_umask;
	nrs[count++] = 500;
	return count;
}

static void libseccomp_filters(void **state)
{
	int nrs[CALLS_MAX + 3];
	size_t count = all_calls(nrs), i, round;

	(void)state;
	srand(20260101);
	assert_true(count > 30);
	for (round = 0; round < 8; round++) {
		scmp_filter_ctx context = seccomp_init(SCMP_ACT_ALLOW);
		struct filter filter;
		struct filters filters = { 1, &filter };

		seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 1 + round % 2);
		for (i = 0; i < count; i++) {
			if (rand() % 2)
				seccomp_rule_add(context, SCMP_ACT_ERRNO(ERROR), nrs[i], 0);
		}
		filter = export(context);
		for (i = 0; i < count; i++)
			compare(&filters, nrs[i]);
		free(filter.code);
	}
}

static void libseccomp_allow_list(void **state)
{
	scmp_filter_ctx context = seccomp_init(SCMP_ACT_ERRNO(ERROR));
	struct filter filter;
	struct filters filters = { 1, &filter };
	int nrs[CALLS_MAX + 3];
	size_t count = all_calls(nrs), i;

	(void)state;
	seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(exit_group), 0);
	seccomp_rule_add(context, SCMP_ACT_ALLOW, SCMP_SYS(finit_module), 0);
	filter = export(context);
	for (i = 0; i < count; i++)
		compare(&filters, nrs[i]);
	free(filter.code);
}

static void each_action(void **state)
{
	static const uint32_t actions[] = {
		SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_KILL_THREAD, SECCOMP_RET_TRAP,
		SECCOMP_RET_ERRNO | ERROR, SECCOMP_RET_TRACE, SECCOMP_RET_LOG, SECCOMP_RET_ALLOW,
		0x12340000, /* unknown: kills */
	};
	size_t i, j;

	(void)state;
	/* Each action alone, then each pair in both orders, for the precedence. */
	for (i = 0; i < sizeof(actions) / sizeof(*actions); i++) {
		for (j = 0; j < sizeof(actions) / sizeof(*actions); j++) {
			struct sock_filter one[] = {
				LOAD_NR,
				BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 1),
				RETURN(actions[i]),
				RETURN(SECCOMP_RET_ALLOW),
			};
			struct sock_filter other[] = {
				LOAD_NR,
				BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 1),
				RETURN(actions[j]),
				RETURN(SECCOMP_RET_ALLOW),
			};
			struct filter both[] = { FILTER(one), FILTER(other) };
			struct filters filters = FILTERS(both);

			compare(&filters, SYS_finit_module);
			compare(&filters, SYS_init_module);
		}
	}
}

static void of_equal_actions_the_last_filter_wins(void **state)
{
	struct sock_filter one[] = {
		LOAD_NR, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 1),
		RETURN(SECCOMP_RET_ERRNO | ERROR), RETURN(SECCOMP_RET_ALLOW),
	};
	struct sock_filter other[] = {
		LOAD_NR, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 1),
		RETURN(SECCOMP_RET_ERRNO | (ERROR + 1)), RETURN(SECCOMP_RET_ALLOW),
	};
	struct filter both[] = { FILTER(one), FILTER(other) };
	struct filters filters = FILTERS(both);

	(void)state;
	assert_int_equal(filters_evaluate(&filters, ARCH, SYS_finit_module).action,
			 SECCOMP_RET_ERRNO | (ERROR + 1));
	compare(&filters, SYS_finit_module);
}

/* Arithmetic, the index register, memory, the length, both kinds of jumps. */
static void every_kind_of_instruction(void **state)
{
	struct sock_filter program[] = {
		STATEMENT(BPF_LD | BPF_W | BPF_LEN, 0),		/* 64 */
		STATEMENT(BPF_MISC | BPF_TAX, 0),
		STATEMENT(BPF_ST, 3),
		STATEMENT(BPF_LD | BPF_IMM, 7),
		STATEMENT(BPF_ALU | BPF_ADD | BPF_X, 0),		/* 71 */
		STATEMENT(BPF_ALU | BPF_MUL | BPF_K, 10),		/* 710 */
		STATEMENT(BPF_ALU | BPF_DIV | BPF_K, 2),		/* 355 */
		STATEMENT(BPF_ALU | BPF_RSH | BPF_K, 1),		/* 177 */
		STATEMENT(BPF_ALU | BPF_XOR | BPF_K, 1),		/* 176 */
		STATEMENT(BPF_ALU | BPF_OR | BPF_K, 1),		/* 177 */
		STATEMENT(BPF_STX, 2),
		STATEMENT(BPF_LDX | BPF_MEM, 3),			/* 64 */
		STATEMENT(BPF_ALU | BPF_LSH | BPF_K, 1),		/* 354 */
		STATEMENT(BPF_ALU | BPF_SUB | BPF_X, 0),		/* 290 */
		STATEMENT(BPF_ALU | BPF_ADD | BPF_K, SYS_finit_module - 290),
		STATEMENT(BPF_MISC | BPF_TAX, 0),
		LOAD_NR,
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_X, 0, 0, 1),
		RETURN(SECCOMP_RET_ERRNO | ERROR),
		BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, SYS_finit_module, 0, 1),
		RETURN(SECCOMP_RET_ERRNO | (ERROR + 1)),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x80, 0, 1),
		BPF_STMT(BPF_JMP | BPF_JA, 1),
		RETURN(SECCOMP_RET_ALLOW),
		RETURN(SECCOMP_RET_ALLOW),
	};
	struct filter filter = FILTER(program);
	struct filters filters = { 1, &filter };

	(void)state;
	compare(&filters, SYS_finit_module);
	compare(&filters, SYS_init_module);
	compare(&filters, 500);
	assert_int_equal(filters_evaluate(&filters, ARCH, SYS_finit_module).action,
			 SECCOMP_RET_ERRNO | ERROR);
}

static void division_by_zero_kills(void **state)
{
	struct sock_filter program[] = {
		LOAD_NR,
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 2),
		STATEMENT(BPF_LDX | BPF_IMM, 0),
		STATEMENT(BPF_ALU | BPF_DIV | BPF_X, 0),
		RETURN(SECCOMP_RET_ALLOW),
	};
	struct filter filter = FILTER(program);
	struct filters filters = { 1, &filter };

	(void)state;
	compare(&filters, SYS_finit_module);
}

/* Undefined in C, and 0 in other interpreters. */
static void only_five_bits_of_a_shift_count(void **state)
{
	static const uint16_t shifts[] = { BPF_LSH, BPF_RSH };
	static const uint32_t by[] = { 31, 32, 33, 64, 0x80000001, UINT32_MAX };
	size_t i, j;

	(void)state;
	for (i = 0; i < 2; i++) {
		for (j = 0; j < sizeof(by) / sizeof(*by); j++) {
			struct sock_filter program[] = {
				LOAD_NR,
				BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 6),
				STATEMENT(BPF_LDX | BPF_IMM, by[j]),
				STATEMENT(BPF_LD | BPF_IMM, 0x01800180),
				STATEMENT(BPF_ALU | shifts[i] | BPF_X, 0),
				STATEMENT(BPF_ALU | BPF_AND | BPF_K, 0xfff),
				STATEMENT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO | 1),
				STATEMENT(BPF_RET | BPF_A, 0),
				RETURN(SECCOMP_RET_ALLOW),
			};
			struct filter filter = FILTER(program);
			struct filters filters = { 1, &filter };

			compare(&filters, SYS_finit_module);
		}
	}
}

static void arguments_are_noticed(void **state)
{
	scmp_filter_ctx context = seccomp_init(SCMP_ACT_ALLOW);
	struct filter filter;
	struct filters filters = { 1, &filter };
	struct filters_answer answer;

	(void)state;
	seccomp_rule_add(context, SCMP_ACT_ERRNO(ERROR), SCMP_SYS(unshare), 1,
			 SCMP_A0(SCMP_CMP_MASKED_EQ, 0x10000000, 0x10000000));
	seccomp_rule_add(context, SCMP_ACT_ERRNO(ERROR), SCMP_SYS(finit_module), 0);
	filter = export(context);
	answer = filters_evaluate(&filters, ARCH, SYS_unshare);
	assert_int_equal(answer.action, SECCOMP_RET_ALLOW);
	assert_true(answer.arguments);
	answer = filters_evaluate(&filters, ARCH, SYS_finit_module);
	assert_int_equal(answer.action, SECCOMP_RET_ERRNO | ERROR);
	assert_false(answer.arguments);
	answer = filters_evaluate(&filters, ARCH, SYS_getppid);
	assert_false(answer.arguments);
	free(filter.code);
}

static void no_filter_allows(void **state)
{
	struct filters filters = { 0 };

	(void)state;
	assert_int_equal(filters_evaluate(&filters, ARCH, SYS_finit_module).action,
			 SECCOMP_RET_ALLOW);
}

static void somebody_else_decides(void **state)
{
	(void)state;
	assert_int_equal(filters_passes(SECCOMP_RET_USER_NOTIF, false), FILTERS_ASK);
	assert_int_equal(filters_passes(SECCOMP_RET_TRACE, true), FILTERS_ASK);
	assert_int_equal(filters_passes(SECCOMP_RET_ERRNO, false), FILTERS_ASK);
}

static void actions_in_words(void **state)
{
	char text[FILTERS_ACTION_MAX];

	(void)state;
	assert_string_equal(filters_action_text(SECCOMP_RET_ERRNO | EPERM, text), "EPERM");
	assert_string_equal(filters_action_text(SECCOMP_RET_ERRNO | 4000, text), "error 4000");
	assert_string_equal(filters_action_text(SECCOMP_RET_ALLOW, text), "allowed");
}

/* Starts a child that installs these filters and waits. */
static pid_t waiting_child(const struct filters *filters)
{
	int ready[2];
	pid_t child;
	char byte;

	assert_return_code(pipe(ready), errno);
	child = fork();
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		install(filters);
		syscall(SYS_write, ready[1], "", 1);
		for (;;)
			syscall(SYS_pause);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return child;
}

static const char *read_held(pid_t pid, struct filters *filters)
{
	int process = process_open(pid);
	const char *why = filters_read(pid, process, filters);

	close(process);
	return why;
}

static void filters_are_read_from_the_kernel(void **state)
{
	struct sock_filter one[] = { LOAD_NR, RETURN(SECCOMP_RET_ALLOW) };
	struct sock_filter other[] = {
		LOAD_NR, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 1),
		RETURN(SECCOMP_RET_ERRNO | ERROR), RETURN(SECCOMP_RET_ALLOW),
	};
	struct filter both[] = { FILTER(one), FILTER(other) };
	struct filters installed = FILTERS(both), found;
	pid_t child = waiting_child(&installed);
	const char *why = read_held(child, &found);
	int status;
	size_t i;

	(void)state;
	if (geteuid())
		skip();
	assert_null(why);
	/* Filters of this test's own process, if any, come first. */
	assert_true(found.count >= installed.count);
	for (i = 0; i < installed.count; i++) {
		const struct filter *its = &found.filters[found.count - installed.count + i];

		assert_int_equal(its->length, both[i].length);
		assert_memory_equal(its->code, both[i].code, its->length * sizeof(*its->code));
	}
	filters_free(&found);
	/* It must continue undisturbed. */
	assert_int_equal(waitpid(child, &status, WNOHANG), 0);
	kill(child, SIGTERM);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

static void however_many_they_are(void **state)
{
	static struct sock_filter program[] = { RETURN(SECCOMP_RET_ALLOW) };
	struct filter many[2000];
	struct filters installed = FILTERS(many), found;
	pid_t child;
	size_t i;

	(void)state;
	if (geteuid())
		skip();
	for (i = 0; i < installed.count; i++)
		many[i] = (struct filter)FILTER(program);
	child = waiting_child(&installed);
	assert_null(read_held(child, &found));
	assert_true(found.count >= installed.count);
	filters_free(&found);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void what_cannot_be_read_is_said(void **state)
{
	struct filters found;

	(void)state;
	assert_string_equal(filters_read(4194304, -1, &found), "the process has ended");
	/* A process cannot trace itself. */
	assert_non_null(strstr(filters_read(getpid(), -1, &found), "cannot be traced"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(libseccomp_filters),
		cmocka_unit_test(libseccomp_allow_list),
		cmocka_unit_test(each_action),
		cmocka_unit_test(of_equal_actions_the_last_filter_wins),
		cmocka_unit_test(every_kind_of_instruction),
		cmocka_unit_test(division_by_zero_kills),
		cmocka_unit_test(only_five_bits_of_a_shift_count),
		cmocka_unit_test(arguments_are_noticed),
		cmocka_unit_test(no_filter_allows),
		cmocka_unit_test(somebody_else_decides),
		cmocka_unit_test(actions_in_words),
		cmocka_unit_test(filters_are_read_from_the_kernel),
		cmocka_unit_test(however_many_they_are),
		cmocka_unit_test(what_cannot_be_read_is_said),
	};

	return cmocka_run_group_tests_name("filters", tests, NULL, NULL);
}
