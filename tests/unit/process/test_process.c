// SPDX-License-Identifier: GPL-2.0
/*
 * A handle of a process, and another process that gets the same pid. This needs root, for
 * clone3() with set_tid.
 */
#include "unit.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "layer/subject.h"
#include "process/filters.h"
#include "process/namespace.h"
#include "process/process.h"

/* Starts a child with this pid, or any if it is 0; -1 on failure. */
static pid_t start(pid_t pid)
{
	struct clone_args arguments = {
		.exit_signal = SIGCHLD,
		.set_tid = pid ? (uintptr_t)&pid : 0,
		.set_tid_size = pid ? 1 : 0,
	};
	pid_t child = syscall(__NR_clone3, &arguments, sizeof(arguments));

	while (!child)
		pause();
	return child;
}

static void end(pid_t pid)
{
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void process_is_read(void **state)
{
	pid_t pid = start(0);
	int process = process_open(pid);
	size_t length;
	char *text;

	(void)state;
	assert_true(process >= 0);
	assert_true(process_is_there(process));
	text = process_read(process, "status", &length);
	assert_non_null(text);
	free(text);
	assert_int_not_equal(namespace_inode(process, NAMESPACE_USER), 0);
	end(pid);
	close(process);
}

static void none_has_none(void **state)
{
	(void)state;
	assert_int_equal(process_open(4194304), -1);
	assert_false(process_is_there(-1));
}

static void other_with_its_number_is_not_read(void **state)
{
	pid_t pid = start(0), other;
	int process = process_open(pid);
	struct filters filters;
	struct subject subject;
	uint32_t target;
	size_t length;

	(void)state;
	assert_true(subject_read(pid, &subject));
	end(pid);
	other = start(pid);
	if (other < 0 && errno != EEXIST) {
		close(process);
		subject_release(&subject);
		skip();
	}
	assert_int_equal(other, pid);
	assert_false(process_is_there(process));
	assert_null(process_read(process, "status", &length));
	assert_int_equal(namespace_inode(process, NAMESPACE_USER), 0);
	assert_int_equal(namespace_power(process, 0, NAMESPACE_NET, &target), NAMESPACE_UNKNOWN);
	assert_string_equal(filters_read(pid, process, &filters), "the process has ended");
	*subject.label = 'x';
	subject_read_label(&subject);
	assert_string_equal(subject.label, "");
	end(other);
	close(process);
	subject_release(&subject);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(process_is_read),
		cmocka_unit_test(none_has_none),
		cmocka_unit_test(other_with_its_number_is_not_read),
	};

	return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
