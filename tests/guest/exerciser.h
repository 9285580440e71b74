/* SPDX-License-Identifier: GPL-2.0 */
/*
 * exerciser.h - shared by the situations and the calls of the exerciser
 */
#ifndef EXERCISER_H
#define EXERCISER_H

#include <sys/types.h>

#define FOREIGN_UID	4242	/* owner of the foreign file and the victim */

/**
 * struct exerciser - objects to make calls on
 * @foreign: a file of FOREIGN_UID that nobody else may open
 * @victim: a process of FOREIGN_UID
 * @shm: a shared memory segment of root that nobody may attach
 */
struct exerciser {
	char	foreign[256];
	pid_t	victim;
	int	shm;
};

/**
 * exerciser_make_calls() - make every call once, each of which checks a capability
 * @exerciser: objects to make them on
 * @own: path of a nonexistent file that the caller may create
 *
 * None of the calls changes the machine, whether allowed or not.
 */
void exerciser_make_calls(const struct exerciser *exerciser, const char *own);

/**
 * exerciser_touch() - make calls on another process, each of which checks a capability in
 *	that process's user namespace
 * @pid: the process
 *
 * The caller ends up in the user namespace of the process if that is allowed.
 */
void exerciser_touch(pid_t pid);

#endif /* EXERCISER_H */
