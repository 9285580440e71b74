// SPDX-License-Identifier: GPL-2.0
/*
 * What would help: the safe way first, then the narrowest flag, by its key word.
 */
#include "unit.h"

#include <linux/capability.h>
#include <sys/utsname.h>

#include "fix.h"
#include "json.h"
#include "module_file.h"
#include "subject.h"
#include "text.h"

static const struct identity host = { .contained = false };

static struct identity in(enum runtime runtime)
{
	return (struct identity){ .contained = true, .container = { .runtime = runtime } };
}

static const char *line(const struct identity *identity, int cap, enum capprobe_reason reason,
			enum capprobe_reason cap_reason)
{
	const struct refusal refusal = {
		.identity = identity, .cap = cap, .reason = reason, .cap_reason = cap_reason,
		.module = "dummy", .label = "my-profile (enforce)",
	};
	static char fix[FIX_MAX];

	return fix_line(&refusal, fix);
}

static const char *short_line(const struct identity *identity, int cap,
			      enum capprobe_reason reason, enum capprobe_reason cap_reason)
{
	const struct refusal refusal = {
		.identity = identity, .cap = cap, .reason = reason, .cap_reason = cap_reason,
	};
	static char fix[FIX_MAX];

	return fix_short(&refusal, fix);
}

/* That a text has another, and where: none is NULL. */
static const char *has(const char *text, const char *part)
{
	const char *at = strstr(text, part);

	if (!at)
		print_error("'%s' is not in '%s'\n", part, text);
	assert_non_null(at);
	return at;
}

static void the_safe_way_comes_first(void **state)
{
	const struct identity docker = in(RUNTIME_DOCKER);
	const char *fix = line(&docker, CAP_SYS_MODULE, CAPPROBE_SECCOMP, CAPPROBE_NOT_BOUNDING);

	(void)state;
	assert_true(has(fix, "load it on the host: modprobe dummy") <
		    has(fix, "docker run --cap-add SYS_MODULE ..."));
	assert_true(has(fix, "docker run --cap-add SYS_MODULE ...") <
		    has(fix, "which hands the container the host's kernel"));
}

static void each_runtime_has_its_flag(void **state)
{
	static const struct {
		enum runtime	runtime;
		const char	*flag;
	} flags[] = {
		{ RUNTIME_DOCKER, "docker run --cap-add NET_ADMIN" },
		{ RUNTIME_PODMAN, "podman run --cap-add NET_ADMIN" },
		{ RUNTIME_NERDCTL, "nerdctl run --cap-add NET_ADMIN" },
		{ RUNTIME_CONTAINERD, "securityContext.capabilities.add: [\"NET_ADMIN\"]" },
		{ RUNTIME_CRIO, "securityContext.capabilities.add: [\"NET_ADMIN\"]" },
		{ RUNTIME_RUNC, "process.capabilities: CAP_NET_ADMIN" },
		{ RUNTIME_CRUN, "process.capabilities: CAP_NET_ADMIN" },
		{ RUNTIME_NSPAWN, "systemd-nspawn --capability=CAP_NET_ADMIN" },
		{ RUNTIME_LXC, "lxc.cap.drop without net_admin" },
		{ RUNTIME_SYSTEMD, "CapabilityBoundingSet=CAP_NET_ADMIN in the unit" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		const struct identity identity = in(flags[i].runtime);

		has(line(&identity, CAP_NET_ADMIN, CAPPROBE_NOT_BOUNDING, CAPPROBE_NOT_BOUNDING),
		    flags[i].flag);
	}
}

static void what_a_flag_gives_away_is_said(void **state)
{
	const struct identity docker = in(RUNTIME_DOCKER);

	(void)state;
	has(line(&docker, CAP_SYS_ADMIN, CAPPROBE_SECCOMP, CAPPROBE_NOT_BOUNDING),
	    "--cap-add SYS_ADMIN ..., which makes it nearly root on the host");
	has(line(&docker, CAP_SYS_TIME, CAPPROBE_SECCOMP, CAPPROBE_NOT_BOUNDING),
	    "set the time on the host");
	assert_string_equal(line(&docker, CAP_NET_ADMIN, CAPPROBE_NOT_BOUNDING,
				 CAPPROBE_NOT_BOUNDING),
			    "docker run --cap-add NET_ADMIN ...");
}

static void no_flag_helps_in_a_user_namespace(void **state)
{
	const struct identity podman = in(RUNTIME_PODMAN);
	const enum capprobe_reason reasons[] = { CAPPROBE_USERNS, CAPPROBE_SECCOMP };
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		const char *fix = line(&podman, CAP_SYS_MODULE, reasons[i], CAPPROBE_USERNS);

		has(fix, "no flag helps");
		has(fix, "only root on the host");
		assert_null(strstr(fix, "--cap-add"));
		assert_string_equal(short_line(&podman, CAP_SYS_MODULE, reasons[i],
					       CAPPROBE_USERNS), "only root on the host");
	}
}

static void a_filter_of_its_own_is_the_profile(void **state)
{
	const struct identity docker = in(RUNTIME_DOCKER);
	const char *fix = line(&docker, CAP_SYS_MODULE, CAPPROBE_SECCOMP, CAPPROBE_EFFECTIVE);

	(void)state;
	has(fix, "--security-opt seccomp=");
	assert_null(strstr(fix, "--cap-add"));
	assert_string_equal(short_line(&docker, CAP_SYS_MODULE, CAPPROBE_SECCOMP,
				       CAPPROBE_EFFECTIVE), "its seccomp profile");
}

