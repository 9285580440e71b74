/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unit_settings.h - how a unit of systemd's is restricted
 *
 * systemd alone knows what comes of a unit's files, so it is asked: a line adds to
 * the one before it, takes from it or stands for all of it, depending on what that
 * was.
 */
#ifndef UNIT_SETTINGS_H
#define UNIT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(symbol, name): what takes capabilities and their calls; no two the same one. */
#define UNIT_PROTECTIONS(X)				\
	X(KERNEL_MODULES, "ProtectKernelModules")	\
	X(DEVICES, "PrivateDevices")			\
	X(CLOCK, "ProtectClock")			\
	X(KERNEL_LOGS, "ProtectKernelLogs")

enum unit_protection {
#define UNIT_PROTECTION_ENUM(symbol, name) UNIT_PROTECTION_##symbol,
	UNIT_PROTECTIONS(UNIT_PROTECTION_ENUM)
#undef UNIT_PROTECTION_ENUM
	UNIT_PROTECTION_COUNT
};

extern const char *const unit_protection_names[UNIT_PROTECTION_COUNT];

/**
 * unit_protection() - what takes a capability
 * @cap: the capability
 *
 * Return: enum unit_protection; UNIT_PROTECTION_COUNT where none does.
 */
enum unit_protection unit_protection(int cap);

/**
 * unit_protected() - what some of them take
 * @protections: a mask of 1 << enum unit_protection
 *
 * Return: a mask of capabilities.
 */
uint64_t unit_protected(unsigned int protections);

/**
 * struct unit_settings - how a unit is restricted
 * @known: whether systemd has told; nothing else is where it has not
 * @capabilities: its bounding set, after all that takes from it
 * @protections: those that it has, a mask of 1 << enum unit_protection
 * @filtered: the capabilities that SystemCallFilter= refuses a call of
 * @user: it runs as another user than root
 * @private_users: in a user namespace
 */
struct unit_settings {
	bool		known;
	uint64_t	capabilities;
	unsigned int	protections;
	uint64_t	filtered;
	bool		user;
	bool		private_users;
};

#define UNITS_MAX	256	/* that are asked about at once */

/**
 * unit_settings_read() - ask systemd, by systemctl(1)
 * @units: the units' names
 * @count: how many; of what is beyond UNITS_MAX nothing is known
 * @settings: where to
 *
 * It is given two seconds.
 */
void unit_settings_read(const char *const *units, size_t count, struct unit_settings *settings);

/**
 * unit_settings_parse() - the same, from what systemctl shows
 * @text: what it shows, terminated; changed
 * @units: as above
 * @count: how many
 * @settings: where to; those that are not in it are left as they are
 */
void unit_settings_parse(char *text, const char *const *units, size_t count,
			 struct unit_settings *settings);

#endif /* UNIT_SETTINGS_H */
