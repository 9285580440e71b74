// SPDX-License-Identifier: GPL-2.0
/*
 * Parsing module metadata: valid modules, and files that only look like one.
 */
#include "unit.h"

#include <elf.h>
#include <errno.h>

#include "module/module_parse.h"

#define ABORT_FILE	"../fuzz/corpus/module/abort"

/* An object of three sections: their names, .modinfo and __versions. */
struct object {
	Elf64_Ehdr	header;
	Elf64_Shdr	sections[4];
	char		names[64];
	char		info[128];
	uint64_t	versions[16];
};

#define PART(member)	offsetof(struct object, member), sizeof(((struct object *)0)->member)

static Elf64_Shdr section(Elf64_Word type, Elf64_Word name, size_t offset, size_t size)
{
	return (Elf64_Shdr){ .sh_type = type, .sh_name = name, .sh_offset = offset, .sh_size = size };
}

static struct object new_object(void)
{
	static const char names[] = "\0.shstrtab\0.modinfo\0__versions";
	static const char info[] = "license=GPL\0vermagic=1.2.3 SMP \0name=one\0name=two\0nothing\0=\0vermagic";
	struct object object = {
		.header = {
			.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB },
			.e_type = ET_REL,
			.e_machine = EM_X86_64,
			.e_shoff = offsetof(struct object, sections),
			.e_shentsize = sizeof(Elf64_Shdr),
			.e_shnum = 4,
			.e_shstrndx = 1,
		},
		.sections = {
			[1] = section(SHT_STRTAB, 1, PART(names)),
			[2] = section(SHT_PROGBITS, 11, PART(info)),
			[3] = section(SHT_PROGBITS, 20, PART(versions)),
		},
		.versions = { [8] = 0x1234abcd },
	};

	memcpy(object.names, names, sizeof(names));
	memcpy(object.info, info, sizeof(info));
	strcpy((char *)&object.versions[1], "module_layou");
	strcpy((char *)&object.versions[9], "module_layout");
	return object;
}

/* Parses from memory of exactly that size, so that the sanitizers detect overreads. */
static int parse(const void *bytes, size_t length, struct module_words *words)
{
	void *exact = malloc(length);
	int result;

	memcpy(exact, bytes, length);
	result = module_parse(exact, length, words);
	free(exact);
	return result;
}

static void says_what_it_is(void **state)
{
	struct object object = new_object();
	struct module_words words;

	(void)state;
	assert_int_equal(parse(&object, sizeof(object), &words), 0);
	assert_string_equal(words.vermagic, "1.2.3 SMP ");
	assert_string_equal(words.name, "one");
	assert_int_equal(words.has_layout, 1);
	assert_int_equal(words.layout, 0x1234abcd);
	assert_int_equal(words.is_signed, 0);
}

static void what_is_too_long_is_cut(void **state)
{
	struct object object = new_object();
	struct module_words words;

	(void)state;
	memset(object.info, 'x', sizeof(object.info));
	memcpy(object.info, "vermagic=1", sizeof("vermagic=1"));
	memcpy(object.info + sizeof("vermagic=1"), "name=", 5);
	assert_int_equal(parse(&object, sizeof(object), &words), 0);
	assert_int_equal(strlen(words.name), MODULE_NAME_MAX - 1);
}

/* Truncate it at every byte, and change every byte. */
static void no_file_is_read_past_its_end(void **state)
{
	struct object whole = new_object(), object;
	struct module_words words;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(whole); i++)
		parse(&whole, i, &words);
	for (i = 0; i < sizeof(whole); i++) {
		static const unsigned char others[] = { 0, 1, 0x7f, 0x80, 0xff };
		size_t j;

		for (j = 0; j < sizeof(others); j++) {
			object = whole;
			((unsigned char *)&object)[i] = others[j];
			parse(&object, sizeof(object), &words);
			assert_non_null(memchr(words.name, 0, sizeof(words.name)));
			assert_non_null(memchr(words.vermagic, 0, sizeof(words.vermagic)));
			assert_non_null(memchr(words.signer, 0, sizeof(words.signer)));
		}
	}
}

static void refuse(void (*change)(struct object *object))
{
	struct object object = new_object();
	struct module_words words;

	change(&object);
	assert_int_equal(parse(&object, sizeof(object), &words), ENOEXEC);
}

static void of_32_bits(struct object *object)
{
	object->header.e_ident[EI_CLASS] = ELFCLASS32;
}

static void of_the_other_order(struct object *object)
{
	object->header.e_ident[EI_DATA] = ELFDATA2MSB;
}

static void a_program(struct object *object)
{
	object->header.e_type = ET_EXEC;
}

static void without_names(struct object *object)
{
	object->header.e_shstrndx = SHN_UNDEF;
}

static void names_past_the_sections(struct object *object)
{
	object->header.e_shstrndx = 4;
}

