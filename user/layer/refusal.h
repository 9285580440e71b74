/* SPDX-License-Identifier: GPL-2.0 */
/*
 * refusal.h - a refusal and its context
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include "capprobe.h"
#include "identity/identity.h"
#include "layer/subject.h"
#include "layer/unit_settings.h"

/**
 * struct refused - the process that was refused, or another one of its container
 * @label: its label, cleaned; empty if it has none
 * @no_new_privs: executing files cannot give it capabilities
 * @user: it runs as a user other than root, in the host's user namespace
 * @own_users: its container is in the host's user namespace: if the process is not, that
 *	is its own doing
 */
struct refused {
	char	label[SUBJECT_LABEL_MAX];
	bool	no_new_privs;
	bool	user;
	bool	own_users;
};

/**
 * struct refusal - a refusal and its context
 * @identity: the container
 * @cap: the capability
 * @reason: why it was refused
 * @cap_reason: result of the capability check
 * @module: the module to load, cleaned; NULL if unknown
 * @process: the process; NULL if unknown
 * @unit: settings of the systemd unit; NULL if unknown, or not a unit
 */
struct refusal {
	const struct identity		*identity;
	int				cap;
	enum capprobe_reason		reason;
	enum capprobe_reason		cap_reason;
	const char			*module;
	const struct refused		*process;
	const struct unit_settings	*unit;
};

/**
 * refusal_walk() - the reason that the fix depends on
 * @refusal: the refusal
 *
 * Return: if a seccomp filter refused, the result of the capability check, because
 * runtimes open the filter with the capability; else the reason.
 */
static inline enum capprobe_reason refusal_walk(const struct refusal *refusal)
{
	return refusal->reason == CAPPROBE_SECCOMP ? refusal->cap_reason : refusal->reason;
}

/**
 * refusal_unit() - the system unit whose settings matter
 * @refusal: the refusal
 *
 * Return: its name; NULL if it is not a unit, or a user unit.
 */
static inline const char *refusal_unit(const struct refusal *refusal)
{
	const struct container *container = &refusal->identity->container;

	if (!refusal->identity->contained || container->runtime != RUNTIME_SYSTEMD || container->uid)
		return NULL;
	return container->id;
}

/**
 * refused_set() - fill in a struct refused
 * @refused: result
 * @subject: the process, from subject_read() and subject_read_label()
 * @first: the first process of its container; 0 if unknown
 */
void refused_set(struct refused *refused, const struct subject *subject, pid_t first);

#endif /* REFUSAL_H */
