/* SPDX-License-Identifier: GPL-2.0 */
/*
 * kept_file.h - the file of saved names (kept_names.h)
 */
#ifndef KEPT_FILE_H
#define KEPT_FILE_H

#include <stdint.h>

#include "base/status.h"
#include "container/container.h"

/**
 * struct kept_line - a sighting of a container
 * @container: the container
 * @cgroup: id of its cgroup, or 0
 * @name: its name
 */
struct kept_line {
	struct container	container;
	uint64_t		cgroup;
	char			name[CONTAINER_NAME_MAX];
};

/**
 * kept_line_parse() - parse a line
 * @text: the line, without the newline
 * @line: result
 *
 * Return: whether it is valid.
 */
bool kept_line_parse(const char *text, struct kept_line *line);

#define KEPT_LINE_MAX	2560	/* bytes of a line, including the NUL */

/**
 * kept_line_print() - format a line
 * @line: the sighting
 * @text: result, with a newline
 */
void kept_line_print(const struct kept_line *line, char text[KEPT_LINE_MAX]);

struct kept_file;

/**
 * kept_file_open() - prepare to use the file in a directory
 * @directory: the directory, which need not exist yet
 *
 * Return: the file, for kept_file_close(); NULL if out of memory.
 */
struct kept_file *kept_file_open(const char *directory);

/**
 * kept_file_read() - read the lines added since the last call
 * @file: the file
 * @on_line: called for each valid line; reading stops unless it returns STATUS_OK
 * @context: for @on_line
 *
 * Return: what @on_line returned last.
 */
enum status kept_file_read(struct kept_file *file,
			   enum status (*on_line)(void *context, const struct kept_line *line),
			   void *context);

/**
 * kept_file_lines() - number of lines read or written so far
 * @file: the file
 */
size_t kept_file_lines(const struct kept_file *file);

/**
 * kept_file_put() - queue a line
 * @file: the file
 * @line: the line
 */
void kept_file_put(struct kept_file *file, const struct kept_line *line);

/**
 * kept_file_pending() - whether lines are queued
 * @file: the file
 */
bool kept_file_pending(const struct kept_file *file);

/**
 * kept_file_clear() - empty the queue
 * @file: the file
 */
void kept_file_clear(struct kept_file *file);

/**
 * kept_file_lock() - try to lock out other writers
 * @file: the file; its directory is created if necessary
 *
 * Return: whether the lock was taken; then call kept_file_unlock().
 */
bool kept_file_lock(struct kept_file *file);

/**
 * kept_file_unlock() - release the lock
 * @file: the file
 */
void kept_file_unlock(struct kept_file *file);

/**
 * kept_file_append() - append the queued lines
 * @file: the file, locked and read to its end
 */
void kept_file_append(struct kept_file *file);

/**
 * kept_file_replace() - replace the contents with the queued lines
 * @file: the file, locked
 */
void kept_file_replace(struct kept_file *file);

/**
 * kept_file_close() - free the file and its queue
 * @file: the file, or NULL
 */
void kept_file_close(struct kept_file *file);

#endif /* KEPT_FILE_H */
