// SPDX-License-Identifier: GPL-2.0
/*
 * Saved names: which ones are displaced by which, with several readers at once, and with an invalid file.
 */
#include "fixture.h"

#include "identity/kept_file.h"
#include "identity/kept_names.h"

static struct container container_of(uid_t uid, unsigned int number)
{
	struct container container = { .runtime = RUNTIME_RUNC, .uid = uid };

	snprintf(container.id, sizeof(container.id), "c%u", number);
	container.id_is_name = true;
	return container;
}

static void put(struct kept_names *names, uint64_t cgroup, uid_t uid, unsigned int number)
{
	struct container container = container_of(uid, number);
	char name[64];

	snprintf(name, sizeof(name), "name %u", number);
	kept_names_put(names, cgroup, &container, name);
}

static const char *find(struct kept_names *names, uid_t uid, unsigned int number)
{
	struct container container = container_of(uid, number);

	return kept_names_find(names, &container);
}

static void check_cgroup(struct kept_names *names, uint64_t cgroup, const char *id)
{
	struct container container;

	assert_int_equal(kept_names_container(names, cgroup, &container), !!id);
	if (id)
		assert_string_equal(container.id, id);
}

static struct kept_names *reopen(struct kept_names *names)
{
	kept_names_close(names);
	return kept_names_open(fixture);
}

static size_t file_size(void)
{
	struct stat stat_is;

	assert_int_equal(stat(fixture_path("/names"), &stat_is), 0);
	return stat_is.st_size;
}

static int set_up(void **state)
{
	return fixture_set_up(state) || chmod(fixture, 0700);
}

#define test(function)	cmocka_unit_test_setup_teardown(function, set_up, fixture_tear_down)

static void one_container_with_many_cgroups(void **state)
{
	struct kept_names *names = kept_names_open(fixture);
	unsigned int i;

	(void)state;
	put(names, 7, 0, 1);
	put(names, 100, 0, 2);
	for (i = 1; i < 5000; i++)
		put(names, 100 + i, 0, 2);
	assert_true(file_size() < 10000);
	names = reopen(names);
	assert_string_equal(find(names, 0, 1), "name 1");
	check_cgroup(names, 7, "c1");
	check_cgroup(names, 100, "c2");
	check_cgroup(names, 100 + KEPT_NAMES_CGROUPS_MAX, NULL);
	kept_names_close(names);
}

static void one_user_with_many_containers(void **state)
{
	struct kept_names *names = kept_names_open(fixture);
	unsigned int i;

	(void)state;
	put(names, 7, 0, 1);
	put(names, 8, 1000, 1);
	for (i = 0; i < 10000; i++)
		put(names, 100 + i, 1001, i);
	/* A line is about 30 bytes: the file must not grow forever. */
	assert_true(file_size() < 500000);
	names = reopen(names);
	assert_string_equal(find(names, 0, 1), "name 1");
	assert_string_equal(find(names, 1000, 1), "name 1");
	assert_null(find(names, 1001, 0));
	check_cgroup(names, 100, NULL);
	assert_null(find(names, 1001, 9999 - KEPT_NAMES_USER_MAX));
	assert_string_equal(find(names, 1001, 9999), "name 9999");
	kept_names_close(names);
}

static void many_users(void **state)
{
	struct kept_names *names = kept_names_open(fixture);
	uid_t uid;

	(void)state;
	put(names, 7, 0, 1);
	for (uid = 1; uid <= 2 * KEPT_NAMES_USERS_MAX; uid++)
		put(names, 0, uid, 1);
	names = reopen(names);
	assert_string_equal(find(names, 0, 1), "name 1");
	assert_null(find(names, 1, 1));
	assert_string_equal(find(names, 2 * KEPT_NAMES_USERS_MAX, 1), "name 1");
	kept_names_close(names);
}

static void ten_thousand_containers(void **state)
{
	struct kept_names *names = kept_names_open(fixture);
	unsigned int i;

	(void)state;
	for (i = 0; i < 10000; i++)
		put(names, i + 1, 0, i);
	names = reopen(names);
	for (i = 0; i < 10000; i++) {
		assert_non_null(find(names, 0, i));
		check_cgroup(names, i + 1, container_of(0, i).id);
	}
	kept_names_close(names);
}

