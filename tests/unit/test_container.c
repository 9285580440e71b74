// SPDX-License-Identifier: GPL-2.0
/*
 * Containers from the paths of cgroups: the cases are in cgroup-paths.txt.
 */
#include "unit.h"

#include "container.h"

#define CASES	"cgroup-paths.txt"

/* The path with H and I as what they stand for. */
static char *expand(const char *text)
{
	char *expanded = calloc(1, strlen(text) + 64 * 64), *to = expanded;

	assert_non_null(expanded);
	for (; *text; text++) {
		if (*text == 'H' || *text == 'I') {
			memset(to, *text == 'H' ? 'a' : '7', 64);
			to += 64;
		} else {
			*to++ = *text;
		}
	}
	return expanded;
}

static void check_case(int number, const char *path, const char *runtime, const char *id,
		       const char *uid)
{
	struct container container;
	bool found = container_parse(path, strlen(path), &container);

	if (!strcmp(runtime, "-")) {
		if (found)
			fail_msg("%s:%d: %s is taken for a container", CASES, number, path);
		return;
	}
	if (!found)
		fail_msg("%s:%d: %s is taken for the host", CASES, number, path);
	assert_string_equal(runtime_names[container.runtime], runtime);
	assert_string_equal(container.id, id);
	assert_int_equal(container.uid, atoi(uid));
}

static void every_path_has_its_container(void **state)
{
	FILE *cases = fopen(CASES, "r");
	char line[1024];
	int number = 0, checked = 0;

	(void)state;
	assert_non_null(cases);
	while (fgets(line, sizeof(line), cases)) {
		char *fields[4] = { 0 }, *rest = line;
		char *path, *id;
		int i;

		number++;
		line[strcspn(line, "\n")] = '\0';
		if (*line == '#')
			continue;
		for (i = 0; i < 4 && rest; i++)
			fields[i] = strsep(&rest, "\t");
		path = expand(fields[0]);
		id = expand(fields[2] ? fields[2] : "");
		check_case(number, path, fields[1], id, fields[3]);
		free(path);
		free(id);
		checked++;
	}
	fclose(cases);
	assert_true(checked > 40);
}

static void names_that_are_too_long_are_not_cut(void **state)
{
	struct container container;
	char path[600];

	(void)state;
	snprintf(path, sizeof(path), "/lxc.payload.%0300d", 1);
	assert_false(container_parse(path, strlen(path), &container));
}

/* The path is not terminated: nothing behind its end may count. */
static void a_path_ends_where_its_length_says(void **state)
{
	const char path[] = "/lxc.payload.web/user-1000.slice";
	struct container container;
	char *exact = malloc(16);

	(void)state;
	assert_non_null(exact);
	memcpy(exact, path, 16);
	assert_true(container_parse(exact, 16, &container));
	assert_string_equal(container.id, "web");
	free(exact);
	assert_false(container_parse("/user-1", 7, &container));
	assert_false(container_parse("", 0, &container));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_path_has_its_container),
		cmocka_unit_test(names_that_are_too_long_are_not_cut),
		cmocka_unit_test(a_path_ends_where_its_length_says),
	};

	return cmocka_run_group_tests_name("container", tests, NULL, NULL);
}
