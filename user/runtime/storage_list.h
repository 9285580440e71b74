/* SPDX-License-Identifier: GPL-2.0 */
/*
 * storage_list.h - names from the lists of containers-storage
 */
#ifndef STORAGE_LIST_H
#define STORAGE_LIST_H

#include <sys/types.h>

/**
 * storage_list_name() - look up the name of a container
 * @uid: owner of the storage
 * @directory: absolute path of STORAGE/DRIVER-containers
 * @id: the container
 *
 * The lists hold all containers, so they are cached and read again only when they
 * have changed.
 *
 * Return: the first name, not cleaned, valid until the next call; or NULL.
 */
const char *storage_list_name(uid_t uid, const char *directory, const char *id);

#endif /* STORAGE_LIST_H */
