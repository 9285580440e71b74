// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_cgroup_path.c - derive the container from a cgroup path
 */
#include "fuzz.h"

#include "identity/container_find.h"
#include "runtime/runtime_files.h"

static void expect_container(const struct container *container)
{
	size_t length = strnlen(container->id, sizeof(container->id));

	expect(container->runtime < RUNTIME_COUNT);
	expect(length && length < sizeof(container->id));
	expect(container->id_is_name || container_id_is_hex(container->id));
	expect(!container_compare(container, container));
}

/* There are no runtime files: the result must be that of the path alone. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	runtime_files_root("/nonexistent");
	return 0;
}

static void expect_owner(const char *path, size_t length, uid_t uid)
{
	char slice[32];

	snprintf(slice, sizeof(slice), "user-%u.slice", uid);
	expect(!uid || memmem(path, length, slice, strlen(slice)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = (const char *)data;
	struct container container, plain, read;
	bool found, plain_found;

	/* A path does not contain NULs. */
	if (memchr(data, '\0', size))
		return -1;
	found = container_parse(path, size, &container);
	expect_owner(path, size, container.uid);
	if (found)
		expect_container(&container);
	container_find_is_plain(path, size, &plain, &plain_found);
	expect(plain_found == found && plain.uid == container.uid);
	expect(!found || !container_compare(&plain, &container));
	expect(container_find_read(path, size, 0, &read) == found);
	expect(!found || !container_compare(&read, &container));
	return 0;
}
