/* SPDX-License-Identifier: GPL-2.0 */
/*
 * file.h - opening files that others put there, and reading small ones whole
 */
#ifndef FILE_H
#define FILE_H

#include <fcntl.h>
#include <stddef.h>

#define FILE_HOST	AT_FDCWD	/* this program's own root */

/**
 * file_open() - open a file that somebody else may have put there
 * @root: a directory that is the root of @path, which no link leads out of; or
 *	FILE_HOST
 * @path: the file
 *
 * Anything but a regular file is found out without being opened: opening a
 * device can start it, opening a FIFO lets its writer go on. A link of /proc/PID/,
 * such as to a descriptor of this program, is not followed. It can take as long
 * as the file system does.
 *
 * Return: a descriptor to read from; or -1 with errno set: EISDIR for a
 * directory, EINVAL for what is no regular file either, EAGAIN for what another
 * has a lease on.
 */
int file_open(int root, const char *path);

/**
 * file_read() - read all of an open file
 * @fd: the file
 * @limit: bytes that are read at the most
 * @length: where to put how many there were
 *
 * Return: the bytes, terminated, for free(); or NULL with errno set, EFBIG for
 * more than @limit.
 */
char *file_read(int fd, size_t limit, size_t *length);

/**
 * file_read_path() - the same by path, which is opened as by file_open()
 * @path: the file, from this program's root
 * @limit: as above
 * @length: as above
 */
char *file_read_path(const char *path, size_t limit, size_t *length);

#endif /* FILE_H */
