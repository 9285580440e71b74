/* SPDX-License-Identifier: GPL-2.0 */
/*
 * capability.h - capabilities by name and number, and masks of them
 */
#ifndef CAPABILITY_H
#define CAPABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CAPABILITY_NAME_MAX	32	/* bytes of a name, terminated */

/* As the kernel's headers of the build have them: CAP_LAST_CAP + 1. */
extern const int capability_count;

/**
 * capability_name() - the name of a capability, as in "cap_sys_module"
 * @cap: 0 to 63
 * @name: where to; "cap_N" for one that has no name
 *
 * Return: @name.
 */
const char *capability_name(int cap, char name[CAPABILITY_NAME_MAX]);

/**
 * capability_title() - the same as the kernel writes it: "CAP_SYS_MODULE"
 * @cap: 0 to 63
 * @name: where to
 *
 * Return: @name.
 */
const char *capability_title(int cap, char name[CAPABILITY_NAME_MAX]);

/**
 * capability_parse() - the number of a capability
 * @text: its name in any case, with or without "cap_", or "cap_N"
 * @length: bytes of @text
 *
 * Return: 0 to 63, or -1 where there is none of that name.
 */
int capability_parse(const char *text, int length);

/**
 * capability_parse_list() - a mask from names
 * @text: names, separated by commas
 * @mask: where to
 *
 * Return: NULL, or the first name that is none.
 */
const char *capability_parse_list(const char *text, uint64_t *mask);

/**
 * capability_parse_hex() - a mask in hexadecimal, as in /proc/PID/status
 * @text: digits, with or without 0x
 * @length: bytes of @text
 * @mask: where to
 *
 * Return: NULL, or why it is none.
 */
const char *capability_parse_hex(const char *text, size_t length, uint64_t *mask);

/**
 * capability_full() - the mask of all capabilities that have a name
 */
uint64_t capability_full(void);

#endif /* CAPABILITY_H */
