/* SPDX-License-Identifier: GPL-2.0 */
/*
 * grant.h - how to give a container a capability, for each runtime
 */
#ifndef GRANT_H
#define GRANT_H

#include "layer/refusal.h"

#define GRANT_MAX	640	/* bytes, including the NUL */

/**
 * grant_line() - describe how to give a container the capability that it is refused
 * @refusal: the refusal, of a container
 * @line: buffer
 *
 * Return: @line; NULL if there is no way.
 */
const char *grant_line(const struct refusal *refusal, char line[GRANT_MAX]);

/**
 * grant_short() - the same, reduced to the option, for a table
 * @refusal: as above
 * @line: buffer
 *
 * Return: as above.
 */
const char *grant_short(const struct refusal *refusal, char line[GRANT_MAX]);

/**
 * grant_filter() - describe how to open a seccomp filter that refuses a call although
 *	the capability is there
 * @refusal: as above
 * @line: buffer
 *
 * Return: @line.
 */
const char *grant_filter(const struct refusal *refusal, char line[GRANT_MAX]);

/**
 * grant_new_privs() - how to run a container's processes without no_new_privs
 * @refusal: as above
 *
 * Return: a phrase that completes "a file capability needs ...".
 */
const char *grant_new_privs(const struct refusal *refusal);

/**
 * grant_engine() - the engine, if it has a "run" command
 * @refusal: as above
 *
 * Return: docker, podman or nerdctl; else NULL.
 */
const char *grant_engine(const struct refusal *refusal);

#endif /* GRANT_H */
