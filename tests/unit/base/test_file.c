// SPDX-License-Identifier: GPL-2.0
/*
 * Files that others put there: read whole or not at all, and nothing is started
 * by opening them.
 */
#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/file.h"

static char *make(const char *path, size_t size)
{
	char *text = malloc(size + 1);
	size_t i;

	for (i = 0; i < size; i++)
		text[i] = 'a' + i % 26;
	text[size] = '\0';
	fixture_write(path, text, size);
	return text;
}

/* Sizes around a page and around the doubling of the room for it. */
static void file_is_read_whole(void **state)
{
	static const size_t sizes[] = { 0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 100000, 1 << 20 };
	size_t i, length;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		char *wanted = make("/file", sizes[i]);
		char *text = file_read_path(fixture_path("/file"), 1 << 20, &length);

		assert_non_null(text);
		assert_int_equal(length, sizes[i]);
		assert_memory_equal(text, wanted, sizes[i] + 1);
		free(text);
		free(wanted);
	}
}

static void what_is_too_long_is_not_read(void **state)
{
	size_t length;

	(void)state;
	free(make("/file", 5000));
	assert_null(file_read_path(fixture_path("/file"), 4999, &length));
	assert_int_equal(errno, EFBIG);
	free(file_read_path(fixture_path("/file"), 5000, &length));
	assert_int_equal(length, 5000);
	/* One of /proc that has no size. */
	assert_null(file_read_path("/proc/self/status", 16, &length));
	assert_int_equal(errno, EFBIG);
}

/* Nobody writes to it, and who reads it would wait. */
static void what_is_no_file_is_not_opened(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(mkfifo(fixture_path("/fifo"), 0600), 0);
	assert_int_equal(file_open(FILE_HOST, fixture_path("/fifo")), -1);
	assert_int_equal(errno, EINVAL);
	strncat(address.sun_path, fixture_path("/socket"), sizeof(address.sun_path) - 1);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(file_open(FILE_HOST, fixture_path("/socket")), -1);
	assert_int_equal(errno, EINVAL);
	close(fd);
	assert_int_equal(file_open(FILE_HOST, fixture), -1);
	assert_int_equal(errno, EISDIR);
	assert_int_equal(file_open(FILE_HOST, "/dev/null"), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(file_open(FILE_HOST, fixture_path("/none")), -1);
	assert_int_equal(errno, ENOENT);
}

static void a_link_does_not_leave_its_root(void **state)
{
	int root, fd;
	char text[8] = "";

	(void)state;
	fixture_put("/inside/passwd", "mine");
	assert_int_equal(symlink("/passwd", fixture_path("/inside/link")), 0);
	root = open(fixture_path("/inside"), O_PATH | O_DIRECTORY);
	fd = file_open(root, "/link");
	assert_true(fd >= 0);
	assert_int_equal(read(fd, text, sizeof(text)), 4);
	assert_string_equal(text, "mine");
	close(fd);
	assert_int_equal(file_open(root, "../../etc/passwd"), -1);
	assert_int_equal(errno, ENOENT);
	close(root);
	/* To a descriptor of this program's. */
	assert_int_equal(file_open(FILE_HOST, "/proc/self/fd/0"), -1);
	assert_int_equal(errno, ELOOP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		fixture_test(file_is_read_whole),
		fixture_test(what_is_too_long_is_not_read),
		fixture_test(what_is_no_file_is_not_opened),
		fixture_test(a_link_does_not_leave_its_root),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
