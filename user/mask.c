// SPDX-License-Identifier: GPL-2.0
/*
 * mask.c - masks of capabilities as people write them
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "capability.h"
#include "default_caps.h"
#include "mask.h"
#include "text.h"

const char *mask_parse_hex(const char *text, size_t length, uint64_t *mask)
{
	uint64_t value = 0;
	size_t i;

	if (length >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		text += 2;
		length -= 2;
	}
	if (!length)
		return "has no digits";
	for (i = 0; i < length; i++) {
		unsigned char c = text[i];

		if (!isxdigit(c))
			return "is not hexadecimal";
		if (value >> 60)
			return "has more than 64 bits";
		value = value << 4 | (isdigit(c) ? c - '0' : tolower(c) - 'a' + 10);
	}
	*mask = value;
	return NULL;
}

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
	wrong = mask_parse_hex(text, length, mask);
	if (!wrong)
		return 0;
	text_clean(shown, sizeof(shown), text, length);
	/* The name of a capability has a letter that is no digit. */
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
