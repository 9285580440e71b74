// SPDX-License-Identifier: GPL-2.0
/*
 * crowd - run a sleeping process in each of many cgroups
 *
 * Reads directories of cgroups from standard input, creates them, and starts in each a
 * process that tries to load a module without the capability, and then sleeps until this
 * program is killed. Prints "ready" when all have tried.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what)
{
	fprintf(stderr, "crowd: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void drop_capability(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	if (prctl(PR_CAPBSET_DROP, CAP_SYS_MODULE) || syscall(__NR_capget, &header, data))
		die("CAP_SYS_MODULE");
	data[0].effective &= ~(1u << CAP_SYS_MODULE);
	data[0].permitted &= ~(1u << CAP_SYS_MODULE);
	if (syscall(__NR_capset, &header, data))
		die("CAP_SYS_MODULE");
}

static void make_directories(char *path)
{
	char *slash;

	for (slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	if (mkdir(path, 0755) && errno != EEXIST)
		die(path);
}

static void start_in(const char *path, int done)
{
	int cgroup = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct clone_args arguments = {
		.flags = CLONE_INTO_CGROUP,
		.exit_signal = SIGCHLD,
		.cgroup = cgroup,
	};
	long pid;

	if (cgroup < 0)
		die(path);
	pid = syscall(__NR_clone3, &arguments, sizeof(arguments));
	if (pid < 0)
		die("clone3");
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		syscall(__NR_init_module, NULL, 0, "");
		close(done);
		pause();
		_exit(0);
	}
	close(cgroup);
}

int main(void)
{
	char path[4096], end;
	int done[2];

	if (pipe(done))
		die("pipe");
	drop_capability();
	while (fgets(path, sizeof(path), stdin)) {
		path[strcspn(path, "\n")] = '\0';
		make_directories(path);
		start_in(path, done[1]);
	}
	close(done[1]);
	if (read(done[0], &end, 1))
		die("read");
	puts("ready");
	fflush(stdout);
	pause();
	return 0;
}
