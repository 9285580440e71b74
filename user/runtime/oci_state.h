/* SPDX-License-Identifier: GPL-2.0 */
/*
 * oci_state.h - state files of runc and crun
 */
#ifndef OCI_STATE_H
#define OCI_STATE_H

#include "container/container.h"

/**
 * struct oci_state - state of a container
 * @runtime: the engine that created it, else runc or crun itself
 * @cgroup: its cgroup's path; empty if it does not have one of its own
 * @bundle: the directory of its bundle; empty if unknown
 */
struct oci_state {
	enum runtime	runtime;
	char		*cgroup;
	char		*bundle;
};

/**
 * oci_state_read() - read the state of a container
 * @uid: owner of the runtime
 * @directory: the container's directory, which has runc's state.json, or crun's
 *	status and config.json
 * @state: result, to be freed with oci_state_free()
 *
 * Return: whether there is such a container.
 */
bool oci_state_read(uid_t uid, const char *directory, struct oci_state *state);

/**
 * oci_state_free() - free the members of a state
 * @state: the state
 */
void oci_state_free(struct oci_state *state);

#endif /* OCI_STATE_H */
