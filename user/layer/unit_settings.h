/* SPDX-License-Identifier: GPL-2.0 */
/*
 * unit_settings.h - the restrictions of a systemd unit
 *
 * A line in a unit's files may add to the previous ones, subtract from them or replace
 * them, depending on what they were. Only systemd knows the result, so we ask it.
 */
#ifndef UNIT_SETTINGS_H
#define UNIT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Settings that take away capabilities and the related system calls. Each capability is in
 * one of them only. X(symbol, name)
 */
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
 * unit_protection() - the setting that takes away a capability
 * @cap: the capability
 *
 * Return: enum unit_protection; UNIT_PROTECTION_COUNT if there is none.
 */
enum unit_protection unit_protection(int cap);

/**
 * unit_protected() - the capabilities that settings take away
 * @protections: a mask of 1 << enum unit_protection
 *
 * Return: a mask of capabilities.
 */
uint64_t unit_protected(unsigned int protections);

/**
 * struct unit_settings - the restrictions of a unit
 * @known: systemd has answered; otherwise the other members are not valid
 * @capabilities: its bounding set, after all settings that subtract from it
 * @protections: enabled protections, a mask of 1 << enum unit_protection
 * @filtered: mask of the capabilities for which SystemCallFilter= refuses a call
 * @user: it runs as a user other than root
 * @private_users: it has a user namespace of its own
 */
struct unit_settings {
	bool		known;
	uint64_t	capabilities;
	unsigned int	protections;
	uint64_t	filtered;
	bool		user;
	bool		private_users;
};

#define UNITS_MAX	256	/* per query */

/**
 * unit_settings_read() - query systemd with systemctl(1)
 * @units: names of the units
 * @count: number of units; those beyond UNITS_MAX stay unknown
 * @settings: result
 *
 * systemd is given five seconds to answer.
 */
void unit_settings_read(const char *const *units, size_t count, struct unit_settings *settings);

/**
 * unit_settings_parse() - parse the output of systemctl
 * @text: the output, NUL-terminated; modified
 * @units: as above
 * @count: number of units
 * @settings: result; entries of units that are not in the output are left alone
 */
void unit_settings_parse(char *text, const char *const *units, size_t count,
			 struct unit_settings *settings);

#endif /* UNIT_SETTINGS_H */
