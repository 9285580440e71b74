/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mask.h - parse capability masks on the command line
 */
#ifndef MASK_H
#define MASK_H

#include <stdint.h>

#define MASK_ERROR_MAX	160	/* bytes, including the NUL */

/**
 * mask_parse() - parse a mask
 * @text: hexadecimal, with or without 0x; comma-separated names; or one of the
 *	well-known masks "full" and "docker"
 * @mask: result
 * @error: set to a message if this fails
 *
 * Return: 0, or -1.
 */
int mask_parse(const char *text, uint64_t *mask, char error[MASK_ERROR_MAX]);

#endif /* MASK_H */