static void more_sections_than_there_are(struct object *object)
{
	object->header.e_shnum = 0xffff;
}

static void sections_that_wrap_around(struct object *object)
{
	object->header.e_shoff = UINT64_MAX - sizeof(Elf64_Shdr) + 1;
}

static void information_past_the_end(struct object *object)
{
	object->sections[2].sh_size = UINT64_MAX - object->sections[2].sh_offset + 1;
}

static void of_another_machine(struct object *object)
{
	object->header.e_machine = EM_AARCH64;
}

static void without_a_version(struct object *object)
{
	memset(object->info, 0, sizeof(object->info));
}

static void what_is_no_module_is_refused(void **state)
{
	(void)state;
	refuse(of_32_bits);
	refuse(of_the_other_order);
	refuse(a_program);
	refuse(of_another_machine);
	refuse(without_names);
	refuse(names_past_the_sections);
	refuse(more_sections_than_there_are);
	refuse(sections_that_wrap_around);
	refuse(information_past_the_end);
	refuse(without_a_version);
}

/* This input crashed libkmod 30. */
static void a_file_that_failed_before(void **state)
{
	struct module_words words;
	FILE *file = fopen(ABORT_FILE, "r");
	char bytes[128];
	size_t length;

	(void)state;
	assert_non_null(file);
	length = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	assert_int_equal(length, 74);
	assert_int_equal(parse(bytes, length, &words), ENOEXEC);
}

/* A PKCS#7 message like those of scripts/sign-file, up to the signer's name: issued by O=Somebody, CN=The key. */
static const unsigned char message[] = {
	0x30, 0x54, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02,	/* signedData */
	0xa0, 0x47, 0x30, 0x45, 0x02, 0x01, 0x01, 0x31, 0x00,				/* version, digests */
	0x30, 0x0b, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01,	/* data */
	0x31, 0x31, 0x30, 0x2f, 0x02, 0x01, 0x01,					/* a signer, its version */
	0x30, 0x2a, 0x30, 0x25,								/* issuer */
	0x31, 0x11, 0x30, 0x0f, 0x06, 0x03, 0x55, 0x04, 0x0a, 0x0c, 0x08, 'S', 'o', 'm', 'e', 'b', 'o', 'd', 'y',
	0x31, 0x10, 0x30, 0x0e, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0c, 0x07, 'T', 'h', 'e', ' ', 'k', 'e', 'y',
	0x02, 0x01, 0x07,								/* serial number */
};

static void signed_object(unsigned char *to, struct object *object, uint8_t type, uint32_t length)
{
	const unsigned char trailer[12] = { 0, 0, type, [8] = length >> 24, length >> 16, length >> 8, length };

	memcpy(to, object, sizeof(*object));
	memcpy(to + sizeof(*object), message, sizeof(message));
	memcpy(to + sizeof(*object) + sizeof(message), trailer, sizeof(trailer));
	memcpy(to + sizeof(*object) + sizeof(message) + sizeof(trailer), "~Module signature appended~\n", 28);
}

static void a_signature_names_its_key(void **state)
{
	unsigned char file[sizeof(struct object) + sizeof(message) + 12 + 28];
	struct object object = new_object();
	struct module_words words;

	(void)state;
	signed_object(file, &object, 2, sizeof(message));
	assert_int_equal(parse(file, sizeof(file), &words), 0);
	assert_int_equal(words.is_signed, 1);
	assert_string_equal(words.signer, "The key");
	signed_object(file, &object, 1, sizeof(message));
	assert_int_equal(parse(file, sizeof(file), &words), 0);
	assert_int_equal(words.is_signed, 0);
	signed_object(file, &object, 2, UINT32_MAX);
	assert_int_equal(parse(file, sizeof(file), &words), 0);
	assert_int_equal(words.is_signed, 0);
}

static void no_signature_is_read_past_its_end(void **state)
{
	char signer[MODULE_INFO_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(message); i++) {
		unsigned char *exact = malloc(i), changed[sizeof(message)];

		memcpy(exact, message, i);
		module_signer(exact, i, signer);
		assert_string_equal(signer, "");
		free(exact);
		memcpy(changed, message, sizeof(message));
		for (changed[i] = 255; changed[i]; changed[i]--) {
			module_signer(changed, sizeof(changed), signer);
			assert_non_null(memchr(signer, 0, sizeof(signer)));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_it_is),
		cmocka_unit_test(what_is_too_long_is_cut),
		cmocka_unit_test(no_file_is_read_past_its_end),
		cmocka_unit_test(what_is_no_module_is_refused),
		cmocka_unit_test(a_file_that_failed_before),
		cmocka_unit_test(a_signature_names_its_key),
		cmocka_unit_test(no_signature_is_read_past_its_end),
	};

	return cmocka_run_group_tests_name("module_parse", tests, NULL, NULL);
}
