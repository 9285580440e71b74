/* SPDX-License-Identifier: GPL-2.0 */
/*
 * refusal.h - who is refused what, and by what
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include "capprobe.h"
#include "identity/identity.h"
#include "layer/subject.h"
#include "layer/unit_settings.h"

/**
 * struct refused - what is known of a process that is refused, or of another of
 *	its container
 * @label: what the security modules call it, cleaned; empty where they do not
 * @no_new_privs: no file that it executes gives it capabilities
 * @user: it runs as another user than root, in the host's user namespace
 * @own_users: its user namespace is not its container's
 */
struct refused {
	char	label[SUBJECT_LABEL_MAX];
	bool	no_new_privs;
	bool	user;
	bool	own_users;
};

/**
 * struct refusal - who is refused what, and by what
 * @identity: who
 * @cap: the capability
 * @reason: why
 * @cap_reason: what the capability walk answers
 * @module: the module that is to be loaded, cleaned; NULL where it is not known
 * @process: the process; NULL where none is known
 * @unit: of a unit of systemd's; NULL where that is not known
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
 * refusal_walk() - what decides about what helps
 * @refusal: the refusal
 *
 * Return: of a filter that the runtimes open with the capability, why that is
 * missing; else the reason.
 */
static inline enum capprobe_reason refusal_walk(const struct refusal *refusal)
{
	return refusal->reason == CAPPROBE_SECCOMP ? refusal->cap_reason : refusal->reason;
}

/**
 * refusal_unit() - the unit whose settings have to do with it
 * @refusal: the refusal
 *
 * Return: its name; NULL where it is none, or one of a user's.
 */
static inline const char *refusal_unit(const struct refusal *refusal)
{
	const struct container *container = &refusal->identity->container;

	if (!refusal->identity->contained || container->runtime != RUNTIME_SYSTEMD || container->uid)
		return NULL;
	return container->id;
}

/**
 * refused_set() - what is to be known of a process
 * @refused: where to
 * @subject: the process, held and with its label read
 * @first: the first process of its container; 0 where that is not known
 */
void refused_set(struct refused *refused, const struct subject *subject, pid_t first);

#endif /* REFUSAL_H */
