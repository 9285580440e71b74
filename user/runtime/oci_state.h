/* SPDX-License-Identifier: GPL-2.0 */
/*
 * oci_state.h - what runc and crun note down about a container
 */
#ifndef OCI_STATE_H
#define OCI_STATE_H

#include "container/container.h"

/**
 * struct oci_state - a container as runc or crun knows it
 * @runtime: the engine that had it made, else which of the two it is
 * @cgroup: its cgroup's path; empty where it has none of its own
 * @bundle: the directory of its bundle; empty where that is not known
 */
struct oci_state {
	enum runtime	runtime;
	char		*cgroup;
	char		*bundle;
};

/**
 * oci_state_read() - read what is known of a container
 * @uid: whose runtime it is
 * @directory: the container's, below the runtime's: state.json is runc's, status
 *	and config.json are crun's
 * @state: where to; for oci_state_free()
 *
 * Return: whether there is such a container.
 */
bool oci_state_read(uid_t uid, const char *directory, struct oci_state *state);

/**
 * oci_state_free() - free what is in one
 * @state: it
 */
void oci_state_free(struct oci_state *state);

#endif /* OCI_STATE_H */
