/* SPDX-License-Identifier: GPL-2.0 */
/*
 * file.h - reading small files whole
 */
#ifndef FILE_H
#define FILE_H

#include <stddef.h>

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
 * file_read_path() - the same by path, for regular files that others write
 * @path: the file; anything but a regular file is EINVAL
 * @limit: as above
 * @length: as above
 */
char *file_read_path(const char *path, size_t limit, size_t *length);

#endif /* FILE_H */
