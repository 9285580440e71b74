/* SPDX-License-Identifier: GPL-2.0 */
/*
 * patience.h - for how long whose files are waited for
 *
 * A question to root's runtimes is given a second, and one that was not answered
 * by then brings a pause, of two seconds first, twice as long each time up to a
 * minute; an answer ends that. Each runtime of root's has its own. What a user's
 * runtimes take, all together, also comes out of that user's budget: some seconds,
 * and a tenth of the time that passes. So no user can slow down what is asked about
 * others, whatever the file system, nor be the reason that they are not asked.
 */
#ifndef PATIENCE_H
#define PATIENCE_H

#include <stdbool.h>

#include "container/container.h"

#define PATIENCE_MAX		1000	/* milliseconds for a question */
#define PATIENCE_BUDGET		3000	/* milliseconds for a user's */
#define PATIENCE_LEAST		100	/* with less left of that, nothing is asked */
#define PATIENCE_FIRST_PAUSE	2000
#define PATIENCE_LAST_PAUSE	60000
#define PATIENCE_USERS_MAX	64	/* that are remembered */

/* What is asked for: a name of a runtime's, or which container a cgroup is of. */
#define PATIENCE_CGROUPS	RUNTIME_COUNT

/**
 * struct patience - with one who is asked
 * @uid: the user, 0 for root
 * @subject: enum runtime or PATIENCE_CGROUPS; of no meaning for a user
 * @left: of a user's budget, milliseconds
 * @counted: until when what passes was added to that
 * @pause: how long the last pause was; 0 for none since an answer
 * @end: until when nothing is asked
 * @told: that it was said that something is not known
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
 * patience_with() - the patience with one
 * @uid: the user, 0 for root
 * @subject: what is asked for
 * @now: milliseconds of a clock that only goes forward
 *
 * Return: it, good until this is called for another.
 */
struct patience *patience_with(uid_t uid, int subject, long now);

/**
 * patience_left() - how long may be waited for an answer
 * @patience: with whom
 * @now: as above
 *
 * Return: milliseconds; 0 where nothing is to be asked now.
 */
long patience_left(struct patience *patience, long now);

/**
 * patience_spend() - a question was asked
 * @patience: of whom
 * @now: as above, after that
 * @spent: milliseconds that it took
 * @answered: whether there was an answer
 */
void patience_spend(struct patience *patience, long now, long spent, bool answered);

#endif /* PATIENCE_H */
