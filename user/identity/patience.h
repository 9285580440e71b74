/* SPDX-License-Identifier: GPL-2.0 */
/*
 * patience.h - how long to wait for an answer about whose files
 *
 * A question gets one second. A timeout is followed by a pause, of two seconds at first,
 * doubled each time up to a minute, and reset by an answer. Each of root's runtimes has
 * its own. All runtimes of a user share one, and a budget: three seconds, refilled with a
 * tenth of the time that passes. So no user's file system can slow down questions about
 * others, or keep them from being asked.
 */
#ifndef PATIENCE_H
#define PATIENCE_H

#include <stdbool.h>

#include "container/container.h"

#define PATIENCE_MAX		1000	/* milliseconds per question */
#define PATIENCE_BUDGET		3000	/* milliseconds per user */
#define PATIENCE_LEAST		100	/* do not ask if less of the budget is left */
#define PATIENCE_FIRST_PAUSE	2000
#define PATIENCE_LAST_PAUSE	60000
#define PATIENCE_USERS_MAX	64	/* users to keep track of */

/* The subject of a question: a runtime's name of a container, or the container of a cgroup. */
#define PATIENCE_CGROUPS	RUNTIME_COUNT

/**
 * struct patience - state for one user, or one subject of root's
 * @uid: the user, 0 for root
 * @subject: enum runtime or PATIENCE_CGROUPS; unused for a user
 * @left: rest of the user's budget in milliseconds
 * @counted: when the budget was last refilled
 * @pause: length of the last pause; 0 after an answer
 * @end: end of the pause
 * @told: the user was told that names may be missing
 */
struct patience {
	uid_t	uid;
	int	subject;
	long	left;
	long	counted;
	long	pause;
	long	end;
	bool	told;
};

/**
 * patience_with() - get the state for a user and subject
 * @uid: the user, 0 for root
 * @subject: the subject of the question
 * @now: milliseconds()
 *
 * Return: the state, valid until the next call.
 */
struct patience *patience_with(uid_t uid, int subject, long now);

/**
 * patience_left() - how long to wait for an answer
 * @patience: the state
 * @now: as above
 *
 * Return: milliseconds; 0 to not ask at all.
 */
long patience_left(struct patience *patience, long now);

/**
 * patience_spend() - account for a question
 * @patience: the state
 * @now: as above, after the question
 * @spent: milliseconds that it took
 * @answered: whether it was answered
 */
void patience_spend(struct patience *patience, long now, long spent, bool answered);

#endif /* PATIENCE_H */
