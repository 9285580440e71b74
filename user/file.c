// SPDX-License-Identifier: GPL-2.0
/*
 * file.c - reading small files whole
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"

char *file_read(int fd, size_t limit, size_t *length)
{
	size_t room = 4096, used = 0;
	char *text = malloc(room);

	while (text) {
		ssize_t got = read(fd, text + used, room - used - 1);

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
		if (room - used < 2) {
			char *larger = realloc(text, room *= 2);

			if (!larger)
				break;
			text = larger;
		}
	}
	free(text);
	return NULL;
}

char *file_read_path(const char *path, size_t limit, size_t *length)
{
	/* Not to hang on a FIFO that somebody put there. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	char *text = NULL;
	struct stat stat;
	int error;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &stat))
		goto out;
	if (S_ISREG(stat.st_mode))
		text = file_read(fd, limit, length);
	else
		errno = EINVAL;
out:
	error = errno;
	close(fd);
	errno = error;
	return text;
}
