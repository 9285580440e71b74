// SPDX-License-Identifier: GPL-2.0
/*
 * fuzz_module.c - decompress and parse a module
 */
#include "fuzz.h"

#include "module/module_parse.h"
#include "module/module_unpack.h"

#define ROOM	(64 << 10)

static void expect_word(const char *word, size_t size)
{
	expect(strnlen(word, size) < size);
}

static void parse(const void *bytes, size_t length)
{
	struct module_words words;

	if (!module_parse(bytes, length, &words))
		expect(*words.vermagic);
	expect_word(words.name, sizeof(words.name));
	expect_word(words.vermagic, sizeof(words.vermagic));
	expect_word(words.signer, sizeof(words.signer));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *unpacked;
	size_t used;

	if (!module_is_packed(data, size)) {
		parse(data, size);
		return 0;
	}
	unpacked = malloc(ROOM);
	expect(unpacked);
	if (!module_unpack(data, size, unpacked, ROOM, &used)) {
		expect(used <= ROOM);
		parse(unpacked, used);
	}
	free(unpacked);
	return 0;
}
