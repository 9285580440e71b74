/* SPDX-License-Identifier: GPL-2.0 */
/*
 * storage_list.h - the names in containers-storage's lists of containers
 */
#ifndef STORAGE_LIST_H
#define STORAGE_LIST_H

#include <sys/types.h>

/**
 * storage_list_name() - the name of a container, from the lists in a directory
 * @uid: whose storage it is
 * @directory: STORAGE/DRIVER-containers, from the root
 * @id: the container
 *
 * A list is read again when it has changed: it has all containers.
 *
 * Return: the first name, not cleaned, good until this is called again; or NULL.
 */
const char *storage_list_name(uid_t uid, const char *directory, const char *id);

#endif /* STORAGE_LIST_H */
