/* SPDX-License-Identifier: GPL-2.0 */
/*
 * capture.h - what is printed on standard output or error
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "unit.h"

#include <fcntl.h>
#include <unistd.h>

struct capture {
	int	fd;	/* which of the two */
	int	kept;	/* what it is otherwise */
	int	file;
};

static inline struct capture capture_start(int fd)
{
	struct capture capture = { .fd = fd, .file = open("/tmp", O_TMPFILE | O_RDWR, 0600) };

	fflush(NULL);
	capture.kept = dup(fd);
	assert_true(capture.file >= 0 && capture.kept >= 0);
	assert_int_equal(dup2(capture.file, fd), fd);
	return capture;
}

/* What was printed since; good until the same descriptor's is asked for again. */
static inline const char *capture_end(struct capture *capture)
{
	static char texts[STDERR_FILENO + 1][65536];
	char *text = texts[capture->fd];
	ssize_t length;

	fflush(NULL);
	assert_int_equal(dup2(capture->kept, capture->fd), capture->fd);
	close(capture->kept);
	length = pread(capture->file, text, sizeof(*texts) - 1, 0);
	assert_true(length >= 0);
	text[length] = '\0';
	close(capture->file);
	return text;
}

#endif /* CAPTURE_H */
