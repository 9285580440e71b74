// SPDX-License-Identifier: GPL-2.0
/*
 * Standard output, with readers that go away and with a full device. stdio drops what it
 * could not write, so a second fflush(3) succeeds.
 */
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/answer.h"

/* Saves cmocka's standard output while a test replaces it. */
static int kept;

static void take_stdout(int fd)
{
	fflush(stdout);
	kept = dup(STDOUT_FILENO);
	assert_true(kept >= 0);
	assert_int_equal(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
	close(fd);
}

static void give_stdout_back(void)
{
	assert_int_equal(dup2(kept, STDOUT_FILENO), STDOUT_FILENO);
	close(kept);
}

/* Whether answer_wait() goes on, with this end as standard output and the other one closed or not. */
static bool waits(int end, int other, bool closed)
{
	bool more;

	if (closed)
		close(other);
	take_stdout(end);
	more = answer_wait(-1, -1, 10);
	give_stdout_back();
	if (!closed)
		close(other);
	return more;
}

static bool waits_for_socket(bool closed)
{
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	return waits(ends[0], ends[1], closed);
}

static bool waits_for_pipe(bool closed)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	return waits(ends[1], ends[0], closed);
}

static void reader_is_waited_for(void **state)
{
	(void)state;
	assert_true(waits_for_socket(false));
	assert_true(waits_for_pipe(false));
}

static void reader_that_closed_is_not(void **state)
{
	(void)state;
	assert_false(waits_for_socket(true));
	assert_false(waits_for_pipe(true));
}

/* The exit status of a program that writes its answer there, as watch does. */
static int status_into(int fd)
{
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (!child) {
		signal(SIGPIPE, SIG_IGN);
		dup2(fd, STDOUT_FILENO);
		close(STDERR_FILENO);
		puts("a record");
		answer_flush();
		_exit(answer_end(STATUS_OK));
	}
	close(fd);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void what_cannot_be_written_is_a_failure(void **state)
{
	(void)state;
	assert_int_equal(status_into(open("/dev/full", O_WRONLY)), STATUS_FAILED);
	assert_int_equal(status_into(open("/dev/null", O_WRONLY)), STATUS_OK);
}

static void reader_that_went_away_is_no_failure(void **state)
{
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	assert_int_equal(status_into(ends[1]), STATUS_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reader_is_waited_for),
		cmocka_unit_test(reader_that_closed_is_not),
		cmocka_unit_test(what_cannot_be_written_is_a_failure),
		cmocka_unit_test(reader_that_went_away_is_no_failure),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
