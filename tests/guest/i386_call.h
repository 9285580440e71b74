/* SPDX-License-Identifier: GPL-2.0 */
/*
 * i386_call.h - a system call of a 32-bit program's, made by a 64-bit one
 */
#ifndef I386_CALL_H
#define I386_CALL_H

/**
 * i386_call() - make a system call by int $0x80
 * @nr: its number for 32-bit programs
 * @a: first argument; pointers must be below 4 GiB
 * @b: second argument
 * @c: third argument
 *
 * Return: what the kernel returned: a negative errno where it failed.
 */
static inline long i386_call(long nr, long a, long b, long c)
{
	int result;

	/* Kernels before 4.17 leave nothing in r8 to r11. */
	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(nr), "b"(a), "c"(b), "d"(c), "S"(-1L), "D"(-1L)
			 : "r8", "r9", "r10", "r11", "memory");
	return result;
}

#endif /* I386_CALL_H */
