/* SPDX-License-Identifier: GPL-2.0 */
/*
 * become.h - opening files with the rights of a user
 *
 * A link in a user's home must not lead to what that user could not open.
 */
#ifndef BECOME_H
#define BECOME_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * become_user() - open files as a user, until become_self()
 * @uid: the user; 0 and this process's own change nothing
 *
 * The process must have one thread. Its supplementary groups are gone for good:
 * root needs none.
 *
 * Return: whether that came about. Else nothing of the user's is to be opened.
 */
bool become_user(uid_t uid);

/**
 * become_self() - open files as before
 */
void become_self(void);

#endif /* BECOME_H */
