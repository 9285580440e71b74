// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_runtime_files.c - the files of runtimes, some of which users can write
 *
 * The first byte of the input selects the file, in a directory that replaces "/".
 */
#include "fuzz.h"

#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>

#include "identity/container_find.h"
#include "identity/container_name.h"
#include "runtime/oci_state.h"
#include "runtime/runtime_cache.h"
#include "runtime/runtime_files.h"
#include "runtime/storage_list.h"

#define H	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define TASKS	"/run/containerd/io.containerd.runtime.v2.task"
#define STORAGE	"/var/lib/containers/storage/overlay-containers"

static const char *const paths[] = {
	"/run/runc/" H "/state.json",
	"/run/crun/" H "/status",
	"/run/crun/" H "/config.json",
	TASKS "/default/web/config.json",
	TASKS "/moby/" H "/config.json",
	STORAGE "/containers.json",
	STORAGE "/volatile-containers.json",
	"/var/lib/docker/containers/" H "/config.v2.json",
	"/etc/docker/daemon.json",
	"/run/systemd/machines/web",
};

#define PATHS	(sizeof(paths) / sizeof(*paths))

static char root[] = "/tmp/capprobe-fuzz-XXXXXX";

static int remove_one(const char *path, const struct stat *stat, int type, struct FTW *place)
{
	(void)stat;
	(void)type;
	(void)place;
	return remove(path);
}

static void clean_up(void)
{
	nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Changes the time of a file or directory, so that it is read again. */
static void write_file(size_t which, const uint8_t *data, size_t size)
{
	static long writes;
	struct timespec times[2];
	char path[512], *slash;
	int fd;

	times[0] = times[1] = (struct timespec){ .tv_sec = ++writes };
	snprintf(path, sizeof(path), "%s%s", root, paths[which]);
	for (slash = strchr(path + sizeof(root), '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (utimensat(AT_FDCWD, path, times, 0))
			mkdir(path, 0755);
		*slash = '/';
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	expect(fd >= 0 && write(fd, data, size) == (ssize_t)size && !futimens(fd, times));
	close(fd);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	size_t i;

	(void)argc;
	(void)argv;
	expect(mkdtemp(root));
	atexit(clean_up);
	for (i = 0; i < PATHS; i++)
		write_file(i, (const uint8_t *)"", 0);
	runtime_files_root(root);
	return 0;
}

static void name_of(enum runtime runtime)
{
	struct container container = { 0 };
	char *name;

	expect(container_set(&container, runtime, H));
	name = container_name_read(&container);
	expect(!name || strlen(name) < CONTAINER_NAME_MAX);
	free(name);
}

static void find(const char *cgroup)
{
	struct container container;

	if (container_find_read(cgroup, strlen(cgroup), 0, &container))
		expect(container.runtime < RUNTIME_COUNT && *container.id &&
		       strnlen(container.id, sizeof(container.id)) < sizeof(container.id));
}

static void read_state(const char *directory)
{
	struct oci_state state;

	if (!oci_state_read(0, directory, &state))
		return;
	expect(state.runtime < RUNTIME_COUNT && state.cgroup && state.bundle);
	oci_state_free(&state);
}

static void read_storage(void)
{
	const char *name;

	runtime_cache_question();
	name = storage_list_name(0, STORAGE, H);
	expect(!name || strlen(name) < CONTAINER_NAME_MAX);
	name_of(RUNTIME_PODMAN);
}

/* Calls the readers of the selected file. */
static void read_file(const char *path)
{
	if (strstr(path, "/runc/")) {
		read_state("/run/runc/" H);
		find("/a/web");
	} else if (strstr(path, "/crun/")) {
		read_state("/run/crun/" H);
		name_of(RUNTIME_CRIO);
	} else if (strstr(path, "/default/")) {
		find("/a/web");
	} else if (strstr(path, "/containerd/")) {
		name_of(RUNTIME_CONTAINERD);
		name_of(RUNTIME_DOCKER);
	} else if (strstr(path, "/storage/")) {
		read_storage();
	} else if (strstr(path, "docker")) {
		name_of(RUNTIME_DOCKER);
	} else {
		find("/machine.slice/machine-web.scope");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t which;

	if (!size)
		return -1;
	which = data[0] % PATHS;
	write_file(which, data + 1, size - 1);
	read_file(paths[which]);
	write_file(which, data, 0);
	return 0;
}
