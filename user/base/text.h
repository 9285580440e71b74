/* SPDX-License-Identifier: GPL-2.0 */
/*
 * text.h - make untrusted text safe to display
 */
#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Worst-case size of the output of text_clean() for @length bytes, with the NUL. */
#define TEXT_CLEAN_MAX(length)	(4 * (length) + 1)

/**
 * text_clean() - turn any bytes into UTF-8 that is harmless on a terminal
 * @clean: result
 * @size: size of @clean in bytes; output is truncated at a character boundary
 * @text: any bytes
 * @length: number of bytes
 *
 * Each byte of a control character, of one that is invisible or changes the text
 * direction, and of invalid UTF-8 becomes \xNN, and a backslash is doubled, so
 * that the output maps to one input only. Do not clean text twice: see
 * json_shown().
 *
 * Return: @clean.
 */
char *text_clean(char *clean, size_t size, const char *text, size_t length);

/**
 * text_print() - print text of which parts may have been cleaned already
 * @stream: the stream
 * @text: NUL-terminated text
 *
 * Like text_clean(), but leaves backslashes alone.
 */
void text_print(FILE *stream, const char *text);

/**
 * text_append() - append formatted text
 * @text: NUL-terminated buffer
 * @size: size of the buffer in bytes; the result is truncated to fit
 * @format: as for printf(3)
 */
void text_append(char *text, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif /* TEXT_H */
