// SPDX-License-Identifier: GPL-2.0
/*
 * filtered ACTION ABI FILE - make one finit_module(2) call with FILE under a filter that
 * answers it with ACTION, with the call of ABI: x86_64 or i386
 *
 * With trace-change, the tracer turns another call into finit_module after the filter; with
 * trace-away, the tracer turns finit_module into another call.
 *
 * The program sets its comm to ACTION. Prints the result of the call, the name of an error
 * or a number; nothing if the call did not return.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errno_name.h"
#include "i386_call.h"

#define ERESTARTSYS	512	/* include/linux/errno.h, not exported to user space */
#define I386_FINIT_MODULE	350	/* asm/unistd_32.h */
#define I386_GETPPID		64

/* Two other calls: one that the module follows, too, and one that it does not. */
static const struct abi {
	const char	*name;
	__u32		arch;
	__u32		nr;
	__u32		other;
} abis[] = {
	{ "x86_64", AUDIT_ARCH_X86_64, SYS_finit_module, SYS_mount },
	{ "i386", AUDIT_ARCH_I386, I386_FINIT_MODULE, I386_GETPPID },
	{}
};

static const struct abi *abi;
static __u32 called;
static int file;
static int listener;
static pthread_t caller;

static int install(__u32 action)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, abi->arch, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, called, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, action),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	int fd;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		err(1, "no_new_privs");
	fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		     action == SECCOMP_RET_USER_NOTIF ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0,
		     &program);
	if (fd < 0)
		err(1, "seccomp");
	return fd;
}

static void call(void)
{
	long result;

	if (abi->arch == AUDIT_ARCH_I386)
		result = i386_call(called, file, 0, 0);
	else
		result = syscall(called, file, "", 0);
	if (result < 0 && abi->arch != AUDIT_ARCH_I386)
		result = -errno;
	if (result < 0)
		printf("%s\n", errno_name(-result));
	else
		printf("%ld\n", result);
	fflush(stdout);
}

static void call_filtered(__u32 action)
{
	install(action);
	call();
}

static void *call_in_thread(void *action)
{
	call_filtered(*(__u32 *)action);
	return NULL;
}

/* A second thread, so that one survives. */
static void in_thread(__u32 action)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, call_in_thread, &action))
		errx(1, "no thread");
	pthread_join(thread, NULL);
}

static void ignore(int signal)
{
	(void)signal;
}

static void with_handler(__u32 action)
{
	signal(SIGSYS, ignore);
	call_filtered(action);
}

static void skip_call(pid_t pid, long result)
{
	struct user_regs_struct regs;

	ptrace(PTRACE_GETREGS, pid, NULL, &regs);
	regs.orig_rax = -1;
	regs.rax = result;
	ptrace(PTRACE_SETREGS, pid, NULL, &regs);
}

static void skip_with_eacces(pid_t pid)
{
	skip_call(pid, -EACCES);
}

static void skip_with_success(pid_t pid)
{
	skip_call(pid, 0);
}

static void make(pid_t pid, __u32 nr)
{
	struct user_regs_struct regs;

	ptrace(PTRACE_GETREGS, pid, NULL, &regs);
	regs.orig_rax = nr;
	ptrace(PTRACE_SETREGS, pid, NULL, &regs);
}

static void make_module_call(pid_t pid)
{
	make(pid, abi->nr);
}

static void make_other_call(pid_t pid)
{
	make(pid, abi->other);
}

static void kill_stopped(pid_t pid)
{
	kill(pid, SIGKILL);
}

static void leave_alone(pid_t pid)
{
	(void)pid;
}

static void trace(pid_t pid, void (*answer)(pid_t pid))
{
	int status;

	waitpid(pid, &status, 0);
	ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL);
	ptrace(PTRACE_CONT, pid, NULL, NULL);
	waitpid(pid, &status, 0);
	if (status >> 8 != (SIGTRAP | PTRACE_EVENT_SECCOMP << 8))
		errx(1, "the tracer sees status %#x", status);
	answer(pid);
	ptrace(PTRACE_CONT, pid, NULL, NULL);
	waitpid(pid, &status, 0);
}

static pid_t fork_traced(__u32 action, void (*call_somehow)(__u32 action))
{
	pid_t pid = fork();

	if (!pid) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		call_somehow(action);
		_exit(0);
	}
	return pid;
}

static void tracer_skips(__u32 action)
{
	trace(fork_traced(action, call_filtered), skip_with_eacces);
}

static void tracer_succeeds(__u32 action)
{
	trace(fork_traced(action, call_filtered), skip_with_success);
}

static void tracer_kills(__u32 action)
{
	trace(fork_traced(action, call_filtered), kill_stopped);
}

static void tracer_allows(__u32 action)
{
	trace(fork_traced(action, call_filtered), leave_alone);
}

static void tracer_changes(__u32 action)
{
	called = abi->other;
	trace(fork_traced(action, call_filtered), make_module_call);
}

static void tracer_changes_away(__u32 action)
{
	trace(fork_traced(action, call_filtered), make_other_call);
}

