// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_proc_status.c - the text of a /proc/PID/status, which decode accepts from anybody
 */
#include "fuzz.h"

#include "process/proc_status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	struct proc_status status;
	unsigned long numbers[4];
	const char *wrong;

	wrong = proc_status_parse((const char *)data, size, &status);
	expect(wrong || status.present);
	expect(!(status.present >> SET_COUNT));
	expect(proc_status_numbers(text, "Uid", numbers, 4) <= size);
	proc_status_numbers(text, "NSpid", numbers, 0);
	free(text);
	return 0;
}
