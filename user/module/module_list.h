/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_list.h - the lists of modules that depmod(8) makes, as text
 */
#ifndef MODULE_LIST_H
#define MODULE_LIST_H

#include <stddef.h>

/**
 * module_list_find() - the line of a list that is about a module
 * @list: modules.dep or modules.builtin, terminated
 * @name: the module's name; both kinds of dash are one
 * @length: where to put the bytes of the path that the line begins with
 *
 * Return: the line, within @list; NULL where there is none.
 */
const char *module_list_find(const char *list, const char *name, size_t *length);

#endif /* MODULE_LIST_H */
