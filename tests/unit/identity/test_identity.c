// SPDX-License-Identifier: GPL-2.0
/*
 * Whose a record is, in JSON as the contract has it, and in a word for people.
 */
#include "unit.h"

#include "identity/identity.h"

#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct identity contained(enum runtime runtime, uid_t uid, const char *name)
{
	static char path[] = "/some.scope";

	return (struct identity){
		.path = path,
		.contained = true,
		.container = { .runtime = runtime, .id = ID, .uid = uid },
		.name = (char *)name,
	};
}

static void check_json(struct identity identity, const char *wanted)
{
	json_t *json = identity_json(&identity);
	char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);

	assert_string_equal(text, wanted);
	free(text);
	json_decref(json);
}

static void json_is_as_in_the_contract(void **state)
{
	(void)state;
	check_json((struct identity){ .path = "" }, "null");
	check_json(contained(RUNTIME_DOCKER, 0, "web"),
		   "{\"runtime\":\"docker\",\"id\":\"" ID "\",\"name\":\"web\",\"uid\":0}");
	/* A name that is not known, and one who is not root. */
	check_json(contained(RUNTIME_PODMAN, 1000, NULL),
		   "{\"runtime\":\"podman\",\"id\":\"" ID "\",\"name\":null,\"uid\":1000}");
	check_json(contained(RUNTIME_DOCKER, 0, "a\x1b"),
		   "{\"runtime\":\"docker\",\"id\":\"" ID "\",\"name\":\"a\\\\x1b\",\"uid\":0}");
}

static void check_label(struct identity identity, const char *wanted)
{
	char label[IDENTITY_LABEL_MAX];

	assert_string_equal(identity_label(&identity, label), wanted);
}

static void label_is_the_name_or_a_short_id(void **state)
{
	struct identity host = { .path = "" };

	(void)state;
	check_label(host, "host");
	check_label(contained(RUNTIME_DOCKER, 0, "web"), "web");
	check_label(contained(RUNTIME_DOCKER, 0, NULL), "0123456789ab");
	check_label(contained(RUNTIME_PODMAN, 1000, "web"), "1000:web");
	check_label(contained(RUNTIME_PODMAN, 1000, NULL), "1000:0123456789ab");
}

/* Names have CONTAINER_NAME_MAX bytes at most, each of which may take four to show. */
static void long_name_is_cut(void **state)
{
	char name[2000], label[IDENTITY_LABEL_MAX];
	struct identity identity = contained(RUNTIME_DOCKER, 4294967294, name);

	(void)state;
	memset(name, '\x1b', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	identity_label(&identity, label);
	assert_true(strlen(label) < sizeof(label));
	/* Whole characters only. */
	assert_int_equal((strlen(label) - strlen("4294967294:")) % strlen("\\x1b"), 0);
	assert_int_equal(strncmp(label, "4294967294:\\x1b", 15), 0);
}

static void place_on_the_host_is_the_cgroup(void **state)
{
	struct identity host = { .path = "/system.slice/cron.service\n" };
	struct identity web = contained(RUNTIME_DOCKER, 0, "web");
	char label[IDENTITY_LABEL_MAX];

	(void)state;
	assert_string_equal(identity_place(&host, label), "/system.slice/cron.service\\x0a");
	host.path = "";
	assert_string_equal(identity_place(&host, label), "host");
	assert_string_equal(identity_place(&web, label), "web");
}

static int sign(int order)
{
	return (order > 0) - (order < 0);
}

static void check_order(struct identity a, struct identity b, int order)
{
	assert_int_equal(sign(identity_compare(&a, &b)), order);
	assert_int_equal(sign(identity_compare(&b, &a)), -order);
}

/* That of qsort(3) and tsearch(3): a container is one, whichever of its cgroups it is. */
static void cgroups_of_a_container_are_one(void **state)
{
	struct identity one = contained(RUNTIME_DOCKER, 0, "web"), other = one;
	struct identity host = { .path = "", .cgroup = 7 }, elsewhere = { .path = "", .cgroup = 8 };

	(void)state;
	one.cgroup = 1;
	other.cgroup = 2;
	check_order(one, other, 0);
	other.name = NULL;
	check_order(one, other, 0);
	other.container.id[0] = '1';
	check_order(one, other, -1);
	check_order(host, host, 0);
	check_order(host, elsewhere, -1);
	check_order(host, one, -1);
	/* The same id under another user is another's. */
	other = one;
	other.container.uid = 1000;
	assert_int_not_equal(identity_compare(&one, &other), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_is_as_in_the_contract),
		cmocka_unit_test(label_is_the_name_or_a_short_id),
		cmocka_unit_test(long_name_is_cut),
		cmocka_unit_test(place_on_the_host_is_the_cgroup),
		cmocka_unit_test(cgroups_of_a_container_are_one),
	};

	return cmocka_run_group_tests_name("identity", tests, NULL, NULL);
}
