/* SPDX-License-Identifier: GPL-2.0 */
/*
 * text.h - text that somebody else wrote, made fit to be shown
 */
#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Bytes that text_clean() may need for @length bytes, terminated. */
#define TEXT_CLEAN_MAX(length)	(4 * (length) + 1)

/**
 * text_clean() - UTF-8 that changes nothing on a terminal
 * @clean: where to
 * @size: bytes of @clean; what does not fit is left out, whole characters
 * @text: any bytes
 * @length: how many
 *
 * Every byte of a control character, of one that is not seen or changes the
 * direction of writing, or of what is not UTF-8 becomes \xNN, and a backslash two:
 * what is shown stands for one text only. So text is cleaned once: see
 * json_shown().
 *
 * Return: @clean.
 */
char *text_clean(char *clean, size_t size, const char *text, size_t length);

/**
 * text_print() - print text, parts of which may be clean already
 * @stream: where to
 * @text: the text, terminated
 *
 * As text_clean(), but that a backslash stays as it is.
 */
void text_print(FILE *stream, const char *text);

/**
 * text_append() - add to a text
 * @text: the text, terminated
 * @size: bytes that there are for it; what does not fit is left out
 * @format: what, as for printf(3)
 */
void text_append(char *text, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif /* TEXT_H */