/* Each thread of the tracee stops when it exits. */
static void traced_exits(__u32 action)
{
	pid_t pid = fork_traced(action, in_thread);
	int status;

	waitpid(pid, &status, 0);
	ptrace(PTRACE_SETOPTIONS, pid, NULL,
	       PTRACE_O_TRACEEXIT | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
	while (pid > 0) {
		ptrace(PTRACE_CONT, pid, NULL, NULL);
		pid = waitpid(-1, &status, __WALL);
	}
}

#define RACES	200

/* The process exits while the filter ends one of its threads. */
static void exit_races(__u32 action)
{
	pthread_t thread;
	int i;

	for (i = 0; i < RACES; i++) {
		if (fork()) {
			wait(NULL);
			continue;
		}
		if (pthread_create(&thread, NULL, call_in_thread, &action))
			errx(1, "no thread");
		usleep(i % 20 * 10);
		syscall(SYS_exit_group, 3);
	}
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

static void *refuse(void *unused)
{
	answer(receive(), -EPERM, 0);
	return unused;
}

static void *succeed(void *unused)
{
	answer(receive(), 0, 0);
	return unused;
}

static void *let_go_on(void *unused)
{
	answer(receive(), 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
	return unused;
}

/* The call is restarted after the signal, and the supervisor notified again. */
static void *interrupt(void *unused)
{
	receive();
	pthread_kill(caller, SIGUSR1);
	return refuse(unused);
}

static void *interrupt_for_good(void *unused)
{
	receive();
	pthread_kill(caller, SIGUSR2);
	return unused;
}

static void *terminate(void *unused)
{
	receive();
	kill(getpid(), SIGTERM);
	return unused;
}

static void *kill_all(void *unused)
{
	receive();
	kill(getpid(), SIGKILL);
	return unused;
}

/* The supervisor is another thread, which makes no call that the filter stops. */
static void with_supervisor(__u32 action, void *(*supervisor)(void *))
{
	struct sigaction handler = { .sa_handler = ignore, .sa_flags = SA_RESTART };
	pthread_t thread;

	sigaction(SIGUSR1, &handler, NULL);
	handler.sa_flags = 0;
	sigaction(SIGUSR2, &handler, NULL);
	caller = pthread_self();
	listener = install(action);
	if (pthread_create(&thread, NULL, supervisor, NULL))
		errx(1, "no thread");
	call();
	pthread_join(thread, NULL);
}

static const struct {
	const char	*name;
	__u32		action;
	void		(*make)(__u32 action);
	void		*(*supervisor)(void *unused);
} actions[] = {
	{ "allow", SECCOMP_RET_ALLOW, call_filtered, NULL },
	{ "log", SECCOMP_RET_LOG, call_filtered, NULL },
	{ "errno", SECCOMP_RET_ERRNO | EPERM, call_filtered, NULL },
	{ "errno-zero", SECCOMP_RET_ERRNO, call_filtered, NULL },
	{ "errno-restart", SECCOMP_RET_ERRNO | ERESTARTSYS, call_filtered, NULL },
	{ "kill-process", SECCOMP_RET_KILL_PROCESS, in_thread, NULL },
	{ "kill-thread", SECCOMP_RET_KILL_THREAD, in_thread, NULL },
	{ "kill-traced", SECCOMP_RET_KILL_THREAD, traced_exits, NULL },
	{ "exit-races", SECCOMP_RET_KILL_THREAD, exit_races, NULL },
	{ "trap", SECCOMP_RET_TRAP, call_filtered, NULL },
	{ "trap-handled", SECCOMP_RET_TRAP, with_handler, NULL },
	{ "trace-nobody", SECCOMP_RET_TRACE, call_filtered, NULL },
	{ "trace-skip", SECCOMP_RET_TRACE, tracer_skips, NULL },
	{ "trace-succeed", SECCOMP_RET_TRACE, tracer_succeeds, NULL },
	{ "trace-kill", SECCOMP_RET_TRACE, tracer_kills, NULL },
	{ "trace-allow", SECCOMP_RET_TRACE, tracer_allows, NULL },
	{ "trace-change", SECCOMP_RET_TRACE, tracer_changes, NULL },
	{ "trace-away", SECCOMP_RET_TRACE, tracer_changes_away, NULL },
	{ "notify-refuse", SECCOMP_RET_USER_NOTIF, NULL, refuse },
	{ "notify-succeed", SECCOMP_RET_USER_NOTIF, NULL, succeed },
	{ "notify-continue", SECCOMP_RET_USER_NOTIF, NULL, let_go_on },
	{ "notify-restart", SECCOMP_RET_USER_NOTIF, NULL, interrupt },
	{ "notify-eintr", SECCOMP_RET_USER_NOTIF, NULL, interrupt_for_good },
	{ "notify-term", SECCOMP_RET_USER_NOTIF, NULL, terminate },
	{ "notify-kill", SECCOMP_RET_USER_NOTIF, NULL, kill_all },
};

int main(int argc, char **argv)
{
	if (argc != 4)
		errx(2, "usage: filtered ACTION ABI FILE");
	for (abi = abis; abi->name && strcmp(abi->name, argv[2]); abi++)
		;
	file = open(argv[3], O_RDONLY | O_CLOEXEC);
	if (!abi->name || file < 0)
		errx(2, "ABI %s, file %s", argv[2], argv[3]);
	called = abi->nr;
	prctl(PR_SET_NAME, argv[1]);
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++) {
		if (strcmp(actions[i].name, argv[1]))
			continue;
		if (actions[i].supervisor)
			with_supervisor(actions[i].action, actions[i].supervisor);
		else
			actions[i].make(actions[i].action);
		return 0;
	}
	errx(2, "no action %s", argv[1]);
}
