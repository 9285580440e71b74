// SPDX-License-Identifier: GPL-2.0
/*
 * module_unpack.c - decompress kernel modules
 *
 * The output buffer is fixed; the memory that the decompressors allocate depends on
 * the file, and is limited here.
 */
#include <errno.h>
#include <lzma.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/array.h"
#include "module/module_unpack.h"

#define XZ_MEMORY	(80 << 20)	/* bytes: decompressing xz -9 takes 65 MiB */

static int unpack_gzip(const void *bytes, size_t length, void *to, size_t room, size_t *used)
{
	z_stream stream = {
		.next_in = (void *)bytes,
		.avail_in = length,
		.next_out = to,
		.avail_out = room,
	};
	int result;

	/* gzip header, any window size */
	if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
		return ENOMEM;
	result = inflate(&stream, Z_FINISH);
	*used = stream.total_out;
	inflateEnd(&stream);
	if (result == Z_STREAM_END)
		return 0;
	if (result == Z_MEM_ERROR)
		return ENOMEM;
	return stream.avail_out ? EBADMSG : EFBIG;
}

static int unpack_xz(const void *bytes, size_t length, void *to, size_t room, size_t *used)
{
	lzma_stream stream = LZMA_STREAM_INIT;
	lzma_ret result;

	if (lzma_stream_decoder(&stream, XZ_MEMORY, LZMA_CONCATENATED) != LZMA_OK)
		return ENOMEM;
	stream.next_in = bytes;
	stream.avail_in = length;
	stream.next_out = to;
	stream.avail_out = room;
	result = lzma_code(&stream, LZMA_FINISH);
	*used = stream.total_out;
	lzma_end(&stream);
	if (result == LZMA_STREAM_END)
		return 0;
	if (result == LZMA_MEM_ERROR || result == LZMA_MEMLIMIT_ERROR)
		return ENOMEM;
	return stream.avail_out ? EBADMSG : EFBIG;
}

static int unpack_zstd(const void *bytes, size_t length, void *to, size_t room, size_t *used)
{
	*used = ZSTD_decompress(to, room, bytes, length);
	if (!ZSTD_isError(*used))
		return 0;
	switch (ZSTD_getErrorCode(*used)) {
	case ZSTD_error_dstSize_tooSmall:
		return EFBIG;
	case ZSTD_error_memory_allocation:
		return ENOMEM;
	default:
		return EBADMSG;
	}
}

/* Magic numbers, as in kmod. */
static const struct packing {
	char	magic[6];
	size_t	length;
	int	(*unpack)(const void *bytes, size_t length, void *to, size_t room, size_t *used);
} packings[] = {
	{ "\x1f\x8b", 2, unpack_gzip },
	{ "\xfd" "7zXZ", 6, unpack_xz },
	{ "\x28\xb5\x2f\xfd", 4, unpack_zstd },
};

static const struct packing *find(const void *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(packings); i++) {
		if (length >= packings[i].length &&
		    !memcmp(bytes, packings[i].magic, packings[i].length))
			return &packings[i];
	}
	return NULL;
}

bool module_is_packed(const void *bytes, size_t length)
{
	return find(bytes, length);
}

int module_unpack(const void *bytes, size_t length, void *to, size_t room, size_t *used)
{
	const struct packing *packing = find(bytes, length);

	return packing ? packing->unpack(bytes, length, to, room, used) : EINVAL;
}
