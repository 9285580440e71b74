/* SPDX-License-Identifier: GPL-2.0 */
/*
 * become.h - open files with a user's rights
 *
 * A symlink in a user's home must not lead to files that the user cannot open.
 */
#ifndef BECOME_H
#define BECOME_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * become_user() - open files as a user, until become_self()
 * @uid: the user; nothing changes for 0 or the process's own
 *
 * The process must be single-threaded. Its supplementary groups are dropped for
 * good: root does not need them.
 *
 * Return: false if that failed; do not open any of the user's files then.
 */
bool become_user(uid_t uid);

/**
 * become_self() - undo become_user()
 */
void become_self(void);

#endif /* BECOME_H */
