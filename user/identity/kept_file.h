/* SPDX-License-Identifier: GPL-2.0 */
/*
 * kept_file.h - the file that names are kept in (kept_names.h)
 */
#ifndef KEPT_FILE_H
#define KEPT_FILE_H

#include <stdint.h>

#include "container/container.h"

/**
 * struct kept_line - a sighting of a container
 * @container: which
 * @cgroup: the id of its cgroup, or 0
 * @name: its name
 */
struct kept_line {
	struct container	container;
	uint64_t		cgroup;
	char			name[CONTAINER_NAME_MAX];
};

/**
 * kept_line_parse() - a line of the file
 * @text: the line, without its end
 * @line: where to
 *
 * Return: whether it is as it should be.
 */
bool kept_line_parse(const char *text, struct kept_line *line);

#define KEPT_LINE_MAX	2560	/* bytes of one, terminated */

/**
 * kept_line_print() - the opposite
 * @line: the sighting
 * @text: where to; with the end of the line
 */
void kept_line_print(const struct kept_line *line, char text[KEPT_LINE_MAX]);

struct kept_file;

/**
 * kept_file_open() - the file in a directory, which need not be there yet
 * @directory: where
 *
 * Return: for kept_file_close(); NULL where there is no memory.
 */
struct kept_file *kept_file_open(const char *directory);

/**
 * kept_file_read() - read the lines that are new since the last time
 * @file: the file
 * @on_line: called for each that is as it should be
 * @context: for @on_line
 */
void kept_file_read(struct kept_file *file,
		    void (*on_line)(void *context, const struct kept_line *line), void *context);

/**
 * kept_file_lines() - how many lines it has, as far as it was read
 * @file: the file
 */
size_t kept_file_lines(const struct kept_file *file);

/**
 * kept_file_put() - a line that is to be written
 * @file: the file
 * @line: the line
 */
void kept_file_put(struct kept_file *file, const struct kept_line *line);

/**
 * kept_file_pending() - whether there is something to be written
 * @file: the file
 */
bool kept_file_pending(const struct kept_file *file);

/**
 * kept_file_clear() - write nothing of what was to be written
 * @file: the file
 */
void kept_file_clear(struct kept_file *file);

/**
 * kept_file_lock() - be the only one who writes
 * @file: the file; its directory is made
 *
 * Return: whether that is so, until kept_file_unlock().
 */
bool kept_file_lock(struct kept_file *file);

/**
 * kept_file_unlock() - let others write
 * @file: the file
 */
void kept_file_unlock(struct kept_file *file);

/**
 * kept_file_append() - write what is to be written behind what is there
 * @file: the file, locked and read to its end
 */
void kept_file_append(struct kept_file *file);

/**
 * kept_file_replace() - write it instead of what is there
 * @file: the file, locked
 */
void kept_file_replace(struct kept_file *file);

/**
 * kept_file_close() - forget about it
 * @file: the file, or NULL
 */
void kept_file_close(struct kept_file *file);

#endif /* KEPT_FILE_H */
