// SPDX-License-Identifier: GPL-2.0
/*
 * waiting MODE [ARGUMENT...] - make system calls that block, or whose arguments are changed
 *	meanwhile
 *
 * supervised CALL THREADS	this many threads wait for a supervisor that never answers,
 *				in mount or finit_module, on standard input
 * killable			mount(2) waits for a supervisor that has received the call and
 *				never answers, so that only fatal signals end it, if the
 *				kernel supports that
 * held				mount(2) gets past the filter and waits for a page that is
 *				never provided
 * refused			delete_module(2), with its name in such a page, is refused by
 *				the filter
 * denied			the same, refused by the capability check
 * renamed			delete_module("first") is refused by a supervisor that changes
 *				the name to "second" before
 * exchanged FILE OTHER		finit_module(2) of FILE continues after the supervisor has
 *				replaced the file by OTHER
 *
 * The first three print "waiting" once they are, and continue until killed; the others print
 * the error, and "touched" if anybody accessed the page.
 */
#include <err.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "errno_name.h"

#define WAIT_KILLABLE_RECV	(1UL << 5)	/* linux/seccomp.h since 5.19 */

static int listener;
static char *name;
static int file, other;

static int install_with(int nr, __u32 action, unsigned int flags)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, action),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		err(1, "no_new_privs");
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

static int install(int nr, __u32 action)
{
	int fd = install_with(nr, action, action == SECCOMP_RET_USER_NOTIF ?
					  SECCOMP_FILTER_FLAG_NEW_LISTENER : 0);

	if (fd < 0)
		err(1, "seccomp");
	return fd;
}

static __u64 receive(void)
{
	struct seccomp_notif request;

	do
		memset(&request, 0, sizeof(request));
	while (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &request) && errno == ENOENT);
	return request.id;
}

static void answer(__u64 id, int error, __u32 flags)
{
	struct seccomp_notif_resp response = { .id = id, .error = error, .flags = flags };

	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response))
		err(1, "the supervisor cannot answer");
}

static pthread_t start(void *(*function)(void *argument), void *argument)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, function, argument))
		errx(1, "no thread");
	return thread;
}

static void wait_for_ever(void)
{
	puts("waiting");
	fflush(stdout);
	for (;;)
		pause();
}

/* A page that is only there once somebody provides it. */
static char *absent_page(int *faults)
{
	size_t size = sysconf(_SC_PAGESIZE);
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	char *page;

	*faults = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	range.range.start = (unsigned long)page;
	range.range.len = size;
	if (*faults < 0 || page == MAP_FAILED || ioctl(*faults, UFFDIO_API, &api) ||
	    ioctl(*faults, UFFDIO_REGISTER, &range))
		err(1, "userfaultfd");
	return page;
}

static void say_error(long result)
{
	puts(result < 0 ? errno_name(errno) : "0");
}

static void unload_absent(void (*prepare)(void))
{
	struct pollfd fault = { .events = POLLIN };

	name = absent_page(&fault.fd);
	prepare();
	alarm(10);
	say_error(syscall(SYS_delete_module, name, 0));
	if (poll(&fault, 1, 0))
		puts("touched");
}

static void drop(void)
{
	if (setresuid(65534, 65534, 65534))
		err(1, "setresuid");
}

/* As a user: the module does not follow calls of root that might unload it. */
static void refuse(void)
{
	install(SYS_delete_module, SECCOMP_RET_ERRNO | EPERM);
	drop();
}

static void *mount_absent(void *page)
{
	syscall(SYS_mount, page, "/", "none", 0, NULL);
	return NULL;
}

static void hold(void)
{
	struct pollfd fault = { .events = POLLIN };

	name = absent_page(&fault.fd);
	install(SYS_delete_module, SECCOMP_RET_ERRNO | EPERM);
	start(mount_absent, name);
	poll(&fault, 1, -1);
	wait_for_ever();
}

static void *call_supervised(void *nr)
{
	syscall(*(int *)nr, STDIN_FILENO, "", "", 0, NULL);
	return NULL;
}

static void supervise(const char *call, int threads)
{
	int nr = strcmp(call, "mount") ? SYS_finit_module : SYS_mount, i;

	listener = install(nr, SECCOMP_RET_USER_NOTIF);
	for (i = 0; i < threads; i++)
		start(call_supervised, &nr);
	for (i = 0; i < threads; i++)
		receive();
	wait_for_ever();
}

static void go_on(int signal)
{
	(void)signal;
}

/* A signal makes it re-evaluate how it waits. */
static void supervise_killable(void)
{
	const struct timespec while_it_turns = { .tv_nsec = 200000000 };
	int nr = SYS_mount;
	pthread_t thread;

	listener = install_with(nr, SECCOMP_RET_USER_NOTIF, SECCOMP_FILTER_FLAG_NEW_LISTENER |
							    WAIT_KILLABLE_RECV);
	if (listener < 0)
		listener = install(nr, SECCOMP_RET_USER_NOTIF);
	sigaction(SIGUSR1, &(struct sigaction){ .sa_handler = go_on, .sa_flags = SA_RESTART }, NULL);
	thread = start(call_supervised, &nr);
	receive();
	pthread_kill(thread, SIGUSR1);
	nanosleep(&while_it_turns, NULL);
	wait_for_ever();
}

static void *rename_and_refuse(void *unused)
{
	__u64 id = receive();

	strcpy(name, "second");
	answer(id, -EPERM, 0);
	return unused;
}

static void call_renamed(void)
{
	char buffer[16] = "first";
	pthread_t thread;

	name = buffer;
	listener = install(SYS_delete_module, SECCOMP_RET_USER_NOTIF);
	thread = start(rename_and_refuse, NULL);
	say_error(syscall(SYS_delete_module, name, 0));
	pthread_join(thread, NULL);
}

static void *exchange_and_go_on(void *unused)
{
	__u64 id = receive();

	dup2(other, file);
	answer(id, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
	return unused;
}

static void call_exchanged(const char *path, const char *other_path)
{
	pthread_t thread;

	file = open(path, O_RDONLY);
	other = open(other_path, O_RDONLY);
	if (file < 0 || other < 0)
		err(1, "%s, %s", path, other_path);
	listener = install(SYS_finit_module, SECCOMP_RET_USER_NOTIF);
	thread = start(exchange_and_go_on, NULL);
	say_error(syscall(SYS_finit_module, file, "", 0));
	pthread_join(thread, NULL);
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";

	prctl(PR_SET_NAME, mode);
	if (!strcmp(mode, "supervised") && argc == 4)
		supervise(argv[2], atoi(argv[3]));
	else if (!strcmp(mode, "killable"))
		supervise_killable();
	else if (!strcmp(mode, "held"))
		hold();
	else if (!strcmp(mode, "refused"))
		unload_absent(refuse);
	else if (!strcmp(mode, "denied"))
		unload_absent(drop);
	else if (!strcmp(mode, "renamed"))
		call_renamed();
	else if (!strcmp(mode, "exchanged") && argc == 4)
		call_exchanged(argv[2], argv[3]);
	else
		errx(2, "usage: see the source");
	return 0;
}
