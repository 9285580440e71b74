/* SPDX-License-Identifier: GPL-2.0 */
/*
 * sight.h - whether the hook and the probes are being called at all
 *
 * They can be disabled behind the module's back, by kernel.ftrace_enabled and by
 * kprobes/enabled in debugfs. And a probe that is implemented neither by ftrace
 * nor by a jump is a breakpoint, in whose handler little can be done.
 */
#ifndef CAPPROBE_SIGHT_H
#define CAPPROBE_SIGHT_H

#include "capprobe.h"

/**
 * struct capprobe_sights - what is seen, and how
 * @checks: whether the hook on cap_capable() is called
 * @probes: whether handlers of kprobes are called
 */
struct capprobe_sights {
	enum capprobe_sight	checks;
	enum capprobe_sight	probes;
};

/**
 * capprobe_sight_attach() - register the probe for capprobe_sight_look(), and log
 *	what is wrong
 *
 * Context: process context, may sleep, for up to two seconds while probes are
 * being optimised; the hooks are attached.
 * Return: 0; -ENODEV if no checks are seen; or the error of the probe's
 * registration.
 */
int capprobe_sight_attach(void);

/**
 * capprobe_sight_detach() - undo capprobe_sight_attach()
 *
 * Context: process context, may sleep.
 */
void capprobe_sight_detach(void);

/**
 * capprobe_sight_look() - find out by making a check
 * @sights: filled in; nothing is seen if out of memory
 *
 * Context: process context, may sleep.
 */
void capprobe_sight_look(struct capprobe_sights *sights);

#endif /* CAPPROBE_SIGHT_H */
