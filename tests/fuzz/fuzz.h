/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fuzz.h - included by every fuzzer
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libFuzzer closes standard error, so the program's messages go nowhere. */
static int fuzz_log;

__attribute__((constructor)) static void fuzz_open_log(void)
{
	fuzz_log = dup(STDERR_FILENO);
}

/* An invariant that must hold for any input. */
#define expect(condition)								\
	do {										\
		if (!(condition)) {							\
			dprintf(fuzz_log, "%s:%d: %s\n", __FILE__, __LINE__, #condition);	\
			abort();							\
		}									\
	} while (0)

/* A NUL-terminated copy of exactly the input's size, to be freed by the caller. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	expect(text);
	memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

#endif /* FUZZ_H */
