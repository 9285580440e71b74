/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_list.h - depmod(8)'s module lists, as text
 */
#ifndef MODULE_LIST_H
#define MODULE_LIST_H

#include <stddef.h>

/**
 * module_list_find() - find a module's line in a list
 * @list: modules.dep or modules.builtin, NUL-terminated
 * @name: the module's name; "-" and "_" are the same
 * @length: set to the length in bytes of the path at the start of the line
 *
 * Return: the line, within @list; NULL if there is none.
 */
const char *module_list_find(const char *list, const char *name, size_t *length);

#endif /* MODULE_LIST_H */
