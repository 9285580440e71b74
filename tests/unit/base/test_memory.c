// SPDX-License-Identifier: GPL-2.0
#include "capture.h"

#include "base/memory.h"

static void is_told_in_one_way(void **state)
{
	struct capture capture = capture_start(STDERR_FILENO);
	enum status status = out_of_memory("the containers");

	(void)state;
	assert_string_equal(capture_end(&capture), "capprobe: out of memory for the containers\n");
	assert_int_equal(status, STATUS_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_told_in_one_way),
	};

	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
