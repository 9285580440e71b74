/* SPDX-License-Identifier: GPL-2.0 */
/*
 * syscall_entry.h - probes on the functions of tracked system calls
 *
 * The function of a call that is refused by a seccomp filter is never entered.
 */
#ifndef CAPPROBE_SYSCALL_ENTRY_H
#define CAPPROBE_SYSCALL_ENTRY_H

/**
 * capprobe_syscall_entry_attach() - probe the functions and enable their calls
 *
 * Calls capprobe_track_entered() for each one that is entered. Module calls are
 * not probed, as their capability check tells just as well that the filter has
 * let them pass. Calls that this kernel does not have are not enabled.
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_syscall_entry_attach(void);

/**
 * capprobe_syscall_entry_detach() - undo capprobe_syscall_entry_attach()
 *
 * Context: process context, may sleep.
 */
void capprobe_syscall_entry_detach(void);

#endif /* CAPPROBE_SYSCALL_ENTRY_H */
