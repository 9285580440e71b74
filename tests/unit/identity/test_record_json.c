// SPDX-License-Identifier: GPL-2.0
/*
 * Records in JSON, against the contract: the keys and their meanings that other
 * people's programs rely on.
 */
#include "unit.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>

#include "identity/record_json.h"

#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PATH	"/system.slice/docker-" ID ".scope"

static char path[] = PATH, name[] = "web", none[] = "";

static const struct identity web = {
	.path = path,
	.name = name,
	.contained = true,
	.container = { .runtime = RUNTIME_DOCKER, .id = ID },
};

static const struct identity host = { .path = none };

static struct capprobe_record record_of(enum capprobe_type type)
{
	return (struct capprobe_record){
		.type = type,
		.pid = 100,
		.tid = 101,
		.uid = 1000,
		.gid = 1001,
		.comm = "modprobe",
		.cap = CAP_SYS_MODULE,
		.arch = AUDIT_ARCH_X86_64,
		.syscall = SYS_finit_module,
		.userns = 4026531837,
		.target_userns = 4026531836,
		.effective = 0xa80425fb,
		.permitted = 0xa80425fb,
		.bounding = 0x1ffffffffff,
	};
}

#define SETS	"\"userns\":4026531837,\"target_userns\":4026531836," \
		"\"effective\":\"00000000a80425fb\",\"permitted\":\"00000000a80425fb\"," \
		"\"inheritable\":\"0000000000000000\",\"bounding\":\"000001ffffffffff\"," \
		"\"ambient\":\"0000000000000000\""

#define WHO	"\"pid\":100,\"tid\":101,\"uid\":1000,\"gid\":1001,\"comm\":\"modprobe\""

#define WEB	"\"container\":{\"runtime\":\"docker\",\"id\":\"" ID "\",\"name\":\"web\"," \
		"\"uid\":0},\"cgroup\":\"" PATH "\""

#define HOST	"\"container\":null,\"cgroup\":null"

/* Without its time, which is of now. Takes over @json. */
static void check(json_t *json, const char *wanted)
{
	json_t *expected = json_loads(wanted, 0, NULL);
	const char *time = json_string_value(json_object_get(json, "time"));
	struct tm tm = { 0 };
	int nanoseconds;

	assert_non_null(expected);
	assert_non_null(json);
	/* RFC 3339, with nanoseconds. */
	assert_non_null(time);
	time = strptime(time, "%Y-%m-%dT%H:%M:%S", &tm);
	assert_non_null(time);
	assert_int_equal(strlen(time), strlen(".123456789Z"));
	assert_int_equal(sscanf(time, ".%9dZ", &nanoseconds), 1);
	json_object_del(json, "time");
	if (!json_equal(json, expected)) {
		char *got = json_dumps(json, JSON_SORT_KEYS);

		fail_msg("got %s, wanted %s", got, wanted);
	}
	json_decref(json);
	json_decref(expected);
}

static void check_is_told(void **state)
{
	struct capprobe_record record = record_of(CAPPROBE_TYPE_CHECK);

	(void)state;
	record.reason = CAPPROBE_NOT_BOUNDING;
	check(record_json(&record, "", 0, &web),
	      "{\"type\":\"check\"," WHO "," WEB ",\"cap\":\"cap_sys_module\",\"cap_nr\":16,"
	      "\"verdict\":\"denied\",\"reason\":\"not-bounding\",\"syscall\":\"finit_module\","
	      "\"arch\":\"x86_64\",\"audit\":true,\"insetid\":false,\"overridden_creds\":false,"
	      "\"interrupt\":false," SETS "}");
}

static void flags_are_told(void **state)
{
	struct capprobe_record record = record_of(CAPPROBE_TYPE_CHECK);

	(void)state;
	record.reason = CAPPROBE_EFFECTIVE;
	record.flags = CAPPROBE_NOAUDIT | CAPPROBE_INSETID | CAPPROBE_OVERRIDDEN | CAPPROBE_INTERRUPT;
	record.syscall = -1;
	/* One that no kernel of today has. */
	record.cap = 63;
	check(record_json(&record, "", 0, &host),
	      "{\"type\":\"check\"," WHO "," HOST ",\"cap\":\"cap_63\",\"cap_nr\":63,"
	      "\"verdict\":\"granted\",\"reason\":\"effective\",\"syscall\":null,"
	      "\"arch\":\"x86_64\",\"audit\":false,\"insetid\":true,\"overridden_creds\":true,"
	      "\"interrupt\":true," SETS "}");
}

