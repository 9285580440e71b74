// SPDX-License-Identifier: GPL-2.0
/*
 * process.c - handles of processes, safe against pid reuse
 */
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "process/process.h"

#define FILE_MAX	(1 << 16)	/* bytes of a file in /proc/PID */

int process_open(pid_t pid)
{
	char path[32];

	snprintf(path, sizeof(path), "/proc/%d", pid);
	return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

char *process_read(int process, const char *name, size_t *length)
{
	int fd = openat(process, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char *text;

	if (fd < 0)
		return NULL;
	text = file_read(fd, FILE_MAX, length);
	close(fd);
	return text;
}

bool process_is_there(int process)
{
	return !faccessat(process, "stat", F_OK, 0);
}
