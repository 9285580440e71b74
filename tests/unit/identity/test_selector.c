// SPDX-License-Identifier: GPL-2.0
/*
 * Which container somebody means: [UID:][RUNTIME:]NAME
 */
#include "unit.h"

#include "identity/selector.h"

#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct identity web = {
	.path = "",
	.contained = true,
	.container = { .runtime = RUNTIME_DOCKER, .id = ID },
	.name = "web",
};

static const struct identity rootless = {
	.path = "",
	.contained = true,
	.container = { .runtime = RUNTIME_PODMAN, .id = ID, .uid = 1000 },
	.name = "web",
};

static void check(const char *text, const struct identity *identity, enum selector_match match)
{
	if (selector_match(text, identity) != match)
		fail_msg("'%s': %d, wanted %d", text, selector_match(text, identity), match);
}

static void name_or_id_names_it(void **state)
{
	(void)state;
	check("web", &web, SELECTOR_NAMES);
	check("WEB", &web, SELECTOR_NO);
	check("we", &web, SELECTOR_NO);
	check("webs", &web, SELECTOR_NO);
	check(ID, &web, SELECTOR_NAMES);
	/* As many digits as are shown. */
	check("0123456789ab", &web, SELECTOR_NAMES);
	check("0123456789a", &web, SELECTOR_STARTS);
	check("0", &web, SELECTOR_STARTS);
	check("123", &web, SELECTOR_NO);
	check(ID "0", &web, SELECTOR_NO);
}

static void owner_and_runtime_tell_namesakes_apart(void **state)
{
	(void)state;
	check("docker:web", &web, SELECTOR_NAMES);
	check("docker:web", &rootless, SELECTOR_NO);
	check("0:web", &web, SELECTOR_NAMES);
	check("0:web", &rootless, SELECTOR_NO);
	check("1000:web", &rootless, SELECTOR_NAMES);
	check("1000:podman:web", &rootless, SELECTOR_NAMES);
	check("1000:docker:web", &rootless, SELECTOR_NO);
	check("1001:podman:web", &rootless, SELECTOR_NO);
	check("1000:0123", &rootless, SELECTOR_STARTS);
}

static void host_is_none(void **state)
{
	const struct identity host = { .path = "" };

	(void)state;
	check("host", &host, SELECTOR_NO);
	check("", &host, SELECTOR_NO);
}

static void nothing_matches_nothing(void **state)
{
	(void)state;
	assert_true(selector_is_empty(""));
	assert_true(selector_is_empty("1000:"));
	assert_true(selector_is_empty("docker:"));
	assert_true(selector_is_empty("1000:docker:"));
	assert_false(selector_is_empty("web"));
	check("", &web, SELECTOR_NO);
	check("docker:", &web, SELECTOR_NO);
}

/* Kubernetes' have slashes, and some a colon that is no owner's. */
static void name_may_look_like_an_owner(void **state)
{
	struct identity odd = web;

	(void)state;
	odd.name = "1000:web";
	check("1000:web", &odd, SELECTOR_NAMES);
	check("docker:1000:web", &odd, SELECTOR_NAMES);
	check("web", &odd, SELECTOR_NO);
}

static void what_is_to_be_typed_is_taken(void **state)
{
	const struct identity *const all[] = { &web, &rootless };
	char text[SELECTOR_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		check(selector_text(all[i], false, text), all[i], SELECTOR_NAMES);
		check(text, all[!i], SELECTOR_NO);
		check(selector_text(all[i], true, text), all[i], SELECTOR_NAMES);
		check(text, all[!i], SELECTOR_NO);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(name_or_id_names_it),
		cmocka_unit_test(owner_and_runtime_tell_namesakes_apart),
		cmocka_unit_test(host_is_none),
		cmocka_unit_test(nothing_matches_nothing),
		cmocka_unit_test(name_may_look_like_an_owner),
		cmocka_unit_test(what_is_to_be_typed_is_taken),
	};

	return cmocka_run_group_tests_name("selector", tests, NULL, NULL);
}
