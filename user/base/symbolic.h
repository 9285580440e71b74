/* SPDX-License-Identifier: GPL-2.0 */
/*
 * symbolic.h - the names of errors and signals
 *
 * The C library gives them out since glibc 2.32 only; the compiler knows them
 * everywhere: see the Makefile.
 */
#ifndef SYMBOLIC_H
#define SYMBOLIC_H

/**
 * errno_name() - an error as in "EPERM"
 * @error: positive
 *
 * Return: the name, or NULL for one that has none in user space, as ERESTARTSYS.
 */
const char *errno_name(int error);

/**
 * signal_name() - a signal as in "SIGSYS"
 * @number: the signal's
 *
 * Return: the name, or NULL for a realtime signal.
 */
const char *signal_name(int number);

#endif /* SYMBOLIC_H */
