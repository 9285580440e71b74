/* SPDX-License-Identifier: GPL-2.0 */
/*
 * loading.h - why the kernel refuses a module although the capability is there
 */
#ifndef CAPPROBE_LOADING_H
#define CAPPROBE_LOADING_H

/**
 * capprobe_loading_attach() - see what is said of modules that are loaded
 *
 * By security modules and lockdown, in the functions that ask them, and by the
 * loader, in the kernel's log. It is told to capprobe_settle_refused().
 *
 * Context: process context, may sleep.
 * Return: 0, or what the kernel refused it with, which is said in the log.
 */
int capprobe_loading_attach(void);

/**
 * capprobe_loading_detach() - stop that
 *
 * Context: process context, may sleep.
 */
void capprobe_loading_detach(void);

/**
 * capprobe_loading_missed() - questions whose answer it did not get to see
 */
unsigned long capprobe_loading_missed(void);

#endif /* CAPPROBE_LOADING_H */
