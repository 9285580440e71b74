// SPDX-License-Identifier: GPL-2.0
/*
 * Fixes: the safe way first, then the narrowest option.
 */
#include "unit.h"

#include <linux/capability.h>
#include <sys/utsname.h>

#include "base/capability.h"
#include "base/text.h"
#include "layer/fix.h"
#include "layer/selinux.h"
#include "layer/subject.h"
#include "module/module_file.h"
#include "render/json.h"

static const struct identity host = { .contained = false };

#define POD_CGROUP	"/kubepods.slice/kubepods-pod0.slice/cri-containerd-" \
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope"

static struct identity in(enum runtime runtime)
{
	return (struct identity){ .contained = true, .container = { .runtime = runtime } };
}

static struct identity in_pod(void)
{
	struct identity identity = in(RUNTIME_CONTAINERD);

	identity.path = POD_CGROUP;
	return identity;
}

static struct identity of_user(enum runtime runtime)
{
	struct identity identity = in(runtime);

	identity.container.uid = 1000;
	return identity;
}

static const char *line_of(const struct identity *identity, const struct refused *process,
			   const struct unit_settings *unit, int cap, enum capprobe_reason reason,
			   enum capprobe_reason cap_reason)
{
	const struct refusal refusal = {
		.identity = identity, .cap = cap, .reason = reason, .cap_reason = cap_reason,
		.module = "dummy", .process = process, .unit = unit,
	};
	static char fix[FIX_MAX];

	return fix_line(&refusal, fix);
}

static const char *line(const struct identity *identity, int cap, enum capprobe_reason reason,
			enum capprobe_reason cap_reason)
{
	const struct refused process = { .label = "my-profile (enforce)" };

	return line_of(identity, &process, NULL, cap, reason, cap_reason);
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

/* Asserts that a text contains another. */
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
		    has(fix, "recreate the container with docker run --cap-add SYS_MODULE"));
	assert_true(has(fix, "docker run --cap-add SYS_MODULE") <
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
		{ RUNTIME_CONTAINERD, "ctr run --cap-add CAP_NET_ADMIN" },
		{ RUNTIME_CRIO, "securityContext.capabilities.add: [\"NET_ADMIN\"]" },
		{ RUNTIME_RUNC, "process.capabilities: CAP_NET_ADMIN" },
		{ RUNTIME_CRUN, "process.capabilities: CAP_NET_ADMIN" },
		{ RUNTIME_NSPAWN, "systemd-nspawn --capability=CAP_NET_ADMIN" },
		{ RUNTIME_LXC, "lxc.cap.drop without net_admin" },
		{ RUNTIME_SYSTEMD, "CapabilityBoundingSet=~ in the unit" },
		{ RUNTIME_FLATPAK, "add CAP_NET_ADMIN to the container's bounding" },
		{ RUNTIME_SNAP, "add CAP_NET_ADMIN to the container's bounding" },
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
	    "--cap-add SYS_ADMIN, which makes it nearly root on the host");
	has(line(&docker, CAP_SYS_TIME, CAPPROBE_SECCOMP, CAPPROBE_NOT_BOUNDING),
	    "set the time on the host");
	assert_string_equal(line(&docker, CAP_NET_ADMIN, CAPPROBE_NOT_BOUNDING,
				 CAPPROBE_NOT_BOUNDING),
			    "recreate the container with docker run --cap-add NET_ADMIN");
}

/* Runtimes that no guest has; the fixes for the others are applied by tests/vm/t/advice. */
static void a_pod_has_its_security_context(void **state)
{
	const struct identity pods[] = { in_pod(), in(RUNTIME_CRIO) };
	const struct refused user = { .user = true };
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		const char *fix = line_of(&pods[i], &user, NULL, CAP_NET_ADMIN, CAPPROBE_NOT_BOUNDING,
					  CAPPROBE_NOT_BOUNDING);

		has(fix, "recreate the pod");
		has(fix, "securityContext.capabilities.add: [\"NET_ADMIN\"] and runAsUser: 0");
		assert_null(strstr(fix, "ctr"));
		has(line(&pods[i], CAP_SYS_ADMIN, CAPPROBE_USERNS, CAPPROBE_USERNS), "hostUsers: true");
		assert_string_equal(short_line(&pods[i], CAP_NET_ADMIN, CAPPROBE_NOT_BOUNDING,
					       CAPPROBE_NOT_BOUNDING),
				    "capabilities.add: [\"NET_ADMIN\"]");
	}
}

