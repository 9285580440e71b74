/* SPDX-License-Identifier: GPL-2.0 */
/*
 * file.h - open untrusted files safely, and read small ones whole
 */
#ifndef FILE_H
#define FILE_H

#include <fcntl.h>
#include <stddef.h>

#define FILE_HOST	AT_FDCWD	/* the program's own root */

/**
 * file_open() - open a file that may have been planted by somebody else
 * @root: a directory to resolve @path in, which no symlink can escape; or
 *	FILE_HOST
 * @path: the file
 *
 * Anything but a regular file is rejected without opening it: opening a device
 * can start it, and opening a FIFO wakes its writer. Magic links of /proc, for
 * instance to one of this program's descriptors, are not followed. May block for
 * as long as the file system does.
 *
 * Return: a descriptor open for reading; or -1 with errno set: EISDIR for a
 * directory, EINVAL for anything else that is not a regular file, EAGAIN if
 * another process holds a lease on it.
 */
int file_open(int root, const char *path);

/**
 * file_read() - read all of an open file
 * @fd: the file
 * @limit: maximum size in bytes
 * @length: set to the number of bytes read
 *
 * Return: the contents, NUL-terminated, to be freed by the caller; or NULL with
 * errno set, EFBIG if there is more than @limit.
 */
char *file_read(int fd, size_t limit, size_t *length);

/**
 * file_read_path() - file_open() and file_read() in one
 * @path: the file, relative to the program's own root
 * @limit: as above
 * @length: as above
 */
char *file_read_path(const char *path, size_t limit, size_t *length);

#endif /* FILE_H */
