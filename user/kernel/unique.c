// SPDX-License-Identifier: GPL-2.0
/*
 * unique.c - detect repeated records
 */
#include <search.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/unique.h"

/* The fields that must be equal for a record to be a repeat. */
struct sight {
	uint64_t	cgroup;
	uint32_t	uid;
	uint32_t	arch;
	int32_t		syscall;
	int32_t		error;
	uint8_t		type;
	uint8_t		cap;
	uint8_t		reason;
	uint8_t		cap_reason;
	char		comm[CAPPROBE_COMM_LEN];
	uint32_t	reserved;	/* no padding: compared as bytes */
};

/**
 * struct unique - the combinations seen
 * @tree: tsearch(3) tree of struct sight
 * @count: number seen so far, including those forgotten
 * @sights: the newest ones, a circular buffer
 */
struct unique {
	void		*tree;
	size_t		count;
	struct sight	sights[UNIQUE_MAX];
};

struct unique *unique_new(void)
{
	return calloc(1, sizeof(struct unique));
}

static int compare_sights(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct sight));
}

bool unique_put(struct unique *unique, const struct capprobe_record *record, bool *repeat)
{
	struct sight *kept = &unique->sights[unique->count % UNIQUE_MAX], sight = {
		.cgroup = record->cgroup,
		.uid = record->uid,
		.arch = record->arch,
		.syscall = record->syscall,
		.error = record->error,
		.type = record->type,
		.cap = record->cap,
		.reason = record->reason,
		.cap_reason = record->cap_reason,
	};

	strcpy(sight.comm, record->comm);
	*repeat = tfind(&sight, &unique->tree, compare_sights);
	if (*repeat)
		return true;
	if (unique->count >= UNIQUE_MAX)
		tdelete(kept, &unique->tree, compare_sights);
	*kept = sight;
	if (!tsearch(kept, &unique->tree, compare_sights))
		return false;
	unique->count++;
	return true;
}

static void keep_sight(void *sight)
{
	(void)sight;
}

void unique_free(struct unique *unique)
{
	if (!unique)
		return;
	tdestroy(unique->tree, keep_sight);
	free(unique);
}
