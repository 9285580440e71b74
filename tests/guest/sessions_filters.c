// SPDX-License-Identifier: GPL-2.0
/*
 * sessions_filters.c - filters, and many sessions at once
 */
#include "sessions.h"

void test_filters(void)
{
	struct capprobe_session_start request = request_denied();
	struct session by_uid, by_pid, by_reason, granted, other;

	request.filter.uid_count = 1;
	request.filter.uids[0] = 65534;
	by_uid = start_session(request);
	request = request_denied();
	request.filter.pid_count = 1;
	request.filter.pids[0] = 1;
	by_pid = start_session(request);
	request = request_denied();
	request.filter.reasons = 1 << CAPPROBE_USERNS;
	by_reason = start_session(request);
	request = request_denied();
	request.filter.granted = ADMIN;
	request.filter.denied = 0;
	request.filter.uid_count = 1;
	request.filter.uids[0] = 65534;
	granted = start_session(request);
	request = request_denied();
	request.filter.denied = 1ULL << CAP_NET_RAW;
	other = start_session(request);

	make_checks("10");
	result(records(&by_uid) == 10, "a session for a user sees the user");
	result(records(&by_pid) == 0, "a session for a process does not see others");
	result(records(&by_reason) == 0, "a session for a reason does not see others");
	result(records(&granted) == 0, "a session for what is granted does not see what is denied");
	result(records(&other) == 0, "a session for a capability does not see others");
	end_session(&by_uid);
	end_session(&by_pid);
	end_session(&by_reason);
	end_session(&granted);
	end_session(&other);
}

void test_many_sessions(void)
{
	enum { SESSIONS = 16 };
	struct session sessions[SESSIONS];
	bool all = true;
	int i;

	for (i = 0; i < SESSIONS; i++)
		sessions[i] = start_session(request_denied());
	make_checks("100");
	for (i = 0; i < SESSIONS; i++)
		all &= records(&sessions[i]) == 100 && !lost(&sessions[i]);
	result(all, "16 sessions at once see every record each");
	for (i = 0; i < SESSIONS; i++)
		end_session(&sessions[i]);
}
