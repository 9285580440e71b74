// SPDX-License-Identifier: GPL-2.0
/*
 * The default bounding sets, as a process in a container of each was seen to have
 * them: CapBnd in /proc/PID/status.
 */
#include "unit.h"

#include "base/capability.h"
#include "runtime/default_caps.h"

static void check(enum runtime runtime, uint64_t wanted)
{
	uint64_t mask;

	assert_true(default_caps(runtime, &mask));
	assert_int_equal(mask, wanted);
	/* Again, from what was kept. */
	assert_true(default_caps(runtime, &mask));
	assert_int_equal(mask, wanted);
}

static void defaults_are_the_runtimes(void **state)
{
	(void)state;
	check(RUNTIME_DOCKER, 0xa80425fb);
	check(RUNTIME_NERDCTL, 0xa80425fb);
	check(RUNTIME_CONTAINERD, 0xa80425fb);
	/* Since podman 4. */
	check(RUNTIME_PODMAN, 0x800405fb);
	/* systemd-nspawn(1), --capability=. */
	check(RUNTIME_NSPAWN, 0xfdecafff);
	/* What "runc spec" writes. */
	check(RUNTIME_RUNC, 0x20000420);
	check(RUNTIME_CRUN, 0x20000420);
	/* All but mac_admin, mac_override, sys_time, sys_module and sys_rawio. */
	check(RUNTIME_LXC, capability_full() & ~UINT64_C(0x0000000302030000));
}

static void service_has_none(void **state)
{
	uint64_t mask;

	(void)state;
	assert_false(default_caps(RUNTIME_SYSTEMD, &mask));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_are_the_runtimes),
		cmocka_unit_test(service_has_none),
	};

	return cmocka_run_group_tests_name("default_caps", tests, NULL, NULL);
}
