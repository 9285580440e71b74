/* SPDX-License-Identifier: GPL-2.0 */
/*
 * capability.h - capabilities by name and number, and masks of them
 */
#ifndef CAPABILITY_H
#define CAPABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BIT(cap)		(UINT64_C(1) << (cap))

#define CAPABILITY_NAME_MAX	32	/* bytes, including the NUL */

/* CAP_LAST_CAP + 1 of the kernel headers that the program was built with. */
extern const int capability_count;

/**
 * capability_name() - the name of a capability, as in "cap_sys_module"
 * @cap: 0 to 63
 * @name: buffer; gets "cap_N" if the capability has no name
 *
 * Return: @name.
 */
const char *capability_name(int cap, char name[CAPABILITY_NAME_MAX]);

/**
 * capability_title() - the same in the kernel's spelling: "CAP_SYS_MODULE"
 * @cap: 0 to 63
 * @name: buffer
 *
 * Return: @name.
 */
const char *capability_title(int cap, char name[CAPABILITY_NAME_MAX]);

/**
 * capability_parse() - look up a capability by name
 * @text: its name in any case, with or without "cap_", or "cap_N"
 * @length: bytes of @text
 *
 * Return: 0 to 63, or -1 if there is no such capability.
 */
int capability_parse(const char *text, int length);

/**
 * capability_parse_list() - build a mask from names
 * @text: comma-separated names
 * @mask: result
 *
 * Return: NULL, or a pointer to the first unknown name.
 */
const char *capability_parse_list(const char *text, uint64_t *mask);

/**
 * capability_parse_hex() - parse a hexadecimal mask, as in /proc/PID/status
 * @text: digits, with or without 0x
 * @length: bytes of @text
 * @mask: result
 *
 * Return: NULL, or what is wrong with @text.
 */
const char *capability_parse_hex(const char *text, size_t length, uint64_t *mask);

/**
 * capability_full() - the mask of all capabilities that have a name
 */
uint64_t capability_full(void);

#endif /* CAPABILITY_H */
