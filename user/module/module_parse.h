/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_parse.h - parse a module's metadata
 *
 * Pure functions over untrusted bytes.
 */
#ifndef MODULE_PARSE_H
#define MODULE_PARSE_H

#include <stddef.h>
#include <stdint.h>

#define MODULE_NAME_MAX	64	/* bytes, including the NUL: MODULE_NAME_LEN */
#define MODULE_INFO_MAX	256	/* bytes of a .modinfo value, including the NUL */

/**
 * struct module_words - a module's metadata, as found in the file
 * @name: its name
 * @vermagic: the kernel that it was built for
 * @signer: common name of the signer
 * @is_signed: nonzero if it has a signature
 * @has_layout: nonzero if it has symbol checksums
 * @layout: checksum of module_layout, which covers the kernel's main structures
 */
struct module_words {
	char		name[MODULE_NAME_MAX];
	char		vermagic[MODULE_INFO_MAX];
	char		signer[MODULE_INFO_MAX];
	uint32_t	is_signed;
	uint32_t	has_layout;
	uint64_t	layout;
};

/**
 * module_parse() - parse a module
 * @bytes: the file, uncompressed
 * @length: its size in bytes
 * @words: result; missing values are empty, long ones truncated
 *
 * Return: 0; or ENOEXEC if it is not an x86-64 module, or has no vermagic.
 */
int module_parse(const void *bytes, size_t length, struct module_words *words);

/**
 * module_signer() - find the signer of a signature
 * @signature: a PKCS#7 message
 * @length: its size in bytes
 * @signer: set to the common name; empty if there is none
 */
void module_signer(const void *signature, size_t length, char signer[MODULE_INFO_MAX]);

#endif /* MODULE_PARSE_H */
