/* SPDX-License-Identifier: GPL-2.0 */
/*
 * symbolic.h - names of errors and signals
 *
 * glibc exports them only since 2.32, so the Makefile extracts them from the
 * headers.
 */
#ifndef SYMBOLIC_H
#define SYMBOLIC_H

/**
 * errno_name() - name of an error, as in "EPERM"
 * @error: positive errno
 *
 * Return: the name, or NULL if user space has none for it, as for ERESTARTSYS.
 */
const char *errno_name(int error);

/**
 * signal_name() - name of a signal, as in "SIGSYS"
 * @number: signal number
 *
 * Return: the name, or NULL for a realtime signal.
 */
const char *signal_name(int number);

#endif /* SYMBOLIC_H */
