/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unit.h - what every unit test includes, in the order that cmocka wants
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

#undef fail	/* the program has its own, in status.h */

#endif /* UNIT_H */