static void a_user_needs_root_or_the_capability(void **state)
{
	const struct identity docker = in(RUNTIME_DOCKER);
	const char *fix = line(&docker, CAP_SYS_MODULE, CAPPROBE_NOT_PERMITTED,
			       CAPPROBE_NOT_PERMITTED);

	(void)state;
	has(fix, "run it as root");
	has(fix, "file or ambient capability");
	assert_null(strstr(fix, "--cap-add"));
}

static void the_profile_of_a_security_module_is_named(void **state)
{
	const struct identity docker = in(RUNTIME_DOCKER);

	(void)state;
	has(line(&docker, CAP_SYS_MODULE, CAPPROBE_LSM, CAPPROBE_LSM),
	    "allow capability sys_module in the security module's profile my-profile,");
}

static void the_kernel_s_own_reasons(void **state)
{
	struct utsname name;

	(void)state;
	uname(&name);
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_MODULES_DISABLED, CAPPROBE_EFFECTIVE),
	    "only a reboot");
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_LOCKDOWN, CAPPROBE_EFFECTIVE), "sign dummy");
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_SIGNATURE, CAPPROBE_EFFECTIVE), "sign dummy");
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_BLACKLISTED, CAPPROBE_EFFECTIVE),
	    "take dummy out of module_blacklist=");
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_VERSION_MAGIC, CAPPROBE_EFFECTIVE), name.release);
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_MISSING_FILE, CAPPROBE_EFFECTIVE),
	    "load it on the host: modprobe dummy");
}

/* A line is pasted into root's shell: a file can call its module anything. */
static void no_command_has_a_name_that_means_something(void **state)
{
	static const char *const names[] = { "$(id)", "`id`", "a;id", "a b", "-r", "" };
	struct refusal refusal = { .identity = &host, .cap = CAP_SYS_MODULE };
	char fix[FIX_MAX];
	size_t i;
	int reason;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		refusal.module = names[i];
		for (reason = 0; reason < CAPPROBE_REASON_COUNT; reason++) {
			refusal.reason = reason;
			refusal.cap_reason = reason;
			fix_line(&refusal, fix);
			assert_true(!*names[i] || !strstr(fix, names[i]));
			if (strstr(fix, "modprobe "))
				has(fix, "modprobe NAME");
		}
	}
	refusal.module = "nf_tables-2";
	refusal.reason = CAPPROBE_MISSING_FILE;
	has(fix_line(&refusal, fix), "modprobe nf_tables-2;");
}

/* In a table of 100 columns there is room for so much. */
static void the_short_form_is_short(void **state)
{
	int runtime, cap, reason;

	(void)state;
	for (runtime = 0; runtime < RUNTIME_COUNT; runtime++) {
		const struct identity identity = in(runtime);

		for (cap = 0; cap <= CAP_LAST_CAP; cap++) {
			for (reason = 0; reason < CAPPROBE_REASON_COUNT; reason++)
				assert_true(strlen(short_line(&identity, cap, reason, reason)) <= 44);
		}
	}
	assert_string_equal(short_line(&(struct identity){ .contained = true }, CAP_SYS_MODULE,
				       CAPPROBE_SECCOMP, CAPPROBE_NOT_BOUNDING),
			    "--cap-add SYS_MODULE");
}

/*
 * A security module's label and a module's name are somebody else's, and as
 * long as can be: nothing is cut, least of all within a character.
 */
static void the_longest_texts_fit(void **state)
{
	char label[SUBJECT_LABEL_MAX], module[TEXT_CLEAN_MAX(MODULE_NAME_MAX)];
	struct refusal refusal = { .label = label, .module = module };
	int runtime, cap, reason;
	char fix[FIX_MAX];

	(void)state;
	*label = 'a';
	for (reason = 1; reason + 2 < (int)sizeof(label); reason += 2)
		memcpy(label + reason, "\xc3\xaf", 3);
	memset(module, 'm', sizeof(module) - 1);
	module[sizeof(module) - 1] = '\0';
	for (runtime = 0; runtime < RUNTIME_COUNT; runtime++) {
		const struct identity identity = in(runtime);

		refusal.identity = &identity;
		for (cap = 0; cap <= CAP_LAST_CAP; cap++) {
			for (reason = 0; reason < CAPPROBE_REASON_COUNT; reason++) {
				json_t *shown;

				refusal.cap = cap;
				refusal.reason = reason;
				refusal.cap_reason = reason;
				fix_line(&refusal, fix);
				assert_true(strlen(fix) < sizeof(fix) - 1);
				if (reason == CAPPROBE_LSM)
					has(fix, label);
				shown = json_string(fix);
				assert_non_null(shown);
				json_decref(shown);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_safe_way_comes_first),
		cmocka_unit_test(each_runtime_has_its_flag),
		cmocka_unit_test(what_a_flag_gives_away_is_said),
		cmocka_unit_test(no_flag_helps_in_a_user_namespace),
		cmocka_unit_test(a_filter_of_its_own_is_the_profile),
		cmocka_unit_test(a_user_needs_root_or_the_capability),
		cmocka_unit_test(the_profile_of_a_security_module_is_named),
		cmocka_unit_test(the_kernel_s_own_reasons),
		cmocka_unit_test(no_command_has_a_name_that_means_something),
		cmocka_unit_test(the_short_form_is_short),
		cmocka_unit_test(the_longest_texts_fit),
	};

	return cmocka_run_group_tests_name("fix", tests, NULL, NULL);
}