static void two_readers_at_once(void **state)
{
	struct kept_names *one = kept_names_open(fixture), *other = kept_names_open(fixture);
	unsigned int i;

	(void)state;
	for (i = 0; i < 3000; i++) {
		put(i % 2 ? one : other, i + 1, 0, i);
		put(i % 2 ? one : other, 0, 1000, i);
	}
	kept_names_close(other);
	one = reopen(one);
	for (i = 0; i < 3000; i++)
		assert_non_null(find(one, 0, i));
	kept_names_close(one);
}

static void a_name_that_changes(void **state)
{
	struct kept_names *names = kept_names_open(fixture);
	struct container container = container_of(0, 1);

	(void)state;
	kept_names_put(names, 0, &container, "before");
	kept_names_put(names, 0, &container, "after");
	names = reopen(names);
	assert_string_equal(find(names, 0, 1), "after");
	kept_names_close(names);
}

static void a_file_that_is_cut_off(void **state)
{
	struct kept_names *names;

	(void)state;
	fixture_put("/names", "runc 0 1 c1 one\nrubbish\n\nrunc 0 2 c2 two\nrunc 0 3 c3 th");
	chmod(fixture_path("/names"), 0600);
	names = kept_names_open(fixture);
	assert_string_equal(find(names, 0, 1), "one");
	assert_string_equal(find(names, 0, 2), "two");
	assert_null(find(names, 0, 3));
	put(names, 4, 0, 4);
	put(names, 5, 0, 5);
	names = reopen(names);
	assert_string_equal(find(names, 0, 1), "one");
	assert_string_equal(find(names, 0, 4), "name 4");
	assert_string_equal(find(names, 0, 5), "name 5");
	kept_names_close(names);
}

static void what_others_could_have_written_holds_nothing(void **state)
{
	struct kept_names *names;

	(void)state;
	fixture_put("/names", "runc 0 1 c1 one\n");
	chmod(fixture_path("/names"), 0666);
	names = kept_names_open(fixture);
	assert_null(find(names, 0, 1));
	chmod(fixture_path("/names"), 0600);
	names = reopen(names);
	assert_string_equal(find(names, 0, 1), "one");
	kept_names_close(names);
}

static void any_name_comes_back(void **state)
{
	struct kept_line line = { .container = { .runtime = RUNTIME_LXC, .uid = UINT32_MAX }, .cgroup = UINT64_MAX }, back;
	char text[KEPT_LINE_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < CONTAINER_ID_MAX - 1; i++)
		line.container.id[i] = i + 1;
	for (i = 0; i < CONTAINER_NAME_MAX - 1; i++)
		line.name[i] = i % 255 + 1;
	kept_line_print(&line, text);
	assert_true(strlen(text) < KEPT_LINE_MAX);
	assert_int_equal(text[strlen(text) - 1], '\n');
	text[strlen(text) - 1] = '\0';
	assert_null(strchr(text, '\n'));
	assert_true(kept_line_parse(text, &back));
	assert_string_equal(back.container.id, line.container.id);
	assert_string_equal(back.name, line.name);
	assert_int_equal(back.container.uid, UINT32_MAX);
	assert_true(back.cgroup == UINT64_MAX);
}

static void lines_that_are_wrong(void **state)
{
	static const char *const lines[] = {
		"", " ", "runc", "runc 0 1 c1", "runc 0 1 c1 ", "runc 0 1  one", "runc 0 1 c1 one two", "runk 0 1 c1 one", "runc -1 1 c1 one",
		"runc 4294967296 1 c1 one", "runc 0 18446744073709551616 c1 one", "runc 0 x c1 one", "runc 0 1 c1 %", "runc 0 1 c1 %0", "runc 0 1 c1 %00",
		"runc 0 1 c1 %zz", "runc  1 c1 one", " 0 1 c1 one",
	};
	struct kept_line line;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		assert_false(kept_line_parse(lines[i], &line));
	assert_true(kept_line_parse("runc 0 1 c1 one", &line));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(one_container_with_many_cgroups),
		test(one_user_with_many_containers),
		test(many_users),
		test(ten_thousand_containers),
		test(two_readers_at_once),
		test(a_name_that_changes),
		test(a_file_that_is_cut_off),
		test(what_others_could_have_written_holds_nothing),
		cmocka_unit_test(any_name_comes_back),
		cmocka_unit_test(lines_that_are_wrong),
	};

	return cmocka_run_group_tests_name("kept_names", tests, NULL, NULL);
}
