// SPDX-License-Identifier: GPL-2.0
/*
 * patience.c - how long to wait for an answer about whose files
 */
#include <stddef.h>

#include "identity/patience.h"

#define REFILL	10	/* milliseconds that refill the budget by one */

static struct patience with_root[PATIENCE_CGROUPS + 1];
static struct patience with_users[PATIENCE_USERS_MAX];
static size_t user_count;

/* The one to recycle: its pause ended, or will end, first. */
static struct patience *least_needed(void)
{
	struct patience *least = with_users;
	size_t i;

	for (i = 1; i < PATIENCE_USERS_MAX; i++) {
		if (with_users[i].end < least->end ||
		    (with_users[i].end == least->end && with_users[i].counted < least->counted))
			least = &with_users[i];
	}
	return least;
}

struct patience *patience_with(uid_t uid, int subject, long now)
{
	struct patience *patience;
	size_t i;

	if (!uid)
		return &with_root[subject];
	for (i = 0; i < user_count; i++) {
		if (with_users[i].uid == uid)
			return &with_users[i];
	}
	patience = user_count < PATIENCE_USERS_MAX ? &with_users[user_count++] : least_needed();
	*patience = (struct patience){ .uid = uid, .left = PATIENCE_BUDGET, .counted = now };
	return patience;
}

static void refill(struct patience *patience, long now)
{
	long more = (now - patience->counted) / REFILL;

	patience->counted += more * REFILL;
	patience->left += more;
	if (patience->left > PATIENCE_BUDGET)
		patience->left = PATIENCE_BUDGET;
}

long patience_left(struct patience *patience, long now)
{
	if (now < patience->end)
		return 0;
	if (!patience->uid)
		return PATIENCE_MAX;
	refill(patience, now);
	if (patience->left < PATIENCE_LEAST)
		return 0;
	return patience->left < PATIENCE_MAX ? patience->left : PATIENCE_MAX;
}

void patience_spend(struct patience *patience, long now, long spent, bool answered)
{
	patience->left -= spent;
	if (answered) {
		patience->pause = 0;
		return;
	}
	patience->pause = patience->pause ? 2 * patience->pause : PATIENCE_FIRST_PAUSE;
	if (patience->pause > PATIENCE_LAST_PAUSE)
		patience->pause = PATIENCE_LAST_PAUSE;
	patience->end = now + patience->pause;
}
