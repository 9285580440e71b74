// SPDX-License-Identifier: GPL-2.0
/*
 * callers - make every call that container engines' filters stop, first as a 64-bit program
 * and then as a 32-bit one, with arguments that make it fail
 *
 * Prints one line per call: ABI, name, capability, number, result. A nonexistent system call
 * before the first and after the last separates them from the program's other calls.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "callers.h"
#include "i386_call.h"

#define NO_CALL		511
#define CALLS_MAX	128

static long native_call(long nr, long a, long b, long c)
{
	long result = syscall(nr, a, b, c, -1, -1, -1);

	return result < 0 ? -errno : result;
}

static int make_calls(const struct callers_call *calls, long (*make)(long, long, long, long),
		      long *results)
{
	int n;

	for (n = 0; calls[n].name; n++) {
		if (n == CALLS_MAX)
			abort();
		results[n] = make(calls[n].nr, -1, -1, -1);
	}
	return n;
}

static void print(const char *abi, const struct callers_call *calls, const long *results, int count)
{
	for (int i = 0; i < count; i++)
		printf("%s %s %s %ld %ld\n", abi, calls[i].name, calls[i].cap, calls[i].nr,
		       results[i]);
}

int main(void)
{
	long native[CALLS_MAX], i386[CALLS_MAX];
	int natives, i386s;

	syscall(NO_CALL);
	natives = make_calls(callers_native, native_call, native);
	i386s = make_calls(callers_i386, i386_call, i386);
	syscall(NO_CALL);
	print("x86_64", callers_native, native, natives);
	print("i386", callers_i386, i386, i386s);
	return 0;
}
