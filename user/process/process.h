/* SPDX-License-Identifier: GPL-2.0 */
/*
 * process.h - handles of processes, safe against pid reuse
 *
 * A handle is a descriptor of /proc/PID. Once the process has ended, reads through
 * it fail, even if another process has got the same pid.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * process_open() - get a handle of a process
 * @pid: the process
 *
 * Return: a descriptor of /proc/PID, to be closed by the caller; -1 if there is no
 * such process.
 */
int process_open(pid_t pid);

/**
 * process_read() - read a file of /proc/PID
 * @process: the process
 * @name: the file
 * @length: set to its size in bytes
 *
 * Return: the contents, NUL-terminated, to be freed by the caller; or NULL with
 * errno set.
 */
char *process_read(int process, const char *name, size_t *length);

/**
 * process_is_there() - whether a process still exists
 * @process: the process
 */
bool process_is_there(int process);

#endif /* PROCESS_H */
