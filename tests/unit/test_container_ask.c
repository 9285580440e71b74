// SPDX-License-Identifier: GPL-2.0
/*
 * Asking about containers where whoever reads the runtimes' files hangs: it is stopped, as in a file system that does not answer.
 */
#include "fixture.h"

#include <dirent.h>
#include <signal.h>
#include <time.h>

#include "container_find.h"
#include "container_name.h"

#define DOCKER_FILE	"/var/lib/docker/containers/" H "/config.v2.json"
#define PODMAN_LIST	"/var/lib/containers/storage/overlay-containers/containers.json"

static char *name_of(enum runtime runtime)
{
	struct container container = { .runtime = runtime };

	strcpy(container.id, H);
	return container_name(&container);
}

static void check_name(enum runtime runtime, const char *wanted)
{
	char *name = name_of(runtime);

	assert_non_null(name);
	assert_string_equal(name, wanted);
	free(name);
}

/* The child of this process that has the name; 0 where there is none. */
static pid_t child_named(const char *wanted)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	pid_t found = 0;

	while (!found && (entry = readdir(processes))) {
		char path[300], name[64];
		int parent, pid;
		FILE *stat;

		snprintf(path, sizeof(path), "/proc/%s/stat", entry->d_name);
		stat = fopen(path, "r");
		if (!stat)
			continue;
		if (fscanf(stat, "%d (%63[^)]) %*c %d", &pid, name, &parent) == 3 &&
		    parent == getpid() && !strcmp(name, wanted))
			found = pid;
		fclose(stat);
	}
	closedir(processes);
	return found;
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

static void one_that_hangs_is_waited_for_once(void **state)
{
	double start;
	pid_t helper;

	(void)state;
	fixture_put(DOCKER_FILE, "{\"Name\":\"/web\"}");
	fixture_put(PODMAN_LIST, "[{\"id\":\"" H "\",\"names\":[\"shop\"]}]");
	check_name(RUNTIME_DOCKER, "web");
	helper = child_named("capprobe-names");
	assert_true(helper > 0);
	assert_int_equal(kill(helper, SIGSTOP), 0);

	start = seconds();
	assert_null(name_of(RUNTIME_DOCKER));
	assert_true(seconds() - start >= 1);
	assert_true(seconds() - start < 2);

	/* What it was asked about is left alone for a while; others are asked about. */
	start = seconds();
	assert_null(name_of(RUNTIME_DOCKER));
	assert_true(seconds() - start < 1);
	check_name(RUNTIME_PODMAN, "shop");

	sleep(3);
	check_name(RUNTIME_DOCKER, "web");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_that_hangs_is_waited_for_once, fixture_set_up,
						fixture_tear_down),
	};

	return cmocka_run_group_tests_name("container_ask", tests, NULL, NULL);
}
