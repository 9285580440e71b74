// SPDX-License-Identifier: GPL-2.0
/*
 * The files of a user's runtime are read as that user, or not at all. Needs root, to become that user.
 */
#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/securebits.h>
#include <sys/capability.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "base/file.h"

#define USER	1234
#define GROUP	4321
#define OWN	"/home/own.json"
#define SECRET	"/home/secret.json"
#define LINK	"/home/link.json"

static bool is_read(uid_t uid, const char *path)
{
	static const char *const keys[] = { NULL };
	json_t *json = runtime_json(uid, runtime_path("%s", path), keys);

	json_decref(json);
	return json;
}

static bool is_found(uid_t uid, const char *path)
{
	bool found;
	glob_t glob;

	runtime_glob(uid, runtime_path("%s*", path), &glob);
	found = glob.gl_pathc;
	globfree(&glob);
	return found;
}

/* Whether a directory can be opened, or a file in it found. */
static bool is_listed(uid_t uid, const char *path)
{
	char *full = runtime_path("%s", path), *below = runtime_path("%s/name", path);
	DIR *directory = runtime_directory(uid, full);
	struct runtime_stamp stamp;
	bool there = runtime_stamp(uid, below, &stamp);

	free(full);
	free(below);
	if (directory)
		closedir(directory);
	return directory || there;
}

/* A file of the user, one of root, one of a group of root, and symlinks to them. */
static int set_up(void **state)
{
	if (fixture_set_up(state))
		return -1;
	fixture_put(OWN, "{}");
	fixture_put(SECRET, "{}");
	fixture_put("/home/group.json", "{}");
	fixture_put("/home/hidden/name", "{}");
	if (geteuid())
		return 0;
	return chown(fixture_path(OWN), USER, USER) || chmod(fixture_path(OWN), 0400) ||
	       chmod(fixture_path(SECRET), 0400) || chown(fixture_path("/home/group.json"), 0, GROUP) ||
	       chmod(fixture_path("/home/group.json"), 0040) || chmod(fixture_path("/home/hidden"), 0700) ||
	       symlink("secret.json", fixture_path(LINK));
}

/* Irreversible changes are made in a separate process. */
static void in_child(void (*test)(void))
{
	pid_t child;
	int status;

	if (geteuid())
		skip();
	child = fork();
	if (!child) {
		test();
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
}

#define expect(condition)	\
	do {								\
		if (!(condition)) {					\
			printf("# line %d: %s\n", __LINE__, #condition);	\
			fflush(stdout);					\
			_exit(1);					\
		}							\
	} while (0)

static void with_rights(void)
{
	gid_t groups[] = { GROUP, 0 };

	expect(!setgroups(2, groups));
	expect(is_read(USER, OWN));
	expect(!is_read(USER, LINK));
	expect(!is_read(USER, "/home/group.json"));
	expect(!is_found(USER, "/home/hidden/"));
	expect(!is_listed(USER, "/home/hidden"));
	expect(is_listed(0, "/home/hidden"));
	expect(is_read(0, SECRET));
	expect(is_read(0, LINK));
	expect(!is_read((uid_t)-1, OWN));
	expect(setfsuid(-1) == 0 && setfsgid(-1) == 0);
}

static void as_the_user(void **state)
{
	(void)state;
	in_child(with_rights);
}

static void lose(cap_value_t cap)
{
	cap_t sets = cap_get_proc();

	expect(!cap_set_flag(sets, CAP_EFFECTIVE, 1, &cap, CAP_CLEAR));
	expect(!cap_set_flag(sets, CAP_PERMITTED, 1, &cap, CAP_CLEAR));
	expect(!cap_set_proc(sets));
	cap_free(sets);
}

static void expect_nothing(void)
{
	expect(!is_read(USER, OWN));
	expect(!is_read(USER, LINK));
	expect(!is_read(USER, "/home/group.json"));
	expect(!is_found(USER, OWN));
	expect(is_read(0, SECRET));
}

static void without_setuid(void)
{
	lose(CAP_SETUID);
	expect_nothing();
}

static void without_setgid(void)
{
	lose(CAP_SETGID);
	expect_nothing();
}

/* With this, changing to the user does not drop capabilities. */
static void without_fixup(void)
{
	expect(!prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP));
	expect_nothing();
}

static void or_not_at_all(void **state)
{
	(void)state;
	in_child(without_setuid);
	in_child(without_setgid);
	in_child(without_fixup);
}

static void only_regular_files_are_opened(void **state)
{
	static const struct {
		const char	*path;
		int		error;
	} others[] = { { "/home/pipe", EINVAL }, { "/home", EISDIR }, { "/home/fd", ELOOP }, { "/none", ENOENT } };
	char target[64];
	int fd, i;

	(void)state;
	fd = open(fixture_path(OWN), O_RDONLY);
	snprintf(target, sizeof(target), "/proc/self/fd/%d", fd);
	assert_int_equal(symlink(target, fixture_path("/home/fd")), 0);
	assert_int_equal(mkfifo(fixture_path("/home/pipe"), 0666), 0);
	for (i = 0; i < 4; i++) {
		assert_int_equal(file_open(FILE_HOST, fixture_path(others[i].path)), -1);
		assert_int_equal(errno, others[i].error);
	}
	close(fd);
}

static void no_link_leads_out_of_a_root(void **state)
{
	int root, fd;

	(void)state;
	fixture_put("/root/inside", "{}");
	assert_int_equal(symlink("/inside", fixture_path("/root/to-inside")), 0);
	assert_int_equal(symlink("../home/own.json", fixture_path("/root/to-outside")), 0);
	root = open(fixture_path("/root"), O_PATH | O_DIRECTORY);
	fd = file_open(root, "/to-inside");
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(file_open(root, "/to-outside"), -1);
	assert_int_equal(file_open(root, "/../home/own.json"), -1);
	close(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(as_the_user, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(or_not_at_all, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(only_regular_files_are_opened, set_up, fixture_tear_down),
		cmocka_unit_test_setup_teardown(no_link_leads_out_of_a_root, set_up, fixture_tear_down),
	};

	return cmocka_run_group_tests_name("runtime_files", tests, NULL, NULL);
}
