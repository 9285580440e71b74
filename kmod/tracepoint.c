// SPDX-License-Identifier: GPL-2.0
/*
 * tracepoint.c - the kernel's tracepoints, by name
 *
 * Those that are looked for here are not exported to modules.
 */
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "tracepoint.h"

struct search {
	const char		*name;
	struct tracepoint	*found;
};

static void compare(struct tracepoint *tracepoint, void *data)
{
	struct search *search = data;

	if (!strcmp(tracepoint->name, search->name))
		search->found = tracepoint;
}

static struct tracepoint *find(const char *name)
{
	struct search search = { .name = name };

	for_each_kernel_tracepoint(compare, &search);
	return search.found;
}

int capprobe_tracepoint_register(const char *name, void *function)
{
	struct tracepoint *tracepoint = find(name);
	int err = tracepoint ? tracepoint_probe_register(tracepoint, function, NULL) : -ENOENT;

	if (err)
		pr_err("cannot use the tracepoint %s: error %d\n", name, err);
	return err;
}

void capprobe_tracepoint_unregister(const char *name, void *function)
{
	tracepoint_probe_unregister(find(name), function, NULL);
	tracepoint_synchronize_unregister();
}
