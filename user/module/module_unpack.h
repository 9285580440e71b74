/* SPDX-License-Identifier: GPL-2.0 */
/*
 * module_unpack.h - kernel modules that are packed
 */
#ifndef MODULE_UNPACK_H
#define MODULE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

/**
 * module_is_packed() - whether a file is packed in a way that kmod knows
 * @bytes: the file
 * @length: its bytes
 */
bool module_is_packed(const void *bytes, size_t length);

/**
 * module_unpack() - unpack one
 * @bytes: the file
 * @length: its bytes
 * @to: where to put what is in it
 * @room: bytes at @to
 * @used: where to put how many it takes
 *
 * Return: 0; EFBIG where there is no room, ENOMEM, EBADMSG where the file is
 * damaged, or EINVAL where it is not packed.
 */
int module_unpack(const void *bytes, size_t length, void *to, size_t room, size_t *used);

#endif /* MODULE_UNPACK_H */
