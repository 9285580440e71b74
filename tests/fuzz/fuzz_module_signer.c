// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_module_signer.c - find the signer of a container's module
 */
#include "fuzz.h"

#include "module/module_parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char signer[MODULE_INFO_MAX];

	module_signer(data, size, signer);
	expect(strnlen(signer, sizeof(signer)) < sizeof(signer));
	return 0;
}
