// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_kept_line.c - a line of the file of saved names
 */
#include "fuzz.h"

#include "identity/kept_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), printed[KEPT_LINE_MAX];
	struct kept_line line, again;

	if (kept_line_parse(text, &line)) {
		kept_line_print(&line, printed);
		expect(printed[strlen(printed) - 1] == '\n');
		printed[strlen(printed) - 1] = '\0';
		expect(!strchr(printed, '\n'));
		expect(kept_line_parse(printed, &again));
		expect(!container_compare(&line.container, &again.container));
		expect(line.cgroup == again.cgroup && !strcmp(line.name, again.name));
	}
	free(text);
	return 0;
}
