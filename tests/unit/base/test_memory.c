// SPDX-License-Identifier: GPL-2.0
#include "unit.h"

#include <unistd.h>

#include "base/memory.h"

static void is_told_in_one_way(void **state)
{
	char said[128];
	int saved = dup(STDERR_FILENO), pipes[2];
	ssize_t length;

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	dup2(pipes[1], STDERR_FILENO);
	assert_int_equal(out_of_memory("the containers"), STATUS_FAILED);
	dup2(saved, STDERR_FILENO);
	length = read(pipes[0], said, sizeof(said) - 1);
	assert_true(length > 0);
	said[length] = '\0';
	assert_string_equal(said, "capprobe: out of memory for the containers\n");
	close(saved);
	close(pipes[0]);
	close(pipes[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_told_in_one_way),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
