// SPDX-License-Identifier: GPL-2.0
/*
 * Names of what a record holds as numbers: the words of the contract, and the
 * kernel's numbers of system calls.
 */
#include "unit.h"

#include <linux/audit.h>
#include <sys/syscall.h>
#include <sys/utsname.h>

#include "kernel/names.h"

/* As the contract has them, with the layer that refuses so. */
static void reasons_are_those_of_the_contract(void **state)
{
	static const struct {
		enum capprobe_reason	reason;
		const char		*name;
		const char		*layer;
	} reasons[] = {
		{ CAPPROBE_EFFECTIVE, "effective", "none" },
		{ CAPPROBE_OWNER, "owner", "none" },
		{ CAPPROBE_NOT_EFFECTIVE, "not-effective", "capability" },
		{ CAPPROBE_NOT_PERMITTED, "not-permitted", "capability" },
		{ CAPPROBE_NOT_BOUNDING, "not-bounding", "capability" },
		{ CAPPROBE_USERNS, "userns", "capability" },
		{ CAPPROBE_LSM, "lsm", "lsm" },
		{ CAPPROBE_SECCOMP, "seccomp", "seccomp" },
		{ CAPPROBE_MODULES_DISABLED, "modules-disabled", "kernel" },
		{ CAPPROBE_LOCKDOWN, "lockdown", "kernel" },
		{ CAPPROBE_SIGNATURE, "signature", "kernel" },
		{ CAPPROBE_BLACKLISTED, "blacklisted", "kernel" },
		{ CAPPROBE_VERSION_MAGIC, "version-magic", "kernel" },
		{ CAPPROBE_MISSING_FILE, "missing-file", "kernel" },
		{ CAPPROBE_OTHER, "other", "kernel" },
		{ CAPPROBE_SUPERVISOR, "supervisor", "none" },
		{ CAPPROBE_INTERRUPTED, "interrupted", "none" },
		{ CAPPROBE_UNFOLLOWED, "unfollowed", "none" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		assert_string_equal(reason_name(reasons[i].reason), reasons[i].name);
		assert_string_equal(layer_name(reason_layer(reasons[i].reason)), reasons[i].layer);
	}
}

/* Of a filter that an engine opens with the capability it helps to know why that is missing. */
static void reason_that_tells_more_is_shown(void **state)
{
	(void)state;
	assert_int_equal(reason_shown(CAPPROBE_SECCOMP, CAPPROBE_NOT_BOUNDING),
			 CAPPROBE_NOT_BOUNDING);
	assert_int_equal(reason_shown(CAPPROBE_SECCOMP, CAPPROBE_EFFECTIVE), CAPPROBE_SECCOMP);
	assert_int_equal(reason_shown(CAPPROBE_LSM, CAPPROBE_EFFECTIVE), CAPPROBE_LSM);
	assert_int_equal(reason_shown(CAPPROBE_USERNS, CAPPROBE_USERNS), CAPPROBE_USERNS);
}

static void check_call(uint32_t arch, int nr, const char *wanted)
{
	char name[SYSCALL_NAME_MAX];
	const char *known = syscall_name(arch, nr, name);

	if (wanted)
		assert_string_equal(known, wanted);
	else
		assert_null(known);
}

/* Of i386 the numbers are arch/x86/entry/syscalls/syscall_32.tbl's. */
static void calls_are_those_of_their_abi(void **state)
{
	(void)state;
	check_call(AUDIT_ARCH_X86_64, SYS_finit_module, "finit_module");
	check_call(AUDIT_ARCH_X86_64, 0, "read");
	check_call(AUDIT_ARCH_I386, 350, "finit_module");
	check_call(AUDIT_ARCH_I386, 128, "init_module");
	check_call(AUDIT_ARCH_X86_64, 0x40000000 | SYS_finit_module, "finit_module");
	check_call(AUDIT_ARCH_X86_64, 9999, "syscall_9999");
	check_call(AUDIT_ARCH_X86_64, -1, NULL);
	check_call(AUDIT_ARCH_X86_64, INT32_MAX, "syscall_2147483647");
}

static void abis_have_names(void **state)
{
	(void)state;
	assert_string_equal(arch_name(AUDIT_ARCH_X86_64, SYS_mount), "x86_64");
	assert_string_equal(arch_name(AUDIT_ARCH_X86_64, 0x40000000 | SYS_mount), "x32");
	assert_string_equal(arch_name(AUDIT_ARCH_I386, 21), "i386");
	assert_null(arch_name(AUDIT_ARCH_AARCH64, 1));
	/* Outside of a system call. */
	assert_string_equal(arch_name(AUDIT_ARCH_X86_64, -1), "x86_64");
}

static void native_abi_is_the_kernels(void **state)
{
	struct utsname its;

	(void)state;
	assert_int_equal(uname(&its), 0);
	assert_string_equal(arch_name(arch_native(), 0), its.machine);
}

static void sum_has_a_name_and_a_cgroup_none(void **state)
{
	(void)state;
	assert_null(sum_name(1));
	assert_null(sum_name(4711));
	assert_null(sum_name(UINT64_C(1) << 40));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reasons_are_those_of_the_contract),
		cmocka_unit_test(reason_that_tells_more_is_shown),
		cmocka_unit_test(calls_are_those_of_their_abi),
		cmocka_unit_test(abis_have_names),
		cmocka_unit_test(native_abi_is_the_kernels),
		cmocka_unit_test(sum_has_a_name_and_a_cgroup_none),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
