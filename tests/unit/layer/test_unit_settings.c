// SPDX-License-Identifier: GPL-2.0
/*
 * Parsing the output of systemctl.
 */
#include "unit.h"

#include <linux/capability.h>

#include "base/capability.h"
#include "layer/unit_settings.h"

#define BIT(cap)	(UINT64_C(1) << (cap))

static const char *const units[] = { "one.service", "two.service", "none.service", "other.service" };

#define UNITS	(sizeof(units) / sizeof(*units))

static void parse(const char *shown, struct unit_settings settings[UNITS])
{
	char *text = strdup(shown);

	memset(settings, 0, UNITS * sizeof(*settings));
	unit_settings_parse(text, units, UNITS, settings);
	free(text);
}

/* The output of systemd 252 and 257, whose order differs from that of the query. */
static void each_unit_has_its_own(void **state)
{
	struct unit_settings settings[UNITS];

	(void)state;
	parse("CapabilityBoundingSet=cap_chown cap_bpf\n"
	      "User=nobody\n"
	      "PrivateDevices=no\n"
	      "ProtectKernelModules=yes\n"
	      "PrivateUsers=no\n"
	      "SystemCallFilter=~delete_module finit_module init_module\n"
	      "Names=alias.service one.service\n"
	      "LoadState=loaded\n"
	      "\n"
	      "CapabilityBoundingSet=cap_chown\n"
	      "User=\n"
	      "ProtectKernelModules=no\n"
	      "SystemCallFilter=~\n"
	      "Names=none.service\n"
	      "LoadState=not-found\n"
	      "\n"
	      "CapabilityBoundingSet=\n"
	      "User=root\n"
	      "PrivateDevices=yes\n"
	      "ProtectClock=yes\n"
	      "PrivateUsers=identity\n"
	      "SystemCallFilter=read write settimeofday:1 clock_settime\n"
	      "Names=two.service\n"
	      "LoadState=loaded\n", settings);
	assert_true(settings[0].known);
	assert_int_equal(settings[0].capabilities, BIT(CAP_CHOWN) | BIT(CAP_BPF));
	assert_int_equal(settings[0].protections, 1 << UNIT_PROTECTION_KERNEL_MODULES);
	assert_int_equal(settings[0].filtered, BIT(CAP_SYS_MODULE));
	assert_true(settings[0].user);
	assert_false(settings[0].private_users);

	assert_true(settings[1].known);
	assert_int_equal(settings[1].capabilities, 0);
	assert_int_equal(settings[1].protections,
			 1 << UNIT_PROTECTION_DEVICES | 1 << UNIT_PROTECTION_CLOCK);
	assert_true(settings[1].filtered & BIT(CAP_SYS_ADMIN));
	assert_false(settings[1].filtered & BIT(CAP_SYS_TIME));
	assert_false(settings[1].filtered & BIT(CAP_NET_ADMIN));
	assert_false(settings[1].user);
	assert_true(settings[1].private_users);

	assert_false(settings[2].known);
	assert_false(settings[3].known);
}

static void no_filter_refuses_nothing(void **state)
{
	static const char *const none[] = {
		"Names=one.service\nLoadState=loaded\nSystemCallFilter=~\n",
		"Names=one.service\nLoadState=loaded\nSystemCallFilter=\n",
		"Names=one.service\nLoadState=loaded\n",
	};
	struct unit_settings settings[UNITS];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(none) / sizeof(*none); i++) {
		parse(none[i], settings);
		assert_true(settings[0].known);
		assert_int_equal(settings[0].filtered, 0);
	}
}

static void anything_is_parsed(void **state)
{
	static const char *const odd[] = { "", "\n", "\n\n\n", "=", "=\n=", "Names=one.service",
					   "Names=\nLoadState=loaded", "CapabilityBoundingSet=cap_none x " };
	struct unit_settings settings[UNITS];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		parse(odd[i], settings);
		assert_false(settings[0].known);
	}
}

/* systemctl is not run for a name that is a pattern, or not a valid unit name. */
static void what_cannot_be_asked_is_not_known(void **state)
{
	static const char *const odd[] = { "*", "a b.service", "", "$(id).service" };
	struct unit_settings settings[4] = { { .known = true } };
	size_t i;

	(void)state;
	unit_settings_read(odd, 4, settings);
	for (i = 0; i < 4; i++)
		assert_false(settings[i].known);
}

static void each_capability_has_one_protection(void **state)
{
	int cap, taken = 0;

	(void)state;
	for (cap = 0; cap <= CAP_LAST_CAP; cap++) {
		enum unit_protection protection = unit_protection(cap);

		assert_int_equal(protection < UNIT_PROTECTION_COUNT,
				 !!(unit_protected((1 << UNIT_PROTECTION_COUNT) - 1) & BIT(cap)));
		if (protection < UNIT_PROTECTION_COUNT) {
			assert_true(unit_protected(1 << protection) & BIT(cap));
			taken++;
		}
	}
	assert_int_equal(taken, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_unit_has_its_own),
		cmocka_unit_test(no_filter_refuses_nothing),
		cmocka_unit_test(anything_is_parsed),
		cmocka_unit_test(what_cannot_be_asked_is_not_known),
		cmocka_unit_test(each_capability_has_one_protection),
	};

	return cmocka_run_group_tests_name("unit_settings", tests, NULL, NULL);
}
