// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_kept_names.c - the file of saved names: read it, add to it, and read it again
 */
#include "fuzz.h"


#include "identity/kept_names.h"

static char directory[] = "/tmp/capprobe-fuzz-XXXXXX", path[sizeof(directory) + sizeof("/names")];

static void clean_up(void)
{
	unlink(path);
	rmdir(directory);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	expect(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/names", directory);
	atexit(clean_up);
	return 0;
}

static void write_file(const uint8_t *data, size_t size)
{
	FILE *file = fopen(path, "w");

	expect(file && fwrite(data, 1, size, file) == size);
	fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct container mine = { .uid = 1000 }, found;
	struct kept_names *names;
	bool was_known;

	expect(container_set(&mine, RUNTIME_CRUN, "mine"));
	write_file(data, size);
	names = kept_names_open(directory);
	was_known = kept_names_container(names, 4711, &found);
	kept_names_put(names, 4711, &mine, "its name");
	expect(!strcmp(kept_names_find(names, &mine), "its name"));
	kept_names_close(names);

	/* Whatever was in the file, the new name must be there now. */
	names = kept_names_open(directory);
	expect(kept_names_find(names, &mine));
	expect(!strcmp(kept_names_find(names, &mine), "its name"));
	if (kept_names_container(names, 4711, &found))
		expect(was_known || !container_compare(&found, &mine));
	kept_names_close(names);
	return 0;
}
