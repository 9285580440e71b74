// SPDX-License-Identifier: GPL-2.0
/*
 * --unique: what makes a record another, so that a later denial is not hidden
 * behind an earlier grant.
 */
#include "unit.h"

#include <linux/audit.h>

#include "kernel/unique.h"

static bool is_new(struct unique *unique, const struct capprobe_record *record)
{
	bool repeat;

	assert_true(unique_put(unique, record, &repeat));
	return !repeat;
}

static struct capprobe_record a_record(void)
{
	return (struct capprobe_record){
		.type = CAPPROBE_TYPE_CHECK,
		.cap = 16,
		.reason = CAPPROBE_EFFECTIVE,
		.arch = AUDIT_ARCH_X86_64,
		.syscall = 313,
		.cgroup = 7,
		.comm = "modprobe",
	};
}

static void another_process_is_no_other_record(void **state)
{
	struct unique *unique = unique_new();
	struct capprobe_record record = a_record();

	(void)state;
	assert_true(is_new(unique, &record));
	record.time = 1;
	record.pid = 2;
	record.tid = 3;
	record.effective = 4;
	assert_false(is_new(unique, &record));
	unique_free(unique);
}

#define CHECK_OTHER(unique, field, value)		\
	do {						\
		struct capprobe_record other = a_record();	\
							\
		other.field = value;			\
		assert_true(is_new(unique, &other));	\
		assert_false(is_new(unique, &other));	\
	} while (0)

static void another_outcome_is(void **state)
{
	struct unique *unique = unique_new();
	struct capprobe_record record = a_record();

	(void)state;
	assert_true(is_new(unique, &record));
	CHECK_OTHER(unique, reason, CAPPROBE_NOT_BOUNDING);
	CHECK_OTHER(unique, cap_reason, CAPPROBE_NOT_BOUNDING);
	CHECK_OTHER(unique, type, CAPPROBE_TYPE_MODULE);
	CHECK_OTHER(unique, cap, 17);
	CHECK_OTHER(unique, syscall, 175);
	CHECK_OTHER(unique, arch, AUDIT_ARCH_I386);
	CHECK_OTHER(unique, cgroup, 8);
	CHECK_OTHER(unique, uid, 1000);
	CHECK_OTHER(unique, error, -1);
	CHECK_OTHER(unique, comm[0], 'M');
	unique_free(unique);
}

/* The oldest: it is shown once more when it comes again. */
static void oldest_is_forgotten(void **state)
{
	struct unique *unique = unique_new();
	struct capprobe_record record = a_record();

	(void)state;
	for (record.cgroup = 1; record.cgroup <= UNIQUE_MAX; record.cgroup++)
		assert_true(is_new(unique, &record));
	record.cgroup = 1;
	assert_false(is_new(unique, &record));
	record.cgroup = UNIQUE_MAX + 1;
	assert_true(is_new(unique, &record));
	record.cgroup = 2;
	assert_false(is_new(unique, &record));
	record.cgroup = 1;
	assert_true(is_new(unique, &record));
	unique_free(unique);
	unique_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_process_is_no_other_record),
		cmocka_unit_test(another_outcome_is),
		cmocka_unit_test(oldest_is_forgotten),
	};

	return cmocka_run_group_tests_name("unique", tests, NULL, NULL);
}
