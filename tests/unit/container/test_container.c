// SPDX-License-Identifier: GPL-2.0
/*
 * Containers derived from cgroup paths; the cases are in cgroup-paths.txt.
 */
#include "unit.h"

#include "container/container.h"

#define CASES	"cgroup-paths.txt"

/* Fails if the buffer is full: no text of the file is that long. */
struct expanded {
	char	text[65536];
	size_t	length;
};

static void put(struct expanded *expanded, const char *text, size_t length)
{
	assert_true(expanded->length + length < sizeof(expanded->text));
	memcpy(expanded->text + expanded->length, text, length);
	expanded->length += length;
	expanded->text[expanded->length] = '\0';
}

static void expand(struct expanded *expanded, const char *text, size_t length);

/* Expands "%(N TEXT)" or "%NN"; returns how much of @text that took. */
static size_t expand_percent(struct expanded *expanded, const char *text)
{
	unsigned int times, byte;
	char character;
	int start = 0;

	if (text[1] == '(') {
		const char *end = strchr(text, ')');

		assert_non_null(end);
		assert_int_equal(sscanf(text, "%%(%u %n", &times, &start), 1);
		while (times--)
			expand(expanded, text + start, end - text - start);
		return end + 1 - text;
	}
	assert_int_equal(sscanf(text, "%%%2x", &byte), 1);
	character = byte;
	put(expanded, &character, 1);
	return 3;
}

static void expand(struct expanded *expanded, const char *text, size_t length)
{
	size_t i, times;

	for (i = 0; i < length; i++) {
		if (text[i] == '%') {
			i += expand_percent(expanded, text + i) - 1;
		} else if (text[i] == 'H' || text[i] == 'I') {
			for (times = 0; times < 64; times++)
				put(expanded, text[i] == 'H' ? "a" : "7", 1);
		} else {
			put(expanded, text + i, 1);
		}
	}
}

static void check_case(int number, const char *path, size_t length, const char *runtime,
		       const char *id, const char *uid)
{
	/* Allocate exactly its length, for the address sanitizer. */
	char *exact = malloc(length ? length : 1);
	struct container container;
	bool found;

	assert_non_null(exact);
	memcpy(exact, path, length);
	found = container_parse(exact, length, &container);
	free(exact);
	if (!strcmp(runtime, "-")) {
		if (found)
			fail_msg("%s:%d: %s is taken for %s's %s", CASES, number, path,
				 runtime_names[container.runtime], container.id);
		return;
	}
	if (!found)
		fail_msg("%s:%d: %s is taken for the host", CASES, number, path);
	if (strcmp(runtime_names[container.runtime], runtime) || strcmp(container.id, id) ||
	    container.uid != (uid_t)atoi(uid))
		fail_msg("%s:%d: %s is taken for %s's %s, user %u", CASES, number, path,
			 runtime_names[container.runtime], container.id, container.uid);
}

static void every_path_has_its_container(void **state)
{
	static struct expanded path, id;
	FILE *cases = fopen(CASES, "r");
	char line[1024];
	int number = 0, checked = 0;

	(void)state;
	assert_non_null(cases);
	while (fgets(line, sizeof(line), cases)) {
		char *fields[4] = { 0 }, *rest = line;
		int i;

		number++;
		line[strcspn(line, "\n")] = '\0';
		if (!*line || *line == '#')
			continue;
		for (i = 0; i < 4 && rest; i++)
			fields[i] = strsep(&rest, "\t");
		path.length = id.length = 0;
		expand(&path, fields[0], strlen(fields[0]));
		expand(&id, fields[2] ? fields[2] : "", fields[2] ? strlen(fields[2]) : 0);
		check_case(number, path.text, path.length, fields[1], id.length ? id.text : "",
			   fields[3]);
		checked++;
	}
	fclose(cases);
	assert_true(checked > 100);
}

/* The path is not terminated: what follows it must be ignored. */
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
		cmocka_unit_test(a_path_ends_where_its_length_says),
	};

	return cmocka_run_group_tests_name("container", tests, NULL, NULL);
}
