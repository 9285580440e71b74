// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_ring.c - contents of a ring; losses are counted whatever the reader does
 */
#include <string.h>
#include <sys/syscall.h>

#include "sessions.h"

void test_record(void)
{
	struct session session = start_session(request_denied());
	const struct capprobe_record *record = session.slots;
	pid_t pid = make_checks("1");

	result(records(&session) == 1 && session.heads[0].head == 1, "one check is one record");
	result(record->type == CAPPROBE_TYPE_CHECK && record->cap == CAP_SYS_ADMIN &&
	       record->reason == CAPPROBE_NOT_PERMITTED, "it tells the capability and the reason");
	result(record->pid == (unsigned int)pid && record->tid == (unsigned int)pid &&
	       record->uid == 65534 && record->gid == 65534, "it tells who asked");
	result(record->syscall == SYS_sethostname, "it tells the system call");
	result(!strcmp(record->comm, "checks"), "it tells the command");
	result(!record->effective && !record->permitted && record->bounding, "it tells the sets");
	result(!record->flags, "it tells that the check was the task's own, and audited");
	end_session(&session);
}

void test_conservation(void)
{
	struct session session = start_session(request_denied());
	unsigned long long full;

	on_first_cpu();
	make_checks("5000");
	full = records(&session);
	result(full > session.size / 2 && full < session.size, "a full ring takes no more");
	result(full + lost(&session) == 5000, "what it does not take is counted");

	session.tails[0].tail = session.heads[0].head;
	make_checks("100");
	result(records(&session) == full + 100, "a ring that was read takes more");
	result(records(&session) + lost(&session) == 5100, "and still everything is counted");
	end_session(&session);
}

/* Invalid tails: the ring looks full, losses are counted, and nothing else happens. */
void test_hostile_tails(void)
{
	static const unsigned long long tails[] = {
		1, ~0ULL, 1ULL << 63, 0x123456789abcdefULL,
	};
	struct session session = start_session(request_denied());
	unsigned long long before;
	bool counted = true;
	unsigned int i;

	make_checks("600");
	for (i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
		before = records(&session) + lost(&session);
		session.tails[0].tail = session.heads[0].head + tails[i];
		make_checks("1000");
		counted &= records(&session) + lost(&session) == before + 1000;
	}
	result(counted, "a hostile tail loses nothing uncounted");
	session.tails[0].tail = session.heads[0].head;
	before = records(&session);
	make_checks("100");
	result(records(&session) == before + 100, "an honest tail afterwards gives room again");
	end_session(&session);
}
