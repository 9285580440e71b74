// SPDX-License-Identifier: GPL-2.0
/*
 * container_ask.c - asking about containers without waiting for long
 *
 * Whoever reads a runtime's files waits for as long as their file system takes,
 * which may be for ever, and may fall over what is in them. So another process
 * does, and is given a second for an answer; one that takes longer is killed,
 * and what it was asked about is not asked about for a while, and each time for
 * longer: a busy host answers again, a dead file system does not.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <fcntl.h>
#include <unistd.h>

#include "container_find.h"
#include "container_name.h"

#define PATIENCE	1000	/* milliseconds */
#define ASKED_PATH_MAX	4096
#define FIRST_PAUSE	2000	/* milliseconds */
#define PAUSES_MAX	16

/**
 * struct question - which container a cgroup belongs to, or what its name is
 * @length: bytes of @path; 0 for a name
 * @container: for a name, which; for a cgroup, what its path tells
 * @path: of the cgroup
 */
struct question {
	size_t			length;
	struct container	container;
	char			path[ASKED_PATH_MAX];
};

/**
 * struct answer - the answer to either
 * @found: whether there is one
 * @container: the container of a cgroup
 * @name: the name of a container
 */
struct answer {
	bool			found;
	struct container	container;
	char			name[CONTAINER_NAME_MAX];
};

/* Who answers: a runtime for its names, or a user's runtimes for their cgroups. */
struct asked {
	bool		cgroups;
	enum runtime	runtime;
	uid_t		uid;
};

/**
 * struct pause - who is not asked for a while
 * @asked: who
 * @length: for how long, milliseconds
 * @end: until when
 */
struct pause {
	struct asked	asked;
	long		length;
	long		end;
};

static struct {
	pid_t		pid;
	int		socket;
	struct pause	pauses[PAUSES_MAX];
	size_t		pause_count;
} helper;

static void answer_question(const struct question *question, struct answer *answer)
{
	memset(answer, 0, sizeof(*answer));
	if (question->length) {
		answer->found = container_find_read(question->path, question->length,
						    &answer->container);
	} else {
		char *name = container_name_read(&question->container);

		answer->found = name;
		if (name)
			strcpy(answer->name, name);
		free(name);
	}
}

/* Nothing of the asking program's is kept open: it may be gone before this is. */
static void become_helper(int socket, pid_t parent)
{
	int null = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "capprobe-names");
	if (null < 0 || getppid() != parent || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0 ||
	    dup2(socket, STDERR_FILENO + 1) < 0 || syscall(__NR_close_range, STDERR_FILENO + 2, ~0U, 0))
		_exit(1);
}

static void help(int socket, pid_t parent)
{
	struct question question;
	struct answer answer;

	become_helper(socket, parent);
	socket = STDERR_FILENO + 1;
	while (recv(socket, &question, sizeof(question), 0) == sizeof(question)) {
		answer_question(&question, &answer);
		if (send(socket, &answer, sizeof(answer), MSG_NOSIGNAL) != sizeof(answer))
			break;
	}
	_exit(0);
}

static bool start(void)
{
	pid_t parent = getpid();
	int sockets[2];

	if (helper.pid)
		return true;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets))
		return false;
	helper.pid = fork();
	if (!helper.pid)
		help(sockets[1], parent);
	close(sockets[1]);
	if (helper.pid < 0) {
		close(sockets[0]);
		helper.pid = 0;
		return false;
	}
	helper.socket = sockets[0];
	return true;
}

/* Not waited for: what hangs in a file system may not even heed being killed. */
static void stop(void)
{
	kill(helper.pid, SIGKILL);
	waitpid(helper.pid, NULL, WNOHANG);
	close(helper.socket);
	helper.pid = 0;
}

static long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct pause *find_pause(const struct asked *asked)
{
	size_t i;

	for (i = 0; i < helper.pause_count; i++) {
		if (!memcmp(&helper.pauses[i].asked, asked, sizeof(*asked)))
			return &helper.pauses[i];
	}
	return NULL;
}

static bool is_paused(const struct asked *asked)
{
	const struct pause *pause = find_pause(asked);

	return pause ? milliseconds() < pause->end : helper.pause_count == PAUSES_MAX;
}

static void add_pause(const struct asked *asked)
{
	struct pause *pause = find_pause(asked);

	if (!pause) {
		pause = &helper.pauses[helper.pause_count++];
		*pause = (struct pause){ .length = FIRST_PAUSE / 2 };
		memcpy(&pause->asked, asked, sizeof(*asked));
	}
	pause->length *= 2;
	pause->end = milliseconds() + pause->length;
}

static bool receive(struct answer *answer)
{
	struct pollfd polled = { .fd = helper.socket, .events = POLLIN };
	long end = milliseconds() + PATIENCE, left;

	while ((left = end - milliseconds()) > 0) {
		if (poll(&polled, 1, left) > 0)
			return recv(helper.socket, answer, sizeof(*answer), 0) == sizeof(*answer);
	}
	return false;
}

static bool ask(const struct asked *asked, const struct question *question, struct answer *answer)
{
	if (is_paused(asked) || !start())
		return false;
	if (send(helper.socket, question, sizeof(*question), MSG_NOSIGNAL) == sizeof(*question) &&
	    receive(answer))
		return true;
	stop();
	add_pause(asked);
	return false;
}

char *container_name(const struct container *container)
{
	struct question question = { .container = *container };
	struct asked asked;
	struct answer answer;

	if (container->id_is_name)
		return strdup(container->id);
	memset(&asked, 0, sizeof(asked));
	asked.runtime = container->runtime;
	asked.uid = container->uid;
	if (!ask(&asked, &question, &answer) || !answer.found)
		return NULL;
	return strdup(answer.name);
}

bool container_find(const char *path, size_t length, struct container *container)
{
	bool found = container_parse(path, length, container);
	struct question question = { .length = length };
	struct asked asked;
	struct answer answer;

	if (!length || length > sizeof(question.path))
		return found;
	memcpy(question.path, path, length);
	memset(&asked, 0, sizeof(asked));
	asked.cgroups = true;
	asked.uid = container->uid;
	if (!ask(&asked, &question, &answer))
		return found;
	*container = answer.container;
	return answer.found;
}
