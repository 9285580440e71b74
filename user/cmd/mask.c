// SPDX-License-Identifier: GPL-2.0
/*
 * mask.c - parse capability masks on the command line
 */
#include <stdio.h>
#include <string.h>

#include "base/capability.h"
#include "base/text.h"
#include "cmd/mask.h"
#include "runtime/default_caps.h"

int mask_parse(const char *text, uint64_t *mask, char error[MASK_ERROR_MAX])
{
	size_t length = strlen(text);
	char shown[64];
	const char *wrong;

	if (!strcasecmp(text, "full")) {
		*mask = capability_full();
		return 0;
	}
	if (!strcasecmp(text, "docker") && default_caps(RUNTIME_DOCKER, mask))
		return 0;
	wrong = capability_parse_hex(text, length, mask);
	if (!wrong)
		return 0;
	text_clean(shown, sizeof(shown), text, length);
	/* Every capability name has a letter that is not a hexadecimal digit. */
	if (!length || strspn(text, "0123456789abcdefABCDEFxX") == length) {
		snprintf(error, MASK_ERROR_MAX, "'%s' %s", shown, wrong);
		return -1;
	}
	wrong = capability_parse_list(text, mask);
	if (!wrong)
		return 0;
	text_clean(shown, sizeof(shown), wrong, strcspn(wrong, ","));
	snprintf(error, MASK_ERROR_MAX, "'%s' is neither hexadecimal nor a capability", shown);
	return -1;
}