static void roots_container_can_be_in_the_hosts_user_namespace(void **state)
{
	static const enum runtime engines[] = { RUNTIME_DOCKER, RUNTIME_PODMAN, RUNTIME_NERDCTL };
	const enum capprobe_reason reasons[] = { CAPPROBE_USERNS, CAPPROBE_SECCOMP };
	size_t i, j;

	(void)state;
	for (i = 0; i < 3; i++) {
		const struct identity identity = in(engines[i]);

		for (j = 0; j < 2; j++) {
			has(line(&identity, CAP_SYS_MODULE, reasons[j], CAPPROBE_USERNS),
			    " run --userns=host --cap-add SYS_MODULE");
			assert_string_equal(short_line(&identity, CAP_SYS_MODULE, reasons[j],
						       CAPPROBE_USERNS),
					    "recreate: --userns=host --cap-add SYS_MODULE");
		}
	}
}

static void a_user_s_container_is_run_by_root(void **state)
{
	const struct identity podman = of_user(RUNTIME_PODMAN);
	const char *fix = line(&podman, CAP_SYS_MODULE, CAPPROBE_USERNS, CAPPROBE_USERNS);

	(void)state;
	has(fix, "as root with podman run --cap-add SYS_MODULE");
	assert_null(strstr(fix, "--userns"));
	assert_string_equal(short_line(&podman, CAP_SYS_MODULE, CAPPROBE_SECCOMP, CAPPROBE_USERNS),
			    "recreate as root: --cap-add SYS_MODULE");
}

static void no_flag_helps_elsewhere_in_a_user_namespace(void **state)
{
	const struct identity others[] = { host, in(RUNTIME_FLATPAK), in(RUNTIME_SNAP),
					   of_user(RUNTIME_LXC), in(RUNTIME_SYSTEMD) };
	const struct identity docker = in(RUNTIME_DOCKER);
	const struct refused own = { .own_users = true };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
		const char *fix = line(&others[i], CAP_SYS_MODULE, CAPPROBE_USERNS, CAPPROBE_USERNS);

		has(fix, "no flag helps");
		has(fix, "only root on the host");
		assert_null(strstr(fix, "--"));
		assert_string_equal(short_line(&others[i], CAP_SYS_MODULE, CAPPROBE_SECCOMP,
					       CAPPROBE_USERNS), "only root on the host");
	}
	has(line_of(&docker, &own, NULL, CAP_SYS_MODULE, CAPPROBE_USERNS, CAPPROBE_USERNS),
	    "no flag helps");
}

/* Do not suggest what has no effect with no_new_privs. */
static void without_new_privileges_a_file_gives_none(void **state)
{
	static const struct {
		enum runtime	runtime;
		const char	*takes;
	} runtimes[] = {
		{ RUNTIME_DOCKER, "(a file capability needs a container without --security-opt no-new-privileges)" },
		{ RUNTIME_PODMAN, "(a file capability needs a container without --security-opt no-new-privileges)" },
		{ RUNTIME_NERDCTL, "(a file capability needs a container without --security-opt no-new-privileges)" },
		{ RUNTIME_CONTAINERD, "(a file capability needs ctr run --allow-new-privs)" },
		{ RUNTIME_CRIO, "(a file capability needs allowPrivilegeEscalation: true)" },
		{ RUNTIME_RUNC, "(a file capability needs noNewPrivileges: false in config.json)" },
		{ RUNTIME_LXC, "(a file capability needs lxc.no_new_privs = 0)" },
		{ RUNTIME_NSPAWN, "(a file capability needs --no-new-privileges=no)" },
		{ RUNTIME_SYSTEMD, "(a file capability needs NoNewPrivileges=no)" },
		{ RUNTIME_SNAP, "(a file capability needs a process without no_new_privs)" },
	};
	const struct refused none = { .no_new_privs = true };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(runtimes) / sizeof(*runtimes); i++) {
		const struct identity identity = in(runtimes[i].runtime);
		const char *fix = line_of(&identity, &none, NULL, CAP_NET_ADMIN,
					  CAPPROBE_NOT_PERMITTED, CAPPROBE_NOT_PERMITTED);

		has(fix, "run it as root, or give it CAP_NET_ADMIN as an ambient capability");
		has(fix, runtimes[i].takes);
	}
}

