// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_confined.c - the answer of the sandbox that parsed a container's module
 *
 * If the file took over the sandbox, the answer can be any bytes: here, confined_read() is
 * replaced by one that returns the input.
 */
#include "fuzz.h"

#include <unistr.h>

#include "module/module_file.h"
#include "process/confined.h"

static const uint8_t *input;
static size_t input_size;

int confined_read(pid_t pid, const char *path, size_t most, confined_look look,
		  const void *context, void *answer, size_t size)
{
	size_t given = size < input_size ? size : input_size;

	(void)pid;
	(void)path;
	(void)most;
	(void)look;
	(void)context;
	memset(answer, 0, size);
	memcpy(answer, input, given);
	input += given;
	input_size -= given;
	return 0;
}

static void expect_shown(const char *text, size_t size)
{
	expect(strnlen(text, size) < size);
	expect(!u8_check((const uint8_t *)text, strlen(text)));
	expect(!strpbrk(text, "\n\r\t\033"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct module_file file;

	input = data;
	input_size = size;
	module_file_find(getpid(), "/lib/web.ko", &file);
	expect(file.found == MODULE_FOUND && file.readable);
	/* The name is not cleaned here, but where it is displayed, so that it can be compared. */
	expect(strnlen(file.name, sizeof(file.name)) < sizeof(file.name));
	expect_shown(file.info.vermagic, sizeof(file.info.vermagic));
	expect_shown(file.info.signer, sizeof(file.info.signer));
	input = data;
	input_size = size;
	module_file_find(getpid(), "web", &file);
	expect(strnlen(file.path, sizeof(file.path)) < sizeof(file.path));
	return 0;
}
