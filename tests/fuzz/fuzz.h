/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fuzz.h - what every fuzzer includes
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

/* libFuzzer closes standard error to what the program says. */
static int fuzz_log;

__attribute__((constructor)) static void fuzz_open_log(void)
{
	fuzz_log = dup(STDERR_FILENO);
}

/* What has to be so, whatever comes in. */
#define expect(condition)								\
	do {										\
		if (!(condition)) {							\
			dprintf(fuzz_log, "%s:%d: %s\n", __FILE__, __LINE__, #condition);	\
			abort();							\
		}									\
	} while (0)

/* A copy that ends where the input does, and is terminated; for free(). */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	expect(text);
	memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

#endif /* FUZZ_H */
