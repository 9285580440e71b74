// SPDX-License-Identifier: GPL-2.0
/*
 * container_ask.c - ask helper processes about containers
 *
 * Reading a runtime's files can take forever if the file system hangs, and parsing
 * them may crash. So helper processes do it, and are killed if they do not answer in
 * time (patience.h). There is one for root's files and one for the users', so that no
 * user can make root's lose its cache.
 */
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/status.h"
#include "identity/container_find.h"
#include "identity/container_name.h"
#include "identity/patience.h"
#include "runtime/runtime_files.h"

#define ASKED_PATH_MAX	4096
#define BUSY_INTERVAL	100	/* milliseconds */
#define BUSY_MAX	30000	/* milliseconds; limit for the reader of root's files */

/**
 * struct question - asks for the container of a cgroup, or the name of a container
 * @uid: whose runtimes to consult
 * @length: length of @path in bytes; 0 to ask for a name
 * @container: the container whose name is wanted
 * @path: path of the cgroup
 */
struct question {
	uid_t			uid;
	size_t			length;
	struct container	container;
	char			path[ASKED_PATH_MAX];
};

/**
 * struct answer - the answer to a question
 * @busy: no answer yet, but files are being read
 * @found: whether there is a container or name
 * @container: the container of the cgroup
 * @name: the name of the container
 * @said: why the answer may be incomplete; else empty
 */
struct answer {
	bool			busy;
	bool			found;
	struct container	container;
	char			name[CONTAINER_NAME_MAX];
	char			said[RUNTIME_SAID_MAX];
};

/**
 * struct helper - a process that answers questions
 * @pid: the process, 0 if there is none
 * @socket: its socket
 * @killed: the previous process, which may not have been reaped yet; or 0
 */
struct helper {
	pid_t	pid;
	int	socket;
	pid_t	killed;
};

static struct helper of_root, of_users;

/* Most questions have no path: do not send the whole buffer. */
static size_t question_size(const struct question *question)
{
	return offsetof(struct question, path) + question->length;
}

static void answer_question(const struct question *question, struct answer *answer)
{
	memset(answer, 0, sizeof(*answer));
	if (question->length) {
		answer->found = container_find_read(question->path, question->length,
						    question->uid, &answer->container);
	} else {
		char *name = container_name_read(&question->container);

		answer->found = name;
		if (name)
			strcpy(answer->name, name);
		free(name);
	}
	runtime_said(answer->said);
}

#define HELPER_SOCKET	(STDERR_FILENO + 1)

/* Reading thousands of files may take long without hanging. */
static void say_busy(void)
{
	const struct answer answer = { .busy = true };
	static long last;
	long now = milliseconds();

	if (now < last + BUSY_INTERVAL)
		return;
	last = now;
	send(HELPER_SOCKET, &answer, sizeof(answer), MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* Keep none of the program's descriptors: the helper may outlive it. */
static void become_helper(int socket, pid_t parent)
{
	int null = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "capprobe-names");
	if (null < 0 || getppid() != parent || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0 ||
	    dup2(socket, HELPER_SOCKET) < 0 || syscall(__NR_close_range, HELPER_SOCKET + 1, ~0U, 0))
		_exit(1);
	runtime_files_progress(say_busy);
}

static void help(int socket, pid_t parent)
{
	struct question question;
	struct answer answer;

	become_helper(socket, parent);
	while (recv(HELPER_SOCKET, &question, sizeof(question), 0) > 0) {
		answer_question(&question, &answer);
		if (send(HELPER_SOCKET, &answer, sizeof(answer), MSG_NOSIGNAL) != sizeof(answer))
			break;
	}
	_exit(0);
}

static void reap(struct helper *helper)
{
	if (helper->killed)
		waitpid(helper->killed, NULL, WNOHANG);
	helper->killed = 0;
}

static bool start(struct helper *helper)
{
	pid_t parent = getpid();
	int sockets[2];

	if (helper->pid)
		return true;
	reap(helper);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets))
		return false;
	helper->pid = fork();
	if (!helper->pid)
		help(sockets[1], parent);
	close(sockets[1]);
	if (helper->pid < 0) {
		close(sockets[0]);
		helper->pid = 0;
		return false;
	}
	helper->socket = sockets[0];
	return true;
}

/* Does not wait: a process that hangs in a file system may not even die from SIGKILL. */
static void stop(struct helper *helper)
{
	reap(helper);
	kill(helper->pid, SIGKILL);
	close(helper->socket);
	helper->killed = helper->pid;
	helper->pid = 0;
}

/* Being busy extends the time for root's files, but not a user's budget. */
static bool receive(const struct helper *helper, struct answer *answer, long patience)
{
	struct pollfd polled = { .fd = helper->socket, .events = POLLIN };
	long start = milliseconds(), end = start + patience, left;

	while ((left = end - milliseconds()) > 0) {
		if (poll(&polled, 1, left) <= 0)
			continue;
		if (recv(helper->socket, answer, sizeof(*answer), 0) != sizeof(*answer))
			return false;
		if (!answer->busy)
			return true;
		if (helper == &of_root && milliseconds() < start + BUSY_MAX)
			end = milliseconds() + patience;
	}
	return false;
}

static void tell(struct patience *patience, const char *why)
{
	if (!patience->told)
		note("names of containers may be missing: %s", why);
	patience->told = true;
}

static void tell_slow(struct patience *patience, const struct question *question)
{
	char why[128], whose[32] = "root";

	if (question->uid)
		snprintf(whose, sizeof(whose), "user %u", question->uid);
	snprintf(why, sizeof(why), "%s of %s took too long to answer",
		 question->length ? "the runtimes" : runtime_names[question->container.runtime],
		 whose);
	tell(patience, why);
}

static bool ask(const struct question *question, struct answer *answer)
{
	int subject = question->length ? PATIENCE_CGROUPS : question->container.runtime;
	struct helper *helper = question->uid ? &of_users : &of_root;
	long start_time = milliseconds(), now;
	struct patience *patience = patience_with(question->uid, subject, start_time);
	long left = patience_left(patience, start_time);
	bool answered;

	if (!left)
		tell_slow(patience, question);
	if (!left || !start(helper))
		return false;
	answered = send(helper->socket, question, question_size(question), MSG_NOSIGNAL) > 0 &&
		   receive(helper, answer, left);
	now = milliseconds();
	patience_spend(patience, now, now - start_time, answered);
	if (!answered) {
		stop(helper);
		tell_slow(patience, question);
	} else if (*answer->said) {
		tell(patience, answer->said);
	}
	return answered;
}

char *container_name(const struct container *container)
{
	struct question question = { .uid = container->uid, .container = *container };
	struct answer answer;

	if (container->id_is_name)
		return strdup(container->id);
	if (!ask(&question, &answer) || !answer.found)
		return NULL;
	return strdup(answer.name);
}

/*
 * Ask root's runtimes first, even about a user's cgroup: that does not count towards
 * the user's budget, and their answer takes precedence.
 */
bool container_find(const char *path, size_t length, struct container *container)
{
	struct question question = { .length = length };
	struct answer answer;
	bool found;

	if (container_find_is_plain(path, length, container, &found) ||
	    length > sizeof(question.path))
		return found;
	memcpy(question.path, path, length);
	if (container->uid) {
		if (ask(&question, &answer) && answer.found &&
		    (!found || container_compare(&answer.container, container))) {
			*container = answer.container;
			return true;
		}
		question.uid = container->uid;
	}
	if (!ask(&question, &answer))
		return found;
	*container = answer.container;
	return answer.found;
}
