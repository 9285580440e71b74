// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that runs out while the runtimes' files are read: that is noted, what is
 * found is whole or nothing, and the next question finds it.
 */
#include "fixture.h"
#include "scarce.h"

#include "identity/container_find.h"
#include "identity/container_name.h"
#include "runtime/runtime_cache.h"
#include "runtime/subdirs.h"

static bool find(const char *path, enum runtime runtime, const char *id)
{
	struct container container;
	char said[RUNTIME_SAID_MAX];
	bool found = container_find_read(path, strlen(path), 0, &container);

	runtime_said(said);
	if (found) {
		assert_int_equal(container.runtime, runtime);
		assert_string_equal(container.id, id);
	}
	return found;
}

static bool find_crun(void)
{
	return find("/mine/web", RUNTIME_CRUN, "web");
}

static bool find_runc(void)
{
	return find("/mine/shop", RUNTIME_RUNC, "shop");
}

static void states_do_without(void **state)
{
	char path[128], text[128];
	int i;

	(void)state;
	fixture_put("/run/crun/web/status", "{\"cgroup-path\":\"/mine/web\",\"bundle\":\"/b\"}");
	fixture_put("/run/runc/shop/state.json",
		    "{\"cgroup_paths\":{\"\":\"/sys/fs/cgroup/mine/shop\"},\"config\":{\"labels\":[]}}");
	/* More than an array first has room for. */
	for (i = 0; i < 40; i++) {
		snprintf(path, sizeof(path), "/run/crun/c%d/status", i);
		snprintf(text, sizeof(text), "{\"cgroup-path\":\"/c%d\",\"bundle\":\"/b\"}", i);
		fixture_put(path, text);
	}
	try_with_each_refused(find_crun);
	try_with_each_refused(find_runc);
}

static bool name_podman(void)
{
	const struct container container = { .runtime = RUNTIME_PODMAN, .id = H };
	char *name = container_name_read(&container), said[RUNTIME_SAID_MAX];
	bool got = name;

	runtime_said(said);
	if (got)
		assert_string_equal(name, "web");
	free(name);
	return got;
}

static void names_do_without(void **state)
{
	(void)state;
	fixture_put("/var/lib/containers/storage/overlay-containers/containers.json",
		    "[{\"id\":\"" H "\",\"names\":[\"web\"]}]");
	try_with_each_refused(name_podman);
}

static void it_is_noted(void **state)
{
	char said[RUNTIME_SAID_MAX];
	bool fresh;

	(void)state;
	allocations_left = 0;
	assert_null(runtime_path("/x"));
	allocations_left = -1;
	runtime_said(said);
	assert_string_equal(said, "out of memory for the runtimes' files");
	/* What takes a path finds nothing where there is none. */
	assert_null(runtime_text(0, NULL, 1, NULL));
	assert_null(runtime_directory(0, NULL));
	assert_null(runtime_cache(0, NULL, 1, free, &fresh));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		fixture_test(states_do_without),
		fixture_test(names_do_without),
		fixture_test(it_is_noted),
	};

	return cmocka_run_group_tests_name("runtime_scarce", tests, NULL, NULL);
}
