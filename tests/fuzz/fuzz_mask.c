// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_mask.c - parse capability masks
 */
#include "fuzz.h"

#include "base/capability.h"
#include "cmd/mask.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), error[MASK_ERROR_MAX], digits[20];
	uint64_t mask, again;

	/* Not terminated, as in /proc/PID/status. */
	if (!capability_parse_hex((const char *)data, size, &mask)) {
		snprintf(digits, sizeof(digits), "%llx", (unsigned long long)mask);
		expect(!capability_parse_hex(digits, strlen(digits), &again) && again == mask);
	}
	if (mask_parse(text, &mask, error))
		expect(strnlen(error, sizeof(error)) < sizeof(error));
	free(text);
	return 0;
}
