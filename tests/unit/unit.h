/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unit.h - included by every unit test, in the order that cmocka requires
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The program has its own fail(), in status.h, which cmocka's fail_msg() would call. */
#undef fail
#undef fail_msg
#define fail_msg(...) \
	do { \
		printf("# " __VA_ARGS__); \
		putchar('\n'); \
		_fail(__FILE__, __LINE__); \
	} while (0)

#endif /* UNIT_H */