static uint64_t all_but(uint64_t caps)
{
	return capability_full() & ~caps;
}

#define BIT(cap)	(UINT64_C(1) << (cap))

/* tests/vm/t/advice applies each of these to a real unit. */
static void a_unit_keeps_what_it_has(void **state)
{
	static const unsigned int modules = 1 << UNIT_PROTECTION_KERNEL_MODULES,
				  clock = 1 << UNIT_PROTECTION_CLOCK;
	const struct identity unit = in(RUNTIME_SYSTEMD);
	const struct {
		struct unit_settings	settings;
		int			cap;
		const char		*set;
	} units[] = {
		{ { true, all_but(BIT(CAP_SYS_MODULE)), modules }, CAP_SYS_MODULE,
		  "set ProtectKernelModules=no and CapabilityBoundingSet=~ in the unit, and restart it" },
		{ { true, all_but(BIT(CAP_SYS_MODULE)) }, CAP_SYS_MODULE,
		  "set CapabilityBoundingSet=CAP_SYS_MODULE in the unit, and restart it" },
		{ { true, BIT(CAP_CHOWN), modules }, CAP_SYS_MODULE,
		  "set ProtectKernelModules=no and CapabilityBoundingSet=CAP_SYS_MODULE in the unit" },
		{ { true, BIT(CAP_CHOWN), modules | clock }, CAP_NET_ADMIN,
		  "set CapabilityBoundingSet=CAP_NET_ADMIN in the unit" },
		{ { true, all_but(BIT(CAP_SYS_MODULE) | BIT(CAP_SYS_TIME) | BIT(CAP_WAKE_ALARM)),
		    modules | clock }, CAP_WAKE_ALARM,
		  "set ProtectClock=no and CapabilityBoundingSet=~ in the unit" },
		{ { true, all_but(BIT(CAP_BPF)) }, CAP_BPF, "set CapabilityBoundingSet=~ in the unit" },
		{ { true, BIT(CAP_CHOWN), .user = true }, CAP_NET_ADMIN,
		  "set CapabilityBoundingSet=CAP_NET_ADMIN and AmbientCapabilities=CAP_NET_ADMIN in" },
		{ { true, capability_full() }, CAP_NET_ADMIN, "the unit does not take CAP_NET_ADMIN away" },
		{ { false }, CAP_SYS_MODULE,
		  "set ProtectKernelModules=no and CapabilityBoundingSet=~ in the unit" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(units) / sizeof(*units); i++)
		has(line_of(&unit, NULL, &units[i].settings, units[i].cap, CAPPROBE_NOT_BOUNDING,
			    CAPPROBE_NOT_BOUNDING), units[i].set);
}

static void a_user_s_unit_has_none_to_give(void **state)
{
	const struct identity unit = of_user(RUNTIME_SYSTEMD);

	(void)state;
	has(line(&unit, CAP_SYS_MODULE, CAPPROBE_NOT_BOUNDING, CAPPROBE_NOT_BOUNDING),
	    "make it a system unit");
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
	    "allow capability sys_module, without denying it anywhere, in AppArmor profile my-profile,");
}

/* No guest has an SELinux policy, so nothing else tests this. */
static void selinux_has_no_profile(void **state)
{
	const struct refused process = { .label = "system_u:system_r:container_t:s0:c1,c2" };
	const struct identity docker = in(RUNTIME_DOCKER), lxc = in(RUNTIME_LXC);
	const char *fix = line_of(&docker, &process, NULL, CAP_SYS_MODULE, CAPPROBE_LSM, CAPPROBE_LSM);

	(void)state;
	has(fix, "SELinux policy module with \"allow container_t self:capability sys_module;\"");
	has(fix, "docker run --security-opt label=disable");
	assert_null(strstr(fix, "profile"));
	fix = line_of(&lxc, &process, NULL, CAP_BPF, CAPPROBE_LSM, CAPPROBE_LSM);
	has(fix, "allow container_t self:capability2 bpf;");
	assert_null(strstr(fix, "label=disable"));
}

