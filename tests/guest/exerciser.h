/* SPDX-License-Identifier: GPL-2.0 */
/*
 * exerciser.h - what the exerciser's situations and its calls share
 */
#ifndef EXERCISER_H
#define EXERCISER_H

#include <sys/types.h>

#define FOREIGN_UID	4242	/* whose the foreign file and the victim are */

/**
 * struct exerciser - what there is to make calls on
 * @foreign: a file of FOREIGN_UID that nobody else may open
 * @victim: a process of FOREIGN_UID
 * @shm: a shared memory segment of root's that nobody may attach
 */
struct exerciser {
	char	foreign[256];
	pid_t	victim;
	int	shm;
};

/**
 * exerciser_make_calls() - every call once, each of which checks a capability
 * @exerciser: what to make them on
 * @own: path of a file that does not exist yet, where the caller may make one
 *
 * None changes the machine, allowed or not.
 */
void exerciser_make_calls(const struct exerciser *exerciser, const char *own);

/**
 * exerciser_touch() - calls on another process, each of which checks a
 *	capability in that process's user namespace
 * @pid: the process
 *
 * Ends in the user namespace of the process, where that is allowed.
 */
void exerciser_touch(pid_t pid);

#endif /* EXERCISER_H */
