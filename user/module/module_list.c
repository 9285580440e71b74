// SPDX-License-Identifier: GPL-2.0
/*
 * module_list.c - depmod(8)'s module lists, as text
 */
#include <stdbool.h>
#include <string.h>

#include "module/module_list.h"

static bool is_of(const char *path, size_t length, const char *name)
{
	const char *slash = memrchr(path, '/', length);
	const char *base = slash ? slash + 1 : path, *end = path + length;

	for (; *name && base < end; name++, base++) {
		if (*base != *name && !(strchr("-_", *base) && strchr("-_", *name)))
			return false;
	}
	return !*name && end - base >= 3 && !memcmp(base, ".ko", 3);
}

const char *module_list_find(const char *list, const char *name, size_t *length)
{
	while (list && *list) {
		*length = strcspn(list, ":\n");
		if (is_of(list, *length, name))
			return list;
		list = strchr(list, '\n');
		list = list ? list + 1 : NULL;
	}
	return NULL;
}
