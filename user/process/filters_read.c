// SPDX-License-Identifier: GPL-2.0
/*
 * filters_read.c - read the seccomp filters of a process
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>

#include "base/array.h"
#include "process/classic_bpf.h"
#include "process/filters.h"
#include "process/process.h"

#ifndef PTRACE_EVENT_STOP
#define PTRACE_EVENT_STOP	128	/* <linux/ptrace.h>, which <sys/ptrace.h> excludes */
#endif

/* The kernel's limit: 32768 instructions, with a penalty of 4 for each filter. */
#define FILTERS_MAX	(32768 / (1 + 4))
#define PATIENCE_MS	1000	/* for a process to stop */

void filters_free(struct filters *filters)
{
	size_t i;

	for (i = 0; i < filters->count; i++)
		free(filters->filters[i].code);
	free(filters->filters);
	*filters = (struct filters){ 0 };
}

static const char *explain(int error)
{
	switch (error) {
	case EACCES:
		return "capprobe needs CAP_SYS_ADMIN for that, and must not run under a filter itself";
	case EIO:
		return "the kernel was built without CONFIG_CHECKPOINT_RESTORE";
	case ESRCH:
		return "the process has ended";
	case ENOMEM:
		return "out of memory";
	default:
		return "the kernel does not allow it";
	}
}

/* Sets @last after the last filter. Returns NULL or an error message. */
static const char *read_one(pid_t pid, struct filters *filters, bool *last)
{
	long length = ptrace(PTRACE_SECCOMP_GET_FILTER, pid, filters->count, NULL);
	struct filter *filter;

	*last = length < 0 && errno == ENOENT;
	if (*last)
		return NULL;
	if (length < 0)
		return explain(errno);
	if (filters->count == FILTERS_MAX)
		return "there are too many";
	filter = array_grow(filters->filters, &filters->room, filters->count + 1, sizeof(*filter));
	if (!filter)
		return explain(ENOMEM);
	filters->filters = filter;
	filter += filters->count;
	filter->length = length;
	filter->code = calloc(length, sizeof(*filter->code));
	if (!filter->code)
		return explain(ENOMEM);
	filters->count++;
	if (ptrace(PTRACE_SECCOMP_GET_FILTER, pid, filters->count - 1, filter->code) != length)
		return explain(errno);
	if (!classic_bpf_check(filter->code, filter->length))
		return "it has instructions that capprobe does not know";
	return NULL;
}

static const char *read_all(pid_t pid, struct filters *filters)
{
	const char *why = NULL;
	bool last = false;

	while (!last && !why)
		why = read_one(pid, filters, &last);
	return why;
}

/*
 * Waits for the process to stop; false if it does not. If a signal arrived
 * meanwhile, the caller has to deliver it.
 */
static bool wait_stopped(pid_t pid, int *signal)
{
	const struct timespec pause = { .tv_nsec = 1000000 };
	int tries, status;

	for (tries = 0; tries < PATIENCE_MS; tries++) {
		if (waitpid(pid, &status, __WALL | WNOHANG) == pid) {
			if (!WIFSTOPPED(status))
				return false;
			*signal = status >> 16 == PTRACE_EVENT_STOP ? 0 : WSTOPSIG(status);
			return true;
		}
		nanosleep(&pause, NULL);
	}
	return false;
}

const char *filters_read(pid_t pid, int process, struct filters *filters)
{
	const char *why;
	int signal;

	*filters = (struct filters){ 0 };
	if (ptrace(PTRACE_SEIZE, pid, NULL, NULL)) {
		return errno == EPERM ? "the process cannot be traced: it already has a tracer, or capprobe lacks CAP_SYS_PTRACE" :
					explain(errno);
	}
	/* If it did not stop, exiting detaches it. */
	if (ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) || !wait_stopped(pid, &signal))
		return "the process did not stop when traced";
	/* If the handle is still valid, @pid has not been reused. */
	why = process_is_there(process) ? read_all(pid, filters) : explain(ESRCH);
	ptrace(PTRACE_DETACH, pid, NULL, (void *)(long)signal);
	if (why)
		filters_free(filters);
	return why;
}
