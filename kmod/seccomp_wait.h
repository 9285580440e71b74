/* SPDX-License-Identifier: GPL-2.0 */
/*
 * seccomp_wait.h - tasks that wait for the tracer or the supervisor that their
 * seccomp filter has left a call to
 */
#ifndef CAPPROBE_SECCOMP_WAIT_H
#define CAPPROBE_SECCOMP_WAIT_H

/**
 * capprobe_seccomp_wait_attach() - probe the stops and the waits
 *
 * Calls capprobe_track_ptrace_stop(), capprobe_track_notify_wait() and their
 * counterparts.
 *
 * Context: process context, may sleep.
 * Return: 0, or the error of a probe's registration.
 */
int capprobe_seccomp_wait_attach(void);

/**
 * capprobe_seccomp_wait_detach() - undo capprobe_seccomp_wait_attach()
 *
 * Context: process context, may sleep.
 */
void capprobe_seccomp_wait_detach(void);

#endif /* CAPPROBE_SECCOMP_WAIT_H */
