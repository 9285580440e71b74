// SPDX-License-Identifier: GPL-2.0
/*
 * become.c - open files with a user's rights
 */
#include <grp.h>
#include <sys/capability.h>
#include <sys/fsuid.h>
#include <unistd.h>

#include "process/become.h"

#define NOGROUP	65534

/* Whether a capability would bypass the permission checks. */
static bool overrides(void)
{
	cap_flag_value_t search = CAP_SET, override = CAP_SET;
	cap_t sets = cap_get_proc();

	if (sets) {
		cap_get_flag(sets, CAP_DAC_READ_SEARCH, CAP_EFFECTIVE, &search);
		cap_get_flag(sets, CAP_DAC_OVERRIDE, CAP_EFFECTIVE, &override);
		cap_free(sets);
	}
	return search == CAP_SET || override == CAP_SET;
}

static bool is_other;

void become_self(void)
{
	if (!is_other)
		return;
	setfsuid(geteuid());
	setfsgid(getegid());
	is_other = false;
}

/*
 * setfsuid() and setfsgid() do not report failure. Called with -1, they return the
 * id in force.
 */
bool become_user(uid_t uid)
{
	if (!uid || uid == geteuid())
		return true;
	is_other = true;
	setgroups(0, NULL);
	setfsgid(NOGROUP);
	setfsuid(uid);
	if (uid != (uid_t)-1 && (uid_t)setfsuid(-1) == uid && setfsgid(-1) == NOGROUP &&
	    !getgroups(0, NULL) && !overrides())
		return true;
	become_self();
	return false;
}
