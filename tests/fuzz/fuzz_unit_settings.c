// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_unit_settings.c - parse the output of systemctl
 */
#include "fuzz.h"

#include "layer/unit_settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const units[] = { "one.service", "two.service" };
	struct unit_settings settings[2] = { 0 };
	char *text = fuzz_text(data, size);
	size_t i;

	unit_settings_parse(text, units, 2, settings);
	for (i = 0; i < 2; i++)
		expect(!(settings[i].protections >> UNIT_PROTECTION_COUNT));
	free(text);
	return 0;
}
