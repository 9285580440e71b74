/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unreachable.h - report why the module cannot be reached, and what to do
 */
#ifndef UNREACHABLE_H
#define UNREACHABLE_H

#include <stdint.h>

#include "base/status.h"

/**
 * unreachable_family() - report that the generic netlink family does not exist
 *
 * Return: STATUS_UNAVAILABLE.
 */
enum status unreachable_family(void);

/**
 * unreachable_permission() - report that the module refused this user
 *
 * Return: STATUS_UNAVAILABLE.
 */
enum status unreachable_permission(void);

/**
 * unreachable_abi() - report that the module has a different ABI
 * @version: the module's version
 * @abi: the module's ABI
 *
 * Return: STATUS_UNAVAILABLE.
 */
enum status unreachable_abi(const char *version, uint32_t abi);

#endif /* UNREACHABLE_H */
