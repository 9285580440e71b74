// SPDX-License-Identifier: GPL-2.0
/*
 * checks COUNT - cause COUNT denied checks for CAP_SYS_ADMIN
 *
 * Each sethostname(2) makes one: ns_capable(uts_ns->user_ns, CAP_SYS_ADMIN).
 * Run it without that capability.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 1;

	while (count--) {
		if (!sethostname("x", 1) || errno != EPERM) {
			fprintf(stderr, "checks: sethostname() was not refused: run without CAP_SYS_ADMIN\n");
			return 1;
		}
	}
	return 0;
}
