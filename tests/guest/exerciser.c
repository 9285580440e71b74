// SPDX-License-Identifier: GPL-2.0
/*
 * exerciser - make system calls that check capabilities, in every situation that leads to a
 * different reason
 *
 * Run it as root. Prints the pid of each process on a line before the process makes its
 * first call.
 */
#include <err.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exerciser.h"

#define NOBODY	65534

static struct exerciser exerciser;
static char directory[] = "/var/tmp/exerciser.XXXXXX";

/* Each set is either empty or full. */
static void set_capabilities(__u32 effective, __u32 permitted)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &header, data))
		err(1, "capget");
	for (int i = 0; i < 2; i++) {
		data[i].effective &= effective;
		data[i].permitted &= permitted;
		data[i].inheritable = 0;
	}
	if (syscall(SYS_capset, &header, data))
		err(1, "capset");
}

static void as_root(void)
{
}

static void without_effective(void)
{
	set_capabilities(0, -1);
}

static void without_permitted(void)
{
	set_capabilities(0, 0);
}

static void without_bounding(void)
{
	for (int cap = 0; !prctl(PR_CAPBSET_DROP, cap, 0, 0, 0); cap++)
		;
	set_capabilities(0, 0);
}

/* Effective and permitted, but not in the bounding set: still granted. */
static void only_bounding_reduced(void)
{
	for (int cap = 0; !prctl(PR_CAPBSET_DROP, cap, 0, 0, 0); cap++)
		;
}

static void as_user(uid_t uid)
{
	if (setgroups(0, NULL) || setresgid(uid, uid, uid) || setresuid(uid, uid, uid))
		err(1, "uid %u", uid);
	/* Otherwise /proc/self remains owned by root. */
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static void as_nobody(void)
{
	as_user(NOBODY);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(text, file) < 0 || fclose(file))
		err(1, "%s", path);
}

static void in_userns(void)
{
	uid_t uid = geteuid();
	gid_t gid = getegid();
	char map[64];

	if (unshare(CLONE_NEWUSER | CLONE_NEWUTS | CLONE_NEWNET | CLONE_NEWNS))
		err(1, "unshare");
	write_file("/proc/self/setgroups", "deny");
	snprintf(map, sizeof(map), "0 %u 1", uid);
	write_file("/proc/self/uid_map", map);
	snprintf(map, sizeof(map), "0 %u 1", gid);
	write_file("/proc/self/gid_map", map);
}

static void nobody_in_userns(void)
{
	as_nobody();
	in_userns();
}

static void in_nested_userns(void)
{
	in_userns();
	in_userns();
}

static void nobody_in_nested_userns(void)
{
	nobody_in_userns();
	in_userns();
}

static void in_nested_userns_without_effective(void)
{
	in_nested_userns();
	without_effective();
}

static void in_userns_without_bounding(void)
{
	in_userns();
	without_bounding();
}

static void (*const situations[])(void) = {
	as_root,
	as_nobody,
	without_effective,
	without_permitted,
	without_bounding,
	only_bounding_reduced,
	in_userns,
	nobody_in_userns,
	in_nested_userns,
	nobody_in_nested_userns,
	in_nested_userns_without_effective,
	in_userns_without_bounding,
};

/*
 * Who touches a user namespace: its owner, the owner of its parent, somebody else, root
 * without capabilities, and a process in a sibling namespace.
 */
static const struct encounter {
	void (*target)(void);
	void (*visitor)(void);
} encounters[] = {
	{ nobody_in_userns, as_nobody },
	{ nobody_in_nested_userns, as_nobody },
	{ in_userns, as_root },
	{ in_userns, without_permitted },
	{ in_nested_userns, without_effective },
	{ in_nested_userns, as_nobody },
	{ nobody_in_userns, nobody_in_userns },
	{ nobody_in_nested_userns, nobody_in_userns },
	{ as_nobody, nobody_in_userns },
};

static void announce(void)
{
	dprintf(STDOUT_FILENO, "%d\n", getpid());
}

static void make_calls(void)
{
	char own[300];

	snprintf(own, sizeof(own), "%s/%d", directory, getpid());
	exerciser_make_calls(&exerciser, own);
}

static void await(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid || status)
		errx(1, "process %d ended with status %#x", pid, status);
}

static void exercise(void (*situation)(void))
{
	pid_t pid = fork();

	if (!pid) {
		announce();
		situation();
		make_calls();
		_exit(0);
	}
	await(pid);
}

/* Starts a process in that situation, which waits to be killed. */
static pid_t settle(void (*situation)(void))
{
	int ready[2];
	pid_t pid;
	char byte;

	if (pipe(ready))
		err(1, "pipe");
	pid = fork();
	if (!pid) {
		announce();
		situation();
		/* Only now, because the change of identity would undo it. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (write(ready[1], "", 1) != 1)
			err(1, "write");
		for (;;)
			pause();
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
		errx(1, "a process did not come into its situation");
	close(ready[0]);
	return pid;
}

static void end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void meet(const struct encounter *encounter)
{
	pid_t target = settle(encounter->target), visitor = fork();

	if (!visitor) {
		announce();
		encounter->visitor();
		exerciser_touch(target);
		make_calls();
		_exit(0);
	}
	await(visitor);
	end(target);
}

static void as_victim(void)
{
	as_user(FOREIGN_UID);
}

static void prepare(void)
{
	int fd;

	if (!mkdtemp(directory) || chmod(directory, 0777))
		err(1, "%s", directory);
	snprintf(exerciser.foreign, sizeof(exerciser.foreign), "%s/foreign", directory);
	fd = open(exerciser.foreign, O_CREAT | O_WRONLY, 0);
	if (fd < 0 || fchown(fd, FOREIGN_UID, FOREIGN_UID))
		err(1, "%s", exerciser.foreign);
	close(fd);
	exerciser.shm = shmget(IPC_PRIVATE, 4096, IPC_CREAT);
	if (exerciser.shm < 0)
		err(1, "shmget");
	exerciser.victim = settle(as_victim);
}

static void clean_up(void)
{
	end(exerciser.victim);
	shmctl(exerciser.shm, IPC_RMID, NULL);
	unlink(exerciser.foreign);
	rmdir(directory);
}

int main(void)
{
	size_t i;

	prepare();
	for (i = 0; i < sizeof(situations) / sizeof(*situations); i++)
		exercise(situations[i]);
	for (i = 0; i < sizeof(encounters) / sizeof(*encounters); i++)
		meet(&encounters[i]);
	clean_up();
	return 0;
}
