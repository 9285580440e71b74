// SPDX-License-Identifier: GPL-2.0
/*
 * sessions - test what the module's session file does, and what it refuses
 *
 * Run as root with the module loaded. Prints one line per result, as in TAP.
 */
#include <stdio.h>
#include <stdlib.h>

#include "sessions.h"

static int failed;

void result(bool ok, const char *name)
{
	printf("%s %s\n", ok ? "ok" : "not ok", name);
	failed |= !ok;
	fflush(stdout);
}

void die(const char *what)
{
	perror(what);
	exit(2);
}

int main(void)
{
	test_refused_requests();
	test_refused_mappings();
	test_no_privilege();
	test_conservation();
	test_hostile_tails();
	test_flood_of_one();
	test_flood_of_many();
	test_flood_of_modules();
	test_owner();
	test_record();
	test_filters();
	test_many_sessions();
	test_wait();
	test_latency();
	test_flood();
	return failed;
}
