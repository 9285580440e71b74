// SPDX-License-Identifier: GPL-2.0
/*
 * The machine of systemd-nspawn that is in a unit, by what systemd-machined notes down: as it does, and otherwise.
 */
#include "fixture.h"

#include "container_find.h"

#define MACHINES	"/run/systemd/machines"

static void check_machine(const char *cgroup, const char *wanted)
{
	struct container container = { 0 };
	bool found = container_find_read(cgroup, strlen(cgroup), &container) && container.runtime == RUNTIME_NSPAWN;

	assert_int_equal(found, !!wanted);
	if (found) {
		assert_true(container.id_is_name);
		assert_string_equal(container.id, wanted);
	}
}

/* As systemd 247 writes it. */
static void by_its_unit(void **state)
{
	(void)state;
	check_machine("/system.slice/keeper.service/payload", NULL);
	fixture_put(MACHINES "/kept-web", "# This is private data. Do not parse.\nNAME=kept-web\nSCOPE=keeper.service\n"
					  "SERVICE=systemd-nspawn\n");
	assert_int_equal(symlink("kept-web", fixture_path(MACHINES "/unit:keeper.service")), 0);
	check_machine("/system.slice/keeper.service/payload", "kept-web");
	check_machine("/system.slice/keeper.service/payload/init.scope", "kept-web");
	check_machine("/system.slice/keeper.service/supervisor", NULL);
	check_machine("/system.slice/keep.service/payload", NULL);
	check_machine("/system.slice/keeper.service2/payload", NULL);
}

/* systemd's env-file.c quotes what a shell would take for something else. */
static void by_a_unit_with_an_escape(void **state)
{
	(void)state;
	fixture_put(MACHINES "/web", "NAME=web\nSCOPE=\"my\\\\x20own.service\"\n");
	check_machine("/system.slice/my\\x20own.service/payload", "web");
	check_machine("/system.slice/myx20own.service/payload", NULL);
}

/* systemd 252 has the machine "web" in machine-web.scope, 262 in web.scope. */
static void by_a_scope(void **state)
{
	(void)state;
	check_machine("/machine.slice/machine-web.scope/payload", "web");
	fixture_put(MACHINES "/web", "NAME=web\nSCOPE=machine-web.scope\n");
	check_machine("/machine.slice/machine-web.scope/payload", "web");
	fixture_put(MACHINES "/web", "NAME=web\nSCOPE=web.scope\n");
	fixture_put(MACHINES "/machine-web", "NAME=machine-web\nSCOPE=machine-web.scope\n");
	check_machine("/machine.slice/web.scope/payload", "web");
	check_machine("/machine.slice/machine-web.scope/payload", "machine-web");
	check_machine("/machine.slice/machine-web.scope", "machine-web");
	check_machine("/machine.slice/machine-qemu\\x2d1\\x2dweb.scope", NULL);
	check_machine("/machine.slice/", NULL);
	check_machine("/machine.slice", NULL);
}

static void not_by_rubbish(void **state)
{
	static const char *const rubbish[] = {
		"", "\n", "SCOPE", "SCOPE=", "SCOPE=keeper.service", "SCOPE=\"keeper.service", "SCOPE=\"keeper.service\\",
		"XSCOPE=keeper.service\n", "SCOPE=\"\\", "SCOPE=keeper.service\"\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rubbish) / sizeof(*rubbish); i++) {
		fixture_put(MACHINES "/web", rubbish[i]);
		check_machine("/system.slice/keeper.service/payload", NULL);
	}
	check_machine("/payload", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(by_its_unit, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(by_a_unit_with_an_escape, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(by_a_scope, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(not_by_rubbish, fixture_set_up, fixture_tear_down),
	};

	return cmocka_run_group_tests_name("container_find", tests, NULL, NULL);
}
