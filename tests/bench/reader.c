// SPDX-License-Identifier: GPL-2.0
/*
 * reader - measure how fast the program decodes records from full rings
 *
 * Runs the program's own session_mapped.c and ring.c, with open(), ioctl() and mmap()
 * replaced at link time to play the kernel. Measures session_read(): merging rings by time,
 * validating records, reading every field and naming the reason; filling the rings is not
 * included. Prints "DECODED JSON": records per second of CPU time, without and with
 * rendering as JSON.
 */
#include <linux/audit.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "identity/record_json.h"
#include "kernel/names.h"
#include "kernel/session.h"

#define RINGS	2	/* number of CPUs */
#define ROUNDS	10

static struct capprobe_ring_head *heads;
static struct capprobe_ring_tail *tails;
static struct capprobe_record *slots;
static uint32_t size;	/* slots per ring */

int __wrap_open(const char *path, int flags);
int __wrap_ioctl(int fd, unsigned long request, struct capprobe_session_start *start);
void *__wrap_mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset);
void *__real_mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset);

int __wrap_open(const char *path, int flags)
{
	(void)path;
	(void)flags;
	return dup(STDERR_FILENO);
}

int __wrap_ioctl(int fd, unsigned long request, struct capprobe_session_start *start)
{
	(void)fd;
	(void)request;
	start->rings = RINGS;
	size = start->ring_bytes / sizeof(*slots);
	return 0;
}

/* Always writable, because we fill it here. */
void *__wrap_mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
	void *area;

	(void)protection;
	(void)flags;
	(void)fd;
	area = __real_mmap(address, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			   -1, 0);
	if (offset == CAPPROBE_MMAP_HEADS)
		heads = area;
	else if (offset == (off_t)CAPPROBE_MMAP_TAILS)
		tails = area;
	else
		slots = area;
	return area;
}

static void fill_slot(struct capprobe_record *record, uint64_t time)
{
	*record = (struct capprobe_record){
		.time = time,
		.cgroup = 4711,
		.type = CAPPROBE_TYPE_CHECK,
		.cap = time % (CAP_LAST_CAP + 1),
		.reason = time % 3 ? CAPPROBE_EFFECTIVE : CAPPROBE_NOT_BOUNDING,
		.syscall = SYS_sethostname,
		.arch = AUDIT_ARCH_X86_64,
		.pid = 1234,
		.tid = 1234,
		.uid = 1000,
		.gid = 1000,
		.bounding = UINT64_C(0xa80425fb),
		.comm = "reader",
	};
}

/* Interleaves timestamps, as if the CPUs made checks at the same time. */
static void fill(uint64_t *time)
{
	uint32_t slot, ring;

	for (slot = 0; slot < size; slot++) {
		for (ring = 0; ring < RINGS; ring++) {
			uint64_t number = heads[ring].head + slot;

			fill_slot(&slots[(size_t)ring * size + (number & (size - 1))], ++*time);
		}
	}
	for (ring = 0; ring < RINGS; ring++)
		__atomic_store_n(&heads[ring].head, heads[ring].head + size, __ATOMIC_RELEASE);
}

struct taken {
	uint64_t	records;
	uint64_t	words;	/* sum of what was read, to keep the compiler from dropping it */
	uint64_t	bytes;	/* bytes of JSON */
};

static enum status take_record(void *context, const struct capprobe_record *record,
			       const char *text, size_t length)
{
	struct taken *taken = context;
	uint64_t words[sizeof(*record) / sizeof(uint64_t)];
	size_t i;

	(void)text;
	memcpy(words, record, sizeof(words));
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		taken->words += words[i];
	taken->words += *reason_name(record->reason) + length;
	taken->records++;
	return STATUS_OK;
}

static enum status take_json(void *context, const struct capprobe_record *record,
			     const char *text, size_t length)
{
	static char path[] = "/system.slice/docker-0123456789ab.scope";
	const struct identity identity = { .cgroup = record->cgroup, .path = path };
	struct taken *taken = context;
	json_t *object = record_json(record, text, length, &identity);
	char *line = json_dumps(object, JSON_COMPACT);

	taken->bytes += strlen(line);
	taken->records++;
	free(line);
	json_decref(object);
	return STATUS_OK;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

/* Records per second in the best of several rounds, because the machine may be busy. */
static double measure(struct session *session, session_take take, int fillings, uint64_t *time)
{
	double best = 0;
	int i, round;

	for (round = 0; round < ROUNDS; round++) {
		struct taken taken = {};
		double start, took = 0;
		bool more;

		for (i = 0; i < fillings; i++) {
			fill(time);
			start = now();
			if (session_read(session, take, &taken, &more) != STATUS_OK)
				exit(1);
			took += now() - start;
		}
		if (taken.records != (uint64_t)fillings * size * RINGS) {
			fprintf(stderr, "reader: not every record was read\n");
			exit(1);
		}
		if (taken.records / took > best)
			best = taken.records / took;
	}
	return best;
}

int main(void)
{
	const struct capprobe_filter filter = {};
	double decoded, json;
	struct session *session;
	uint64_t time = 0;

	if (session_open(&session, &filter) != STATUS_OK)
		return 1;
	decoded = measure(session, take_record, 50, &time);
	json = measure(session, take_json, 1, &time);
	printf("%.0f %.0f\n", decoded, json);
	session_close(session);
	return 0;
}
