/* SPDX-License-Identifier: GPL-2.0 */
/*
 * i386_call.h - make a 32-bit system call from a 64-bit program
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
 * Return: the kernel's return value, a negative errno on failure.
 */
static inline long i386_call(long nr, long a, long b, long c)
{
	int result;

	/* Kernels before 4.17 clobber r8 to r11. */
	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(nr), "b"(a), "c"(b), "d"(c), "S"(-1L), "D"(-1L)
			 : "r8", "r9", "r10", "r11", "memory");
	return result;
}

#endif /* I386_CALL_H */
