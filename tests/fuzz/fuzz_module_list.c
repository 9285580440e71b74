// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_module_list.c - a container's modules.dep
 *
 * The name to look for comes before the first NUL.
 */
#include "fuzz.h"

#include "module/module_list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *name = fuzz_text(data, size);
	size_t length = 0, list_size = size > strlen(name) ? size - strlen(name) - 1 : 0;
	char *list = fuzz_text(data + size - list_size, list_size);
	const char *line = module_list_find(list, name, &length);

	if (line) {
		expect(line >= list && line + length <= list + strlen(list));
		expect(line == list || line[-1] == '\n');
		expect(!memchr(line, '\n', length) && memmem(line, length, ".ko", 3));
	}
	free(list);
	free(name);
	return 0;
}
