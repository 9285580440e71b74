// SPDX-License-Identifier: GPL-2.0
/*
 * file.c - open untrusted files safely, and read small ones whole
 */
#include <errno.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"

#define READ_LEAST	4096	/* bytes per read(2), at least */

/* An O_PATH descriptor pins the file without opening it: no race with the check. */
static int open_held(int held)
{
	struct stat stat;
	char path[32];

	if (fstat(held, &stat))
		return -1;
	if (!S_ISREG(stat.st_mode)) {
		errno = S_ISDIR(stat.st_mode) ? EISDIR : EINVAL;
		return -1;
	}
	snprintf(path, sizeof(path), "/proc/self/fd/%d", held);
	return open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

int file_open(int root, const char *path)
{
	struct open_how how = {
		.flags = O_PATH | O_CLOEXEC,
		.resolve = RESOLVE_NO_MAGICLINKS | (root == FILE_HOST ? 0 : RESOLVE_IN_ROOT),
	};
	int held = syscall(__NR_openat2, root, path, &how, sizeof(how)), fd, error;

	if (held < 0)
		return -1;
	fd = open_held(held);
	error = errno;
	close(held);
	errno = error;
	return fd;
}

char *file_read(int fd, size_t limit, size_t *length)
{
	size_t room = 0, used = 0;
	char *text = NULL, *larger;

	while ((larger = array_grow(text, &room, used + READ_LEAST, 1))) {
		ssize_t got;

		text = larger;
		got = read(fd, text + used, room - used - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		if (!got) {
			text[used] = '\0';
			*length = used;
			return text;
		}
		used += got;
		if (used > limit) {
			errno = EFBIG;
			break;
		}
	}
	free(text);
	return NULL;
}

char *file_read_path(const char *path, size_t limit, size_t *length)
{
	int fd = file_open(FILE_HOST, path), error;
	char *text = NULL;
	struct stat stat;

	if (fd < 0)
		return NULL;
	/* Do not read a file just to find that it is far too long. */
	if (!fstat(fd, &stat) && stat.st_size > (off_t)limit)
		errno = EFBIG;
	else
		text = file_read(fd, limit, length);
	error = errno;
	close(fd);
	errno = error;
	return text;
}
