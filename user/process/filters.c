// SPDX-License-Identifier: GPL-2.0
/*
 * filters.c - evaluate seccomp filters
 */
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/symbolic.h"
#include "process/classic_bpf.h"
#include "process/filters.h"

/* The words of struct seccomp_data behind its ABI and system call number. */
#define UNKNOWN_WORDS	(~0u << offsetof(struct seccomp_data, instruction_pointer) / sizeof(uint32_t))

struct filters_answer filters_evaluate(const struct filters *filters, uint32_t arch, int nr)
{
	struct filters_answer answer = { .action = SECCOMP_RET_ALLOW };
	const struct seccomp_data data = { .nr = nr, .arch = arch };
	size_t i;

	for (i = 0; i < filters->count; i++) {
		const struct filter *filter = &filters->filters[i];
		uint32_t loaded;
		uint32_t action = classic_bpf_run(filter->code, filter->length, &data, &loaded);

		if (loaded & UNKNOWN_WORDS)
			answer.arguments = true;
		/* Compare as signed: KILL_PROCESS is the lowest. */
		if ((int32_t)(action & SECCOMP_RET_ACTION_FULL) <=
		    (int32_t)(answer.action & SECCOMP_RET_ACTION_FULL))
			answer.action = action;
	}
	return answer;
}

enum filters_passes filters_passes(uint32_t action, bool traced)
{
	switch (action & SECCOMP_RET_ACTION_FULL) {
	case SECCOMP_RET_ALLOW:
	case SECCOMP_RET_LOG:
		return FILTERS_ALLOW;
	case SECCOMP_RET_USER_NOTIF:
		return FILTERS_ASK;
	case SECCOMP_RET_TRACE:
		return traced ? FILTERS_ASK : FILTERS_REFUSE;
	case SECCOMP_RET_ERRNO:
		/* Error 0 fakes success. */
		return action & SECCOMP_RET_DATA ? FILTERS_REFUSE : FILTERS_ASK;
	default:
		return FILTERS_REFUSE;
	}
}

const char *filters_action_text(uint32_t action, char text[FILTERS_ACTION_MAX])
{
	const char *error = errno_name(action & SECCOMP_RET_DATA);

	switch (action & SECCOMP_RET_ACTION_FULL) {
	case SECCOMP_RET_ALLOW:
		return strcpy(text, "allowed");
	case SECCOMP_RET_LOG:
		return strcpy(text, "allowed and logged");
	case SECCOMP_RET_USER_NOTIF:
		return strcpy(text, "left to a supervisor");
	case SECCOMP_RET_TRACE:
		return strcpy(text, "left to a tracer, else ENOSYS");
	case SECCOMP_RET_TRAP:
		return strcpy(text, "SIGSYS");
	case SECCOMP_RET_ERRNO:
		if (error)
			snprintf(text, FILTERS_ACTION_MAX, "%s", error);
		else
			snprintf(text, FILTERS_ACTION_MAX, "error %u", action & SECCOMP_RET_DATA);
		return text;
	case SECCOMP_RET_KILL_PROCESS:
		return strcpy(text, "the process is killed");
	default:
		/* The kernel treats unknown actions like this, too. */
		return strcpy(text, "the thread is killed");
	}
}
