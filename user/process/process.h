/* SPDX-License-Identifier: GPL-2.0 */
/*
 * process.h - a process that is held, so that no other can take its place
 *
 * What its directory in /proc is read for after the process has ended fails, also
 * when another has its number by then.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * process_open() - hold a process
 * @pid: its number
 *
 * Return: a descriptor of /proc/PID, for close(2); -1 where there is no such
 * process.
 */
int process_open(pid_t pid);

/**
 * process_read() - read a file of /proc/PID
 * @process: the process
 * @name: the file
 * @length: where to put how many bytes there were
 *
 * Return: the bytes, terminated, for free(); or NULL with errno set.
 */
char *process_read(int process, const char *name, size_t *length);

/**
 * process_is_there() - whether it has not ended, and its number is still its own
 * @process: the process
 */
bool process_is_there(int process);

#endif /* PROCESS_H */
