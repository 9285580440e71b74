/* SPDX-License-Identifier: GPL-2.0 */
/*
 * tracer.h - calls that a filter leaves to a tracer or to a supervisor
 */
#ifndef CAPPROBE_TRACER_H
#define CAPPROBE_TRACER_H

/**
 * capprobe_tracer_attach() - see tasks stop for their tracers, and wait for
 *	their supervisors
 *
 * Context: process context, may sleep.
 * Return: 0, or what the kernel refused a probe with.
 */
int capprobe_tracer_attach(void);

/**
 * capprobe_tracer_detach() - stop that
 *
 * Context: process context, may sleep.
 */
void capprobe_tracer_detach(void);

/**
 * capprobe_tracer_missed() - stops and waits that it did not get to see
 */
unsigned long capprobe_tracer_missed(void);

#endif /* CAPPROBE_TRACER_H */
