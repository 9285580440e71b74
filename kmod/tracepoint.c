// SPDX-License-Identifier: GPL-2.0
/*
 * tracepoint.c - using the kernel's tracepoints by name
 *
 * The tracepoints that are used here are not exported to modules.
 */
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "tracepoint.h"

struct tracepoint_search {
	const char		*name;
	struct tracepoint	*found;
};

static void match_tracepoint(struct tracepoint *tracepoint, void *data)
{
	struct tracepoint_search *search = data;

	if (!strcmp(tracepoint->name, search->name))
		search->found = tracepoint;
}

static struct tracepoint *find_tracepoint(const char *name)
{
	struct tracepoint_search search = { .name = name };

	for_each_kernel_tracepoint(match_tracepoint, &search);
	return search.found;
}

int capprobe_tracepoint_register(const char *name, void *function)
{
	struct tracepoint *tracepoint = find_tracepoint(name);
	int err = tracepoint ? tracepoint_probe_register(tracepoint, function, NULL) : -ENOENT;

	if (err)
		pr_err("cannot use the tracepoint %s: error %d\n", name, err);
	return err;
}

void capprobe_tracepoint_unregister(const char *name, void *function)
{
	tracepoint_probe_unregister(find_tracepoint(name), function, NULL);
	tracepoint_synchronize_unregister();
}
