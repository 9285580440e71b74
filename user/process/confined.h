/* SPDX-License-Identifier: GPL-2.0 */
/*
 * confined.h - looking into files of a container without putting this program
 *	at risk
 */
#ifndef CONFINED_H
#define CONFINED_H

#include <stddef.h>
#include <sys/types.h>

#define CONFINED_SECONDS	5	/* for an answer */

/**
 * typedef confined_look - look into a file
 * @bytes: what is in it, terminated
 * @length: how many bytes
 * @context: as given to confined_read()
 * @answer: where to put what was found: zeros before
 *
 * Context: a process that can compute, allocate within limits, and nothing else.
 *
 * Return: 0 or an errno.
 */
typedef int (*confined_look)(const char *bytes, size_t length, const void *context, void *answer);

/**
 * confined_read() - have a file looked into by a process without any rights
 * @process: the process in whose root directory the file is; no link leads out of it
 * @path: the file; opened as by file_open()
 * @limit: bytes that are read at the most
 * @look: called there
 * @context: for @look
 * @answer: where to put its answer; if the file took over the process that
 *	looked into it, then any bytes, which is what to be ready for
 * @size: bytes of @answer
 *
 * That process opens and reads the file, which becomes its own copy, gives all
 * rights away and then calls @look. It has CONFINED_SECONDS; one that hangs in a
 * file system is left behind.
 *
 * Return: 0; errno of opening or reading the file, EFBIG for a larger one; what
 * @look returned; ETIMEDOUT; EPROTO where it ended without an answer, EPERM where
 * its rights could not be given away.
 */
int confined_read(int process, const char *path, size_t limit, confined_look look,
		  const void *context, void *answer, size_t size);

#endif /* CONFINED_H */
