// SPDX-License-Identifier: GPL-2.0
/*
 * Asking about containers while the reader of the runtimes' files hangs: it is stopped, as if its file system did not answer.
 */
#include "fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>

#include "identity/container_find.h"
#include "identity/container_name.h"

#define DOCKER_FILE	"/var/lib/docker/containers/" H "/config.v2.json"
#define PODMAN_LIST	"/var/lib/containers/storage/overlay-containers/containers.json"

static char *name_for(enum runtime runtime, uid_t uid)
{
	struct container container = { .runtime = runtime, .uid = uid };

	strcpy(container.id, H);
	return container_name(&container);
}

static char *name_of(enum runtime runtime)
{
	return name_for(runtime, 0);
}

static void check_name(enum runtime runtime, const char *wanted)
{
	char *name = name_of(runtime);

	assert_non_null(name);
	assert_string_equal(name, wanted);
	free(name);
}

/* The living child of this process that has this name, other than the given one; 0 if there is none. */
static pid_t child_named(const char *wanted, pid_t other)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	pid_t found = 0;

	while (!found && (entry = readdir(processes))) {
		char path[300], name[64], state;
		int parent, pid;
		FILE *stat;

		snprintf(path, sizeof(path), "/proc/%s/stat", entry->d_name);
		stat = fopen(path, "r");
		if (!stat)
			continue;
		if (fscanf(stat, "%d (%63[^)]) %c %d", &pid, name, &state, &parent) == 4 &&
		    state != 'Z' && parent == getpid() && pid != other && !strcmp(name, wanted))
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
	helper = child_named("capprobe-names", 0);
	assert_true(helper > 0);
	assert_int_equal(kill(helper, SIGSTOP), 0);

	start = seconds();
	assert_null(name_of(RUNTIME_DOCKER));
	assert_true(seconds() - start >= 1);
	assert_true(seconds() - start < 2);

	/* The runtime that hung is not asked for a while, others are. */
	start = seconds();
	assert_null(name_of(RUNTIME_DOCKER));
	assert_true(seconds() - start < 1);
	check_name(RUNTIME_PODMAN, "shop");

	sleep(3);
	check_name(RUNTIME_DOCKER, "web");
}

/* Several users with files on a file system that does not answer. */
static void users_that_hang_do_not_matter_to_root(void **state)
{
	pid_t of_root, of_users;
	double start;
	uid_t uid;

	(void)state;
	fixture_put(DOCKER_FILE, "{\"Name\":\"/web\"}");
	fixture_put(PODMAN_LIST, "[{\"id\":\"" H "\",\"names\":[\"shop\"]}]");
	check_name(RUNTIME_DOCKER, "web");
	of_root = child_named("capprobe-names", 0);
	assert_true(of_root > 0);
	/* Together they have three seconds, which a third might exceed on a busy machine. */
	for (uid = 70001; uid <= 70002; uid++) {
		/* The first question starts the reader that is to hang. */
		assert_null(name_for(RUNTIME_DOCKER, uid + 100));
		of_users = child_named("capprobe-names", of_root);
		assert_true(of_users > 0);
		assert_int_equal(kill(of_users, SIGSTOP), 0);
		start = seconds();
		assert_null(name_for(RUNTIME_PODMAN, uid));
		assert_true(seconds() - start >= 0.9);
		start = seconds();
		assert_null(name_for(RUNTIME_DOCKER, uid));
		assert_true(seconds() - start < 0.5);
		assert_int_equal(child_named("capprobe-names", 0), of_root);
		check_name(RUNTIME_DOCKER, "web");
		check_name(RUNTIME_PODMAN, "shop");
	}
}

static void a_list_that_is_too_long_is_said(void **state)
{
	int said = open(fixture_path("/said"), O_RDWR | O_CREAT, 0600), was = dup(STDERR_FILENO);
	char text[1024] = "";

	(void)state;
	fixture_put(PODMAN_LIST, "[");
	assert_int_equal(truncate(fixture_path(PODMAN_LIST), RUNTIME_LIST_MAX + 1), 0);
	dup2(said, STDERR_FILENO);
	assert_null(name_of(RUNTIME_PODMAN));
	assert_null(name_of(RUNTIME_PODMAN));
	dup2(was, STDERR_FILENO);
	assert_true(pread(said, text, sizeof(text) - 1, 0) > 0);
	assert_non_null(strstr(text, "containers.json is larger than 32 MiB"));
	/* It is reported only once. */
	assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
	close(said);
	close(was);
}

/* If a cgroup's path tells everything, no helper is asked. */
static void a_path_that_tells_is_enough(void **state)
{
	static const char path[] = "/system.slice/docker-" H ".scope";
	struct container container;
	pid_t helper;

	(void)state;
	assert_null(name_of(RUNTIME_CONTAINERD));
	helper = child_named("capprobe-names", 0);
	assert_int_equal(kill(helper, SIGSTOP), 0);
	assert_true(container_find(path, strlen(path), &container));
	assert_int_equal(container.runtime, RUNTIME_DOCKER);
	assert_string_equal(container.id, H);
	assert_int_equal(kill(helper, SIGCONT), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_hangs_is_waited_for_once),
		cmocka_unit_test(users_that_hang_do_not_matter_to_root),
		cmocka_unit_test(a_path_that_tells_is_enough),
		cmocka_unit_test(a_list_that_is_too_long_is_said),
	};

	/* One fixture for all tests: the reader was started with it. */
	return cmocka_run_group_tests_name("container_ask", tests, fixture_set_up, fixture_tear_down);
}
