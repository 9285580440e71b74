// SPDX-License-Identifier: GPL-2.0
/*
 * The container of a cgroup, from state files: a systemd-nspawn machine in a unit, from those of systemd-machined, valid or not; and one
 * container among thousands, from those of containerd, runc and crun.
 */
#include "fixture.h"

#include "identity/container_find.h"

#define MACHINES	"/run/systemd/machines"

static void check_machine(const char *cgroup, const char *wanted)
{
	struct container container = { 0 };
	bool found = container_find_read(cgroup, strlen(cgroup), 0, &container) && container.runtime == RUNTIME_NSPAWN;

	assert_int_equal(found, !!wanted);
	if (found) {
		assert_true(container.id_is_name);
		assert_string_equal(container.id, wanted);
	}
}

/* The format of systemd 247. */
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

/* systemd's env-file.c quotes what is special to a shell. */
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

static void check_container(const char *cgroup, enum runtime runtime, const char *wanted)
{
	struct container container = { 0 };
	bool found = container_find_read(cgroup, strlen(cgroup), 0, &container);

	assert_int_equal(found, !!wanted);
	if (wanted) {
		assert_int_equal(container.runtime, runtime);
		assert_string_equal(container.id, wanted);
	}
}

static void put_task(const char *id, const char *cgroup)
{
	char path[256], text[256];

	snprintf(path, sizeof(path), TASKS "/default/%s/config.json", id);
	snprintf(text, sizeof(text), "{\"linux\":{\"resources\":{\"devices\":[{\"allow\":false}]},\"cgroupsPath\":\"%s\"}}", cgroup);
	fixture_put(path, text);
}

static void remove_task(const char *id)
{
	char path[256];

	snprintf(path, sizeof(path), TASKS "/default/%s/config.json", id);
	assert_int_equal(remove(fixture_path(path)), 0);
	*strrchr(path, '/') = '\0';
	assert_int_equal(remove(fixture_path(path)), 0);
}

static void of_thousands_of_tasks(void **state)
{
	char id[32], cgroup[64];
	int i;

	(void)state;
	for (i = 0; i < 2000; i++) {
		sprintf(id, "plain%d", i);
		sprintf(cgroup, "/my/%d", i);
		put_task(id, cgroup);
	}
	for (i = 0; i < 2000; i++) {
		sprintf(id, "plain%d", i);
		sprintf(cgroup, "/my/%d", i);
		check_container(cgroup, RUNTIME_CONTAINERD, id);
	}
	check_container("/my", 0, NULL);
	check_container("/my/2000", 0, NULL);
}

/* Cached contents must not hide containers that are created later. */
static void of_tasks_that_come_and_go(void **state)
{
	int i;

	(void)state;
	put_task("a", "/my/a");
	for (i = 0; i < 50; i++) {
		check_container("/my/a", RUNTIME_CONTAINERD, "a");
		check_container("/my/b", 0, NULL);
		put_task("b", "/my/b");
		check_container("/my/b", RUNTIME_CONTAINERD, "b");
		remove_task("b");
		check_container("/my/b", 0, NULL);
		put_task("b", "system.slice:made:b");
		check_container("/system.slice/made-b.scope", RUNTIME_CONTAINERD, "b");
		remove_task("b");
	}
}

/* A container's directory exists before its contents do. */
static void of_a_task_that_is_being_written(void **state)
{
	(void)state;
	put_task("a", "/my/a");
	fixture_put(TASKS "/default/b/log", "");
	check_container("/my/b", 0, NULL);
	usleep(50000);
	check_container("/my/b", 0, NULL);
	fixture_put(TASKS "/default/b/config.json", "{\"linux\":{\"cgro");
	check_container("/my/b", 0, NULL);
	put_task("b", "/my/b");
	check_container("/my/b", RUNTIME_CONTAINERD, "b");
	check_container("/my/a", RUNTIME_CONTAINERD, "a");
}

static void by_the_engine_that_has_the_id_in_the_name(void **state)
{
	(void)state;
	fixture_put("/run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby/" H "/config.json",
		    "{\"linux\":{\"cgroupsPath\":\"/my/" H "\"}}");
	check_container("/my/" H, RUNTIME_DOCKER, H);
	check_container("/other/" H, 0, NULL);
	check_container("/my/" I, 0, NULL);
}

static void by_runc_and_crun(void **state)
{
	(void)state;
	fixture_put("/run/runc/one/state.json", "{\"config\":{\"labels\":[\"bundle=/b\"]},\"cgroup_paths\":{\"\":\"/sys/fs/cgroup/any/one\"}}");
	fixture_put("/run/crun/two/status", "{\"bundle\":\"/b\",\"cgroup-path\":\"/any/two\"}");
	fixture_put("/run/crun/three/status", "{\"bundle\":\"/b\",\"cgroup-path\":\"/any/three\"}");
	fixture_put("/run/crun/three/config.json", "{\"annotations\":{\"io.container.manager\":\"libpod\"}}");
	check_container("/any/one", RUNTIME_RUNC, "one");
	check_container("/any/two/below", RUNTIME_CRUN, "two");
	check_container("/any/three", RUNTIME_PODMAN, "three");
	check_container("/any", 0, NULL);
}

static const char *id_for(const char *cgroup, uid_t asked)
{
	static struct container container;

	return container_find_read(cgroup, strlen(cgroup), asked, &container) &&
	       container.runtime != RUNTIME_SYSTEMD ? container.id : NULL;
}

/* A user's runtimes are trusted, and asked, about that user's cgroups only. */
static void by_a_users_runtimes(void **state)
{
	static const char cgroup[] = "/user.slice/user-65534.slice/user@65534.service/any/mine";

	(void)state;
	fixture_put("/run/user/65534/crun/mine/status", "{\"bundle\":\"/b\",\"cgroup-path\":\"/user.slice/user-65534.slice/user@65534.service/any/mine\"}");
	fixture_put("/run/user/65534/crun/taken/status", "{\"bundle\":\"/b\",\"cgroup-path\":\"/any/other\"}");
	assert_null(id_for(cgroup, 0));
	assert_null(id_for(cgroup, 1000));
	assert_string_equal(id_for(cgroup, 65534), "mine");
	assert_null(id_for("/any/other", 65534));
	put_task("roots", cgroup);
	assert_string_equal(id_for(cgroup, 0), "roots");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(by_its_unit, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(by_a_unit_with_an_escape, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(by_a_scope, fixture_set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(not_by_rubbish, fixture_set_up, fixture_tear_down),
		fixture_test(of_thousands_of_tasks),
		fixture_test(of_tasks_that_come_and_go),
		fixture_test(of_a_task_that_is_being_written),
		fixture_test(by_the_engine_that_has_the_id_in_the_name),
		fixture_test(by_runc_and_crun),
		fixture_test(by_a_users_runtimes),
	};

	return cmocka_run_group_tests_name("container_find", tests, NULL, NULL);
}
