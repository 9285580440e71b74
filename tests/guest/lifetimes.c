// SPDX-License-Identifier: GPL-2.0
/*
 * lifetimes DIRECTORY COUNT [stay] - create COUNT cgroups below a cgroup, one after the
 * other, named like those of docker's containers: each has one check for CAP_SYS_ADMIN,
 * refused as not-effective, and is removed, unless they are to "stay"
 *
 * Run as root.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void enter(const char *cgroup)
{
	char path[512];
	int fd;

	snprintf(path, sizeof(path), "%s/cgroup.procs", cgroup);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, "0", 1) != 1)
		die(path);
	close(fd);
}

static void be_refused(void)
{
	if (seteuid(65534))
		die("seteuid");
	if (!sethostname("x", 1)) {
		fprintf(stderr, "lifetimes: sethostname() was not refused\n");
		exit(1);
	}
	if (seteuid(0))
		die("seteuid");
}

int main(int argc, char **argv)
{
	long i, count = argc > 2 ? atol(argv[2]) : 0;
	char cgroup[256];

	for (i = 0; i < count; i++) {
		snprintf(cgroup, sizeof(cgroup), "%s/docker-%012lx%052d.scope", argv[1], i, 0);
		if (mkdir(cgroup, 0755))
			die(cgroup);
		enter(cgroup);
		be_refused();
		enter("/sys/fs/cgroup");
		if (argc == 3 && rmdir(cgroup))
			die(cgroup);
	}
	return 0;
}
