/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_parse.h - what a module's file says of itself
 *
 * Pure functions over bytes that somebody else wrote.
 */
#ifndef MODULE_PARSE_H
#define MODULE_PARSE_H

#include <stddef.h>
#include <stdint.h>

#define MODULE_NAME_MAX	64	/* bytes of a name, terminated: MODULE_NAME_LEN */
#define MODULE_INFO_MAX	256	/* of a line of its information */

/**
 * struct module_words - what is in the file, as it stands there
 * @name: its name
 * @vermagic: the kernel that it was built for
 * @signer: whose key it is signed with
 * @is_signed: not 0 if it has a signature
 * @has_layout: not 0 if it has checksums of the kernel's symbols
 * @layout: that of module_layout, which stands for the kernel's structures
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
 * module_parse() - read a module
 * @bytes: the file, not packed
 * @length: how many there are
 * @words: where to; what the file does not say is empty, what does not fit is cut
 *
 * Return: 0; or ENOEXEC for what is no module of an x86-64 machine, or does not
 * say for which kernel it is.
 */
int module_parse(const void *bytes, size_t length, struct module_words *words);

/**
 * module_signer() - whose key a signature was made with
 * @signature: it, a PKCS#7 message
 * @length: its bytes
 * @signer: where to put the common name; empty if there is none
 */
void module_signer(const void *signature, size_t length, char signer[MODULE_INFO_MAX]);

#endif /* MODULE_PARSE_H */
