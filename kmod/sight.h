/* SPDX-License-Identifier: GPL-2.0 */
/*
 * sight.h - whether the hook and the probes get to see anything
 *
 * They can be blinded behind the module's back: kernel.ftrace_enabled, the file
 * kprobes/enabled of debugfs. And where neither ftrace nor a jump carries a
 * probe, it is a breakpoint, in whose handler little can be done.
 */
#ifndef CAPPROBE_SIGHT_H
#define CAPPROBE_SIGHT_H

#include "capprobe.h"

/**
 * struct capprobe_sights - what is seen, and how
 * @checks: the entry of cap_capable(), by the hook
 * @probes: the entries of functions that are probed
 */
struct capprobe_sights {
	enum capprobe_sight	checks;
	enum capprobe_sight	probes;
};

/**
 * capprobe_sight_attach() - be able to look, and say in the log what is amiss
 *
 * Context: process context, may sleep, for two seconds where probes are being
 * optimised; the hooks are attached.
 * Return: 0; -ENODEV where no check is seen; or what the kernel refused a probe
 * with.
 */
int capprobe_sight_attach(void);

/**
 * capprobe_sight_detach() - undo that
 *
 * Context: process context, may sleep.
 */
void capprobe_sight_detach(void);

/**
 * capprobe_sight_look() - find out, by a check that is made for that
 * @sights: where to; unseen where there is no memory for the check
 *
 * Context: process context, may sleep.
 */
void capprobe_sight_look(struct capprobe_sights *sights);

#endif /* CAPPROBE_SIGHT_H */
