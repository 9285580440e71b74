/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_unpack.h - decompress kernel modules
 */
#ifndef MODULE_UNPACK_H
#define MODULE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

/**
 * module_is_packed() - whether a file is compressed in a format that kmod supports
 * @bytes: the file
 * @length: its size in bytes
 */
bool module_is_packed(const void *bytes, size_t length);

/**
 * module_unpack() - decompress a module
 * @bytes: the file
 * @length: its size in bytes
 * @to: buffer
 * @room: size of the buffer in bytes
 * @used: set to the decompressed size in bytes
 *
 * Return: 0; EFBIG if the buffer is too small, ENOMEM, EBADMSG if the file is
 * damaged, or EINVAL if it is not compressed.
 */
int module_unpack(const void *bytes, size_t length, void *to, size_t room, size_t *used);

#endif /* MODULE_UNPACK_H */
