/* SPDX-License-Identifier: GPL-2.0 */
/*
 * confined.h - parse a container's files in a sandbox
 */
#ifndef CONFINED_H
#define CONFINED_H

#include <stddef.h>
#include <sys/types.h>

#define CONFINED_SECONDS	5	/* for an answer */

/**
 * typedef confined_look - parse a file
 * @bytes: its contents, NUL-terminated
 * @length: number of bytes
 * @context: as given to confined_read()
 * @answer: result; zeroed before
 *
 * Context: a process that can compute and allocate within limits, nothing else.
 *
 * Return: 0 or an errno.
 */
typedef int (*confined_look)(const char *bytes, size_t length, const void *context, void *answer);

/**
 * confined_read() - parse a file in a process without any rights
 * @process: the process (process.h) in whose root directory the file is; symlinks
 *	cannot escape it
 * @path: the file; opened as by file_open()
 * @limit: maximum size in bytes
 * @look: the parser
 * @context: for @look
 * @answer: result of @look; do not trust it: the file may have taken over the
 *	process that parsed it
 * @size: size of @answer in bytes
 *
 * A child opens the file, reads a private copy, drops all rights, and then calls
 * @look. It gets CONFINED_SECONDS; a child that hangs in a file system is left
 * behind.
 *
 * Return: 0; the errno of opening or reading the file, EFBIG if it is too large;
 * what @look returned; ETIMEDOUT; EPROTO if the child ended without an answer,
 * EPERM if it could not drop its rights.
 */
int confined_read(int process, const char *path, size_t limit, confined_look look,
		  const void *context, void *answer, size_t size);

#endif /* CONFINED_H */
