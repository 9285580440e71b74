// SPDX-License-Identifier: GPL-2.0
/*
 * module_signer.c - find the signer of a module's signature
 *
 * Parses just enough of a PKCS#7 message (RFC 2315) to find the issuer of the first
 * signer's certificate, and its common name: the kernel build and DKMS both use
 * self-signed certificates, where issuer and signer are the same.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "module/module_parse.h"

/* Tags of DER (X.690). */
#define INTEGER		0x02
#define OBJECT		0x06
#define SEQUENCE	0x30
#define SET		0x31
#define CONTENT		0xa0	/* [0] */
#define CERTIFICATES	0xa0	/* [0], may be left out */
#define REVOKED		0xa1	/* [1], may be left out */
#define ANY		-1

static const uint8_t common_name[] = { 0x55, 0x04, 0x03 };	/* 2.5.4.3 */

/* The rest of an element's content. */
struct der {
	const uint8_t	*at;
	size_t		left;
};

static bool read_length(struct der *der, size_t *length)
{
	size_t count;

	if (!der->left)
		return false;
	*length = *der->at++;
	der->left--;
	if (*length < 0x80)
		return true;
	count = *length & 0x7f;
	if (!count || count > 4 || count > der->left)
		return false;
	for (*length = 0; count; count--, der->left--)
		*length = *length << 8 | *der->at++;
	return true;
}

/* Takes the next element, which must have this tag, off @der; @content may alias it. */
static bool next(struct der *der, int tag, struct der *content)
{
	struct der rest = *der;
	size_t length;

	if (!rest.left || (tag != ANY && *rest.at != tag))
		return false;
	rest.at++;
	rest.left--;
	if (!read_length(&rest, &length) || length > rest.left)
		return false;
	*der = (struct der){ rest.at + length, rest.left - length };
	*content = (struct der){ rest.at, length };
	return true;
}

/* Finds the issuer of the first signer's certificate. */
static bool find_issuer(struct der message, struct der *issuer)
{
	struct der at, skipped;

	if (!next(&message, SEQUENCE, &at) || !next(&at, OBJECT, &skipped) ||
	    !next(&at, CONTENT, &at) || !next(&at, SEQUENCE, &at))
		return false;
	/* signedData: version, digests, content */
	if (!next(&at, INTEGER, &skipped) || !next(&at, SET, &skipped) ||
	    !next(&at, SEQUENCE, &skipped))
		return false;
	next(&at, CERTIFICATES, &skipped);
	next(&at, REVOKED, &skipped);
	/* The set of signers, the first, its version, its certificate. */
	return next(&at, SET, &at) && next(&at, SEQUENCE, &at) && next(&at, INTEGER, &skipped) &&
	       next(&at, SEQUENCE, &at) && next(&at, SEQUENCE, issuer);
}

static bool is_common_name(struct der attribute, struct der *value)
{
	struct der type;

	return next(&attribute, OBJECT, &type) && type.left == sizeof(common_name) &&
	       !memcmp(type.at, common_name, sizeof(common_name)) && next(&attribute, ANY, value);
}

void module_signer(const void *signature, size_t length, char signer[MODULE_INFO_MAX])
{
	struct der issuer, set, attribute, value;

	*signer = '\0';
	if (!find_issuer((struct der){ signature, length }, &issuer))
		return;
	while (next(&issuer, SET, &set)) {
		if (!next(&set, SEQUENCE, &attribute) || !is_common_name(attribute, &value))
			continue;
		if (value.left >= MODULE_INFO_MAX)
			value.left = MODULE_INFO_MAX - 1;
		memcpy(signer, value.at, value.left);
		signer[value.left] = '\0';
		return;
	}
}