static void a_label_tells_whose_it_is(void **state)
{
	(void)state;
	assert_true(selinux_is_context("system_u:system_r:container_t:s0:c1,c2"));
	assert_true(selinux_is_context("u:r:init"));
	assert_false(selinux_is_context("docker-default (enforce)"));
	assert_false(selinux_is_context("unconfined"));
	assert_false(selinux_is_context(":ns:a:b (complain)"));
	assert_false(selinux_is_context("a:b:c (enforce)"));
	assert_false(selinux_is_context("a:b"));
	assert_false(selinux_is_context("a:b:"));
	assert_false(selinux_is_context(""));
}

/* The caller adds a full stop. */
static void no_line_ends_in_a_dot(void **state)
{
	int runtime, cap, reason, walk;

	(void)state;
	for (runtime = 0; runtime < RUNTIME_COUNT; runtime++) {
		const struct identity identity = in(runtime);

		for (cap = 0; cap <= CAP_LAST_CAP; cap++) {
			for (reason = 0; reason < CAPPROBE_REASON_COUNT; reason++) {
				for (walk = 0; walk < CAPPROBE_REASON_COUNT; walk++) {
					const char *fix = line(&identity, cap, reason, walk);

					assert_int_not_equal(fix[strlen(fix) - 1], '.');
					assert_null(strstr(fix, "..."));
				}
			}
		}
	}
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
	    "remove dummy from module_blacklist=");
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_VERSION_MAGIC, CAPPROBE_EFFECTIVE), name.release);
	has(line(&host, CAP_SYS_MODULE, CAPPROBE_MISSING_FILE, CAPPROBE_EFFECTIVE),
	    "load it on the host: modprobe dummy");
}

/* The line may be pasted into root's shell, and a file can give its module any name. */
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

/* A table of 100 columns has room for this much; the longest ones are about user namespaces. */
static void the_short_form_is_short(void **state)
{
	int runtime, cap, reason;

	(void)state;
	for (runtime = 0; runtime < RUNTIME_COUNT; runtime++) {
		const struct identity identity = in(runtime);

		for (cap = 0; cap <= CAP_LAST_CAP; cap++) {
			for (reason = 0; reason < CAPPROBE_REASON_COUNT; reason++)
				assert_true(strlen(short_line(&identity, cap, reason, reason)) <= 54);
		}
	}
	assert_string_equal(short_line(&(struct identity){ .contained = true }, CAP_SYS_MODULE,
				       CAPPROBE_SECCOMP, CAPPROBE_NOT_BOUNDING),
			    "recreate: --cap-add SYS_MODULE");
}

/*
 * Labels of security modules and names of modules are not trusted, and may be as long as
 * possible: nothing is truncated, least of all within a character.
 */
static void the_longest_texts_fit(void **state)
{
	char module[TEXT_CLEAN_MAX(MODULE_NAME_MAX)];
	struct refused process = { .user = true };
	char *label = process.label;
	struct refusal refusal = { .process = &process, .module = module };
	int runtime, cap, reason;
	char fix[FIX_MAX];

	(void)state;
	*label = 'a';
	for (reason = 1; reason + 2 < SUBJECT_LABEL_MAX; reason += 2)
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
		cmocka_unit_test(a_pod_has_its_security_context),
		cmocka_unit_test(roots_container_can_be_in_the_hosts_user_namespace),
		cmocka_unit_test(a_user_s_container_is_run_by_root),
		cmocka_unit_test(no_flag_helps_elsewhere_in_a_user_namespace),
		cmocka_unit_test(without_new_privileges_a_file_gives_none),
		cmocka_unit_test(a_unit_keeps_what_it_has),
		cmocka_unit_test(a_user_s_unit_has_none_to_give),
		cmocka_unit_test(a_filter_of_its_own_is_the_profile),
		cmocka_unit_test(a_user_needs_root_or_the_capability),
		cmocka_unit_test(the_profile_of_a_security_module_is_named),
		cmocka_unit_test(selinux_has_no_profile),
		cmocka_unit_test(a_label_tells_whose_it_is),
		cmocka_unit_test(no_line_ends_in_a_dot),
		cmocka_unit_test(the_kernel_s_own_reasons),
		cmocka_unit_test(no_command_has_a_name_that_means_something),
		cmocka_unit_test(the_short_form_is_short),
		cmocka_unit_test(the_longest_texts_fit),
	};

	return cmocka_run_group_tests_name("fix", tests, NULL, NULL);
}
