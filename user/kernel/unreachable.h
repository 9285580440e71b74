/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unreachable.h - saying why the module cannot be reached, and what to do
 */
#ifndef UNREACHABLE_H
#define UNREACHABLE_H

#include <stdint.h>

#include "base/status.h"

/**
 * unreachable_family() - there is no generic netlink family of that name
 *
 * Return: STATUS_UNAVAILABLE; the reason was said.
 */
enum status unreachable_family(void);

/**
 * unreachable_permission() - the module refused this user
 *
 * Return: STATUS_UNAVAILABLE; the reason was said.
 */
enum status unreachable_permission(void);

/**
 * unreachable_abi() - the module speaks another ABI
 * @version: its version
 * @abi: its ABI
 *
 * Return: STATUS_UNAVAILABLE; the reason was said.
 */
enum status unreachable_abi(const char *version, uint32_t abi);

#endif /* UNREACHABLE_H */
