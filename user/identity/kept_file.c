// SPDX-License-Identifier: GPL-2.0
/*
 * kept_file.c - the file of saved names
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "identity/kept_file.h"

#define FILE_NAME	"names"
#define NEW_NAME	FILE_NAME ".new"
#define PENDING_MAX	(16 << 20)	/* bytes that may be queued */

/**
 * struct kept_file - the file
 * @directory: its directory
 * @locked: descriptor of the directory while locked; else -1
 * @inode: inode number when last read
 * @read: bytes read so far
 * @lines: lines read so far
 * @pending: queued lines
 * @length: bytes used in @pending
 * @room: bytes allocated for @pending
 */
struct kept_file {
	char	*directory;
	int	locked;
	ino_t	inode;
	off_t	read;
	size_t	lines;
	char	*pending;
	size_t	length;
	size_t	room;
};

/* Whether only this user can have written it. */
static bool is_mine(int fd, mode_t type, struct stat *stat)
{
	return fd >= 0 && !fstat(fd, stat) && (stat->st_mode & S_IFMT) == type &&
	       stat->st_uid == geteuid() && !(stat->st_mode & (S_IWGRP | S_IWOTH));
}

static int open_own(int directory, const char *path, int flags, mode_t type, struct stat *stat)
{
	int fd = openat(directory, path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);

	if (fd >= 0 && !is_mine(fd, type, stat)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static int open_directory(const struct kept_file *file)
{
	struct stat stat;

	return open_own(AT_FDCWD, file->directory, O_RDONLY | O_DIRECTORY, S_IFDIR, &stat);
}

struct kept_file *kept_file_open(const char *directory)
{
	struct kept_file *file = calloc(1, sizeof(*file));

	if (!file)
		return NULL;
	file->locked = -1;
	file->directory = strdup(directory);
	if (!file->directory) {
		free(file);
		return NULL;
	}
	return file;
}

static FILE *open_to_read(struct kept_file *file)
{
	int directory = file->locked >= 0 ? file->locked : open_directory(file), fd = -1;
	struct stat stat;
	FILE *stream;

	if (directory >= 0)
		fd = open_own(directory, FILE_NAME, O_RDONLY, S_IFREG, &stat);
	if (directory >= 0 && directory != file->locked)
		close(directory);
	if (fd < 0 || stat.st_ino != file->inode || stat.st_size < file->read) {
		file->inode = fd < 0 ? 0 : stat.st_ino;
		file->read = 0;
		file->lines = 0;
	}
	if (fd < 0)
		return NULL;
	stream = fdopen(fd, "r");
	if (!stream)
		close(fd);
	else
		fseeko(stream, file->read, SEEK_SET);
	return stream;
}

enum status kept_file_read(struct kept_file *file,
			   enum status (*on_line)(void *context, const struct kept_line *line),
			   void *context)
{
	FILE *stream = open_to_read(file);
	enum status status = STATUS_OK;
	struct kept_line line;
	char *text = NULL;
	size_t room = 0;
	ssize_t length;

	/* A line without a newline is incomplete: being written, or left by a crash. */
	while (stream && status == STATUS_OK && (length = getline(&text, &room, stream)) > 0 &&
	       text[length - 1] == '\n') {
		file->read += length;
		file->lines++;
		text[length - 1] = '\0';
		if (strlen(text) + 1 == (size_t)length && kept_line_parse(text, &line))
			status = on_line(context, &line);
	}
	free(text);
	if (stream)
		fclose(stream);
	return status;
}

size_t kept_file_lines(const struct kept_file *file)
{
	return file->lines;
}

void kept_file_put(struct kept_file *file, const struct kept_line *line)
{
	char text[KEPT_LINE_MAX];
	size_t length;
	char *larger;

	kept_line_print(line, text);
	length = strlen(text);
	if (file->length + length > PENDING_MAX)
		return;
	larger = array_grow(file->pending, &file->room, file->length + length, 1);
	if (!larger)
		return;
	file->pending = larger;
	memcpy(file->pending + file->length, text, length);
	file->length += length;
}

bool kept_file_pending(const struct kept_file *file)
{
	return file->length;
}

void kept_file_clear(struct kept_file *file)
{
	file->length = 0;
}

bool kept_file_lock(struct kept_file *file)
{
	mkdir(file->directory, 0700);
	file->locked = open_directory(file);
	if (file->locked < 0)
		return false;
	if (!flock(file->locked, LOCK_EX | LOCK_NB))
		return true;
	kept_file_unlock(file);
	return false;
}

void kept_file_unlock(struct kept_file *file)
{
	close(file->locked);
	file->locked = -1;
}

static bool write_pending(const struct kept_file *file, int fd)
{
	return write(fd, file->pending, file->length) == (ssize_t)file->length;
}

static void count_pending(struct kept_file *file)
{
	size_t i;

	for (i = 0; i < file->length; i++)
		file->lines += file->pending[i] == '\n';
	file->read += file->length;
	file->length = 0;
}

void kept_file_append(struct kept_file *file)
{
	struct stat stat;
	int fd = open_own(file->locked, FILE_NAME, O_WRONLY | O_CREAT | O_APPEND, S_IFREG, &stat);

	if (fd < 0)
		return;
	file->inode = stat.st_ino;
	/* Terminate an incomplete line with an extra field, which makes it invalid. */
	if (stat.st_size > file->read && write(fd, " \n", 2) == 2) {
		file->read = stat.st_size + 2;
		file->lines++;
	}
	if (write_pending(file, fd))
		count_pending(file);
	close(fd);
}

void kept_file_replace(struct kept_file *file)
{
	struct stat stat;
	int fd = open_own(file->locked, NEW_NAME, O_WRONLY | O_CREAT | O_TRUNC, S_IFREG, &stat);

	if (fd < 0)
		return;
	if (write_pending(file, fd) && !renameat(file->locked, NEW_NAME, file->locked, FILE_NAME)) {
		file->inode = stat.st_ino;
		file->read = 0;
		file->lines = 0;
		count_pending(file);
	}
	close(fd);
}

void kept_file_close(struct kept_file *file)
{
	if (!file)
		return;
	free(file->pending);
	free(file->directory);
	free(file);
}
