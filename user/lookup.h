/* SPDX-License-Identifier: GPL-2.0 */
/*
 * lookup.h - what somebody typed, and what it stands for; where it stands for
 *	nothing, the nearest is suggested
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "running.h"
#include "status.h"

/**
 * lookup_capability() - a capability by name
 * @text: its name, not terminated
 * @length: bytes of @text
 * @cap: where to
 *
 * Return: STATUS_OK; else STATUS_USAGE, which was said.
 */
enum status lookup_capability(const char *text, size_t length, int *cap);

/**
 * lookup_capabilities() - a mask by names
 * @text: names, separated by commas
 * @mask: where to
 *
 * Return: as above.
 */
enum status lookup_capabilities(const char *text, uint64_t *mask);

/**
 * lookup_target() - a container or a process
 * @list: the containers that are running; a process is added to it
 * @text: the container's name, id, start of its id, or a process number
 * @running: where to put it, in @list
 *
 * Return: STATUS_OK; else STATUS_FAILED, which was said.
 */
enum status lookup_target(struct running_list *list, const char *text,
			  const struct running **running);

#endif /* LOOKUP_H */
