// SPDX-License-Identifier: GPL-2.0
/*
 * module_parse.c - parse a module's metadata
 *
 * The file:	an ELF object, followed by the signature, struct module_signature
 *		and a magic line (kernel/module_signature.c)
 * .modinfo:	KEY=VALUE, each terminated
 * __versions:	struct modversion_info: the checksum of a symbol and its name,
 *		64 bytes in all
 */
#include <elf.h>
#include <endian.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "module/module_parse.h"

#define SIGNED_LINE	"~Module signature appended~\n"
#define SIGNED_PKCS7	2	/* enum pkey_id_type */
#define VERSION_SIZE	64

#if __BYTE_ORDER == __LITTLE_ENDIAN
#define ELF_ORDER	ELFDATA2LSB
#else
#define ELF_ORDER	ELFDATA2MSB
#endif

/* struct module_signature of include/linux/module_signature.h; length is big endian. */
struct signature_trailer {
	uint8_t		algorithm;
	uint8_t		hash;
	uint8_t		type;
	uint8_t		signer_length;
	uint8_t		key_length;
	uint8_t		padding[3];
	uint32_t	length;
};

/* The file, or a part of it. */
struct bytes {
	const char	*start;
	size_t		length;
};

static bool slice(struct bytes file, uint64_t offset, uint64_t length, struct bytes *part)
{
	if (offset > file.length || length > file.length - offset)
		return false;
	*part = (struct bytes){ file.start + offset, length };
	return true;
}

/* Copies, because nothing guarantees alignment. */
static bool copy(struct bytes file, uint64_t offset, void *to, size_t size)
{
	struct bytes part;

	if (!slice(file, offset, size, &part))
		return false;
	memcpy(to, part.start, size);
	return true;
}

/* Splits the last @length bytes off @file. */
static bool take_end(struct bytes *file, size_t length, struct bytes *end)
{
	if (length > file->length || !slice(*file, file->length - length, length, end))
		return false;
	file->length -= length;
	return true;
}

static void take_signature(struct bytes file, struct module_words *words)
{
	struct signature_trailer trailer;
	struct bytes end;

	if (!take_end(&file, strlen(SIGNED_LINE), &end) ||
	    memcmp(end.start, SIGNED_LINE, end.length) || !take_end(&file, sizeof(trailer), &end))
		return;
	memcpy(&trailer, end.start, sizeof(trailer));
	if (trailer.type != SIGNED_PKCS7 || !take_end(&file, be32toh(trailer.length), &end))
		return;
	words->is_signed = true;
	module_signer(end.start, end.length, words->signer);
}

static bool read_header(struct bytes file, Elf64_Ehdr *header)
{
	return copy(file, 0, header, sizeof(*header)) &&
	       !memcmp(header->e_ident, ELFMAG, SELFMAG) &&
	       header->e_ident[EI_CLASS] == ELFCLASS64 && header->e_ident[EI_DATA] == ELF_ORDER &&
	       header->e_machine == EM_X86_64 && header->e_type == ET_REL &&
	       header->e_shentsize == sizeof(Elf64_Shdr);
}

static bool read_section(struct bytes file, const Elf64_Ehdr *header, unsigned int i,
			 Elf64_Shdr *section, struct bytes *content)
{
	struct bytes sections;

	return i < header->e_shnum &&
	       slice(file, header->e_shoff, (uint64_t)header->e_shnum * sizeof(*section),
		     &sections) &&
	       copy(sections, (uint64_t)i * sizeof(*section), section, sizeof(*section)) &&
	       (section->sh_type == SHT_NOBITS ||
		slice(file, section->sh_offset, section->sh_size, content));
}

static bool is_named(struct bytes names, uint64_t offset, const char *name)
{
	struct bytes its;

	return slice(names, offset, strlen(name) + 1, &its) && !memcmp(its.start, name, its.length);
}

/* The first section of that name. */
static bool find_section(struct bytes file, const char *name, struct bytes *content)
{
	struct bytes names;
	Elf64_Shdr section;
	Elf64_Ehdr header;
	unsigned int i;

	if (!read_header(file, &header) ||
	    !read_section(file, &header, header.e_shstrndx, &section, &names) ||
	    section.sh_type != SHT_STRTAB)
		return false;
	for (i = 0; i < header.e_shnum; i++) {
		if (read_section(file, &header, i, &section, content) &&
		    section.sh_type == SHT_PROGBITS && is_named(names, section.sh_name, name))
			return true;
	}
	return false;
}

static void take_word(const char *value, size_t length, char *word, size_t size)
{
	if (*word)
		return;
	if (length >= size)
		length = size - 1;
	memcpy(word, value, length);
	word[length] = '\0';
}

static void take_line(struct bytes line, struct module_words *words)
{
	const char *equals = memchr(line.start, '=', line.length);
	size_t key = equals ? equals - line.start : 0, length = line.length - key - 1;

	if (key == strlen("name") && !memcmp(line.start, "name", key))
		take_word(equals + 1, length, words->name, sizeof(words->name));
	else if (key == strlen("vermagic") && !memcmp(line.start, "vermagic", key))
		take_word(equals + 1, length, words->vermagic, sizeof(words->vermagic));
}

static void take_lines(struct bytes info, struct module_words *words)
{
	while (info.length) {
		struct bytes line = { info.start, strnlen(info.start, info.length) };
		size_t step = line.length < info.length ? line.length + 1 : line.length;

		take_line(line, words);
		info.start += step;
		info.length -= step;
	}
}

static void take_versions(struct bytes versions, struct module_words *words)
{
	static const char name[] = "module_layout";

	for (; versions.length >= VERSION_SIZE; versions.length -= VERSION_SIZE) {
		if (!memcmp(versions.start + sizeof(words->layout), name, sizeof(name))) {
			words->has_layout = true;
			memcpy(&words->layout, versions.start, sizeof(words->layout));
			return;
		}
		versions.start += VERSION_SIZE;
	}
}

int module_parse(const void *bytes, size_t length, struct module_words *words)
{
	struct bytes file = { bytes, length }, section;

	memset(words, 0, sizeof(*words));
	if (!find_section(file, ".modinfo", &section))
		return ENOEXEC;
	take_lines(section, words);
	if (find_section(file, "__versions", &section))
		take_versions(section, words);
	take_signature(file, words);
	return *words->vermagic ? 0 : ENOEXEC;
}
