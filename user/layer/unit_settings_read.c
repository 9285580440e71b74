// SPDX-License-Identifier: GPL-2.0
/*
 * unit_settings_read.c - query systemd for the restrictions of units
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "layer/unit_settings.h"

#define PATIENCE	5000		/* milliseconds to wait for systemd */
#define SHOWN_MAX	(4 << 20)	/* limit of its answer in bytes */

static const char properties[] = "--property=Names,LoadState,CapabilityBoundingSet,SystemCallFilter,"
				 "User,PrivateUsers"
#define WITH_PROTECTION(symbol, name) "," name
				 UNIT_PROTECTIONS(WITH_PROTECTION);
#undef WITH_PROTECTION

extern char **environ;

/* systemctl takes some characters for a pattern: allow only those of names in systemd.unit(5). */
static bool is_plain(const char *unit)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:-_.\\@";

	return *unit && !unit[strspn(unit, plain)];
}

/* Starts systemctl with its output going to @output. Returns 0 or an errno. */
static int start(char *const *arguments, int output, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);

	if (error)
		return error;
	error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!error)
		error = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
							 O_WRONLY, 0);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	if (!error)
		error = posix_spawnp(pid, arguments[0], &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Returns whether the output was complete and in time. */
static bool receive(int fd, char text[SHOWN_MAX])
{
	struct pollfd polled = { .fd = fd, .events = POLLIN };
	long end = milliseconds() + PATIENCE;
	size_t length = 0;

	while (length < SHOWN_MAX - 1) {
		long left = end - milliseconds();
		ssize_t got;

		if (left <= 0 || poll(&polled, 1, left) <= 0)
			return false;
		got = read(fd, text + length, SHOWN_MAX - 1 - length);
		if (got < 0)
			return false;
		length += got;
		text[length] = '\0';
		if (!got)
			return true;
	}
	return false;
}

/* Returns the output of systemctl, to be freed by the caller, or NULL. */
static char *run(char *const *arguments)
{
	char *text = malloc(SHOWN_MAX);
	bool complete = false;
	int ends[2];
	pid_t pid;

	if (!text || pipe2(ends, O_CLOEXEC)) {
		free(text);
		return NULL;
	}
	if (!start(arguments, ends[1], &pid)) {
		close(ends[1]);
		complete = receive(ends[0], text);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	} else {
		close(ends[1]);
	}
	close(ends[0]);
	if (complete)
		return text;
	free(text);
	return NULL;
}

void unit_settings_read(const char *const *units, size_t count, struct unit_settings *settings)
{
	char *arguments[UNITS_MAX + 5] = { "systemctl", "show", (char *)properties, "--" };
	size_t filled = 4, i;
	char *text;

	memset(settings, 0, count * sizeof(*settings));
	for (i = 0; i < count && i < UNITS_MAX; i++) {
		if (is_plain(units[i]))
			arguments[filled++] = (char *)units[i];
	}
	text = filled > 4 ? run(arguments) : NULL;
	if (text)
		unit_settings_parse(text, units, count, settings);
	free(text);
}
