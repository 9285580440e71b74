/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mask.h - masks of capabilities as people write them
 */
#ifndef MASK_H
#define MASK_H

#include <stdint.h>

#define MASK_ERROR_MAX	160	/* bytes of a message, terminated */

/**
 * mask_parse() - a mask from an argument
 * @text: hexadecimal, with or without 0x; names separated by commas; or
 *	"full" or "docker", the well-known masks
 * @mask: where to
 * @error: where to say why it is none
 *
 * Return: 0, or -1.
 */
int mask_parse(const char *text, uint64_t *mask, char error[MASK_ERROR_MAX]);

#endif /* MASK_H */
