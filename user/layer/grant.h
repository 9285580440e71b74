/* SPDX-License-Identifier: GPL-2.0 */
/*
 * grant.h - how a container is given a capability, as its runtime has it
 */
#ifndef GRANT_H
#define GRANT_H

#include "layer/refusal.h"

#define GRANT_MAX	640	/* bytes of what to do, terminated */

/**
 * grant_line() - what gives a container the capability that it is refused
 * @refusal: the refusal; of a container
 * @line: where to
 *
 * Return: @line; NULL where nothing does.
 */
const char *grant_line(const struct refusal *refusal, char line[GRANT_MAX]);

/**
 * grant_short() - the same by its key word, for a table
 * @refusal: as above
 * @line: where to
 *
 * Return: as above.
 */
const char *grant_short(const struct refusal *refusal, char line[GRANT_MAX]);

/**
 * grant_filter() - where a container's filter is made that refuses a call whose
 *	capability is there
 * @refusal: as above
 * @line: where to
 *
 * Return: @line, what allows the call.
 */
const char *grant_filter(const struct refusal *refusal, char line[GRANT_MAX]);

/**
 * grant_new_privs() - what takes no_new_privs from a container's processes
 * @refusal: as above
 *
 * Return: that in words, behind "takes".
 */
const char *grant_new_privs(const struct refusal *refusal);

/**
 * grant_engine() - the engine that runs a container by a command of its own
 * @refusal: as above
 *
 * Return: its name; NULL for none of docker, podman and nerdctl.
 */
const char *grant_engine(const struct refusal *refusal);

#endif /* GRANT_H */
