// SPDX-License-Identifier: GPL-2.0
/*
 * Saved names are read back unchanged, whatever they contain.
 */
#include "unit.h"

#include <unistd.h>

#include "identity/kept_names.h"

/* Saves a container's name, and reads it back as another program would. */
static void check_kept(const char *id, const char *name)
{
	char directory[] = "/tmp/capprobe-names-XXXXXX", file[64];
	struct container container = { .runtime = RUNTIME_CRUN }, known;
	struct kept_names *names;

	strcpy(container.id, id);
	assert_non_null(mkdtemp(directory));
	snprintf(file, sizeof(file), "%s/names", directory);
	names = kept_names_open(directory);
	kept_names_put(names, 7, &container, name);
	kept_names_close(names);

	names = kept_names_open(directory);
	assert_non_null(kept_names_find(names, &container));
	assert_string_equal(kept_names_find(names, &container), name);
	assert_true(kept_names_container(names, 7, &known));
	assert_string_equal(known.id, id);
	kept_names_close(names);
	unlink(file);
	rmdir(directory);
}

static void names_come_back_as_they_were(void **state)
{
	(void)state;
	check_kept("0123", "web");
	check_kept("a\\x2db", "a\\x2db");
	check_kept("a\\b", "tab\tescape\033[2J zero width \xe2\x80\x8b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_come_back_as_they_were),
	};

	return cmocka_run_group_tests_name("kept_text", tests, NULL, NULL);
}