static void refused_module_is_told(void **state)
{
	struct capprobe_record record = record_of(CAPPROBE_TYPE_MODULE);

	(void)state;
	record.reason = CAPPROBE_SECCOMP;
	record.cap_reason = CAPPROBE_NOT_BOUNDING;
	record.error = -EPERM;
	check(record_json(&record, "/dummy.ko", 9, &web),
	      "{\"type\":\"module\"," WHO "," WEB ",\"syscall\":\"finit_module\",\"arch\":\"x86_64\","
	      "\"module\":\"/dummy.ko\",\"module_unknown\":false,\"error\":\"EPERM\","
	      "\"blocked_by\":\"seccomp\",\"reason\":\"seccomp\","
	      "\"capability_reason\":\"not-bounding\"," SETS "}");
}

/* null for what init_module(2) takes, which has no path; null where nothing refused. */
static void loaded_module_is_told(void **state)
{
	struct capprobe_record record = record_of(CAPPROBE_TYPE_MODULE);

	(void)state;
	record.syscall = SYS_init_module;
	record.reason = CAPPROBE_EFFECTIVE;
	record.cap_reason = CAPPROBE_EFFECTIVE;
	check(record_json(&record, "", 0, &host),
	      "{\"type\":\"module\"," WHO "," HOST ",\"syscall\":\"init_module\",\"arch\":\"x86_64\","
	      "\"module\":null,\"module_unknown\":false,\"error\":null,\"blocked_by\":null,"
	      "\"reason\":\"effective\",\"capability_reason\":\"effective\"," SETS "}");
}

static void another_call_is_told(void **state)
{
	struct capprobe_record record = record_of(CAPPROBE_TYPE_CALL);

	(void)state;
	record.cap = CAP_SYS_ADMIN;
	record.syscall = SYS_mount;
	record.reason = CAPPROBE_SECCOMP;
	record.cap_reason = CAPPROBE_NOT_EFFECTIVE;
	record.error = SIGSYS;
	check(record_json(&record, "", 0, &web),
	      "{\"type\":\"call\"," WHO "," WEB ",\"syscall\":\"mount\",\"arch\":\"x86_64\","
	      "\"cap\":\"cap_sys_admin\",\"cap_nr\":21,\"error\":\"SIGSYS\","
	      "\"blocked_by\":\"seccomp\",\"reason\":\"seccomp\","
	      "\"capability_reason\":\"not-effective\"," SETS "}");
}

/* A path may hold any byte, and so may a process's name. */
static void text_of_others_is_cleaned(void **state)
{
	struct capprobe_record record = record_of(CAPPROBE_TYPE_MODULE);
	json_t *json;

	(void)state;
	strcpy(record.comm, "\x1b[2J\xff");
	json = record_json(&record, "/a\nb", 4, &host);
	assert_string_equal(json_string_value(json_object_get(json, "module")), "/a\\x0ab");
	assert_string_equal(json_string_value(json_object_get(json, "comm")), "\\x1b[2J\\xff");
	json_decref(json);
}

static void check_error(int error, const char *wanted)
{
	struct capprobe_record record = { .error = error };
	char name[ERROR_NAME_MAX];
	const char *said = error_name(&record, name);

	if (wanted)
		assert_string_equal(said, wanted);
	else
		assert_null(said);
}

static void end_of_a_call_has_a_name(void **state)
{
	(void)state;
	check_error(0, NULL);
	check_error(-ENOENT, "ENOENT");
	check_error(-EKEYREJECTED, "EKEYREJECTED");
	/* The kernel's own, ERESTARTSYS; and what a supervisor may answer. */
	check_error(-512, "errno_512");
	check_error(INT32_MIN, "errno_2147483648");
	check_error(SIGKILL, "SIGKILL");
	check_error(64, "signal_64");
	check_error(INT32_MAX, "signal_2147483647");
}

static void loss_is_told(void **state)
{
	(void)state;
	check(lost_json(CAPPROBE_TYPE_CHECK, CAPPROBE_LOST_RING_FULL, 7, &web),
	      "{\"type\":\"lost\",\"count\":7,\"cause\":\"ring-full\",\"record\":\"check\"," WEB "}");
	check(lost_json(CAPPROBE_TYPE_MODULE, CAPPROBE_LOST_RING_SHARE, 1, NULL),
	      "{\"type\":\"lost\",\"count\":1,\"cause\":\"ring-share\",\"record\":\"module\"," HOST "}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_is_told),
		cmocka_unit_test(flags_are_told),
		cmocka_unit_test(refused_module_is_told),
		cmocka_unit_test(loaded_module_is_told),
		cmocka_unit_test(another_call_is_told),
		cmocka_unit_test(text_of_others_is_cleaned),
		cmocka_unit_test(end_of_a_call_has_a_name),
		cmocka_unit_test(loss_is_told),
	};

	return cmocka_run_group_tests_name("record_json", tests, NULL, NULL);
}
