// SPDX-License-Identifier: GPL-2.0
/*
 * Answers of the layers for a made-up process: the walk of cap_capable(), and the checks in
 * kernel/module after it.
 */
#include "unit.h"

#include <linux/capability.h>
#include <unistd.h>

#include "layer/layer.h"

#define FULL	UINT64_C(0x1ffffffffff)
#define BIT	(UINT64_C(1) << CAP_SYS_MODULE)

/* A process on the host with all capabilities, on a host without restrictions. */
struct fixture {
	struct subject		subject;
	struct identity		identity;
	struct host		host;
	struct module_file	file;
	struct question		question;
};

static struct fixture fresh(void)
{
	struct fixture fixture = {
		.subject = { .pid = getpid(), .label = "unconfined" },
		.host = { .lsm = "capability,apparmor", .lsm_refusing = "apparmor",
			  .blacklist_known = true },
		.file = { .name = "dummy", .found = MODULE_FOUND, .path = "/dummy.ko" },
		.question = { .cap = CAP_SYS_MODULE, .obstacle = "nobody is asked" },
	};
	size_t i;

	for (i = 0; i < SET_COUNT; i++)
		fixture.subject.sets.sets[i] = FULL;
	fixture.subject.namespaces[NAMESPACE_USER] = NAMESPACE_INITIAL_USER;
	return fixture;
}

static struct layer ask(layer_find find, struct fixture *fixture)
{
	struct question *question = &fixture->question;
	struct layer layer = { 0 };

	question->subject = &fixture->subject;
	question->identity = &fixture->identity;
	question->host = &fixture->host;
	question->walk = subject_reason(question->subject, question->cap, &question->target);
	find(question, &layer);
	assert_non_null(layer.evidence);
	free(layer.evidence);
	return layer;
}

static void check(layer_find find, struct fixture *fixture, enum layer_passes passes,
		  enum capprobe_reason reason)
{
	struct layer layer = ask(find, fixture);

	assert_int_equal(layer.passes, passes);
	if (passes == LAYER_REFUSES)
		assert_int_equal(layer.reason, reason);
}

static void the_sets_decide(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	check(layer_capability, &fixture, LAYER_PASSES, 0);
	fixture.subject.sets.sets[SET_EFFECTIVE] &= ~BIT;
	check(layer_capability, &fixture, LAYER_REFUSES, CAPPROBE_NOT_EFFECTIVE);
	fixture.subject.sets.sets[SET_PERMITTED] &= ~BIT;
	check(layer_capability, &fixture, LAYER_REFUSES, CAPPROBE_NOT_PERMITTED);
	fixture.subject.sets.sets[SET_BOUNDING] &= ~BIT;
	check(layer_capability, &fixture, LAYER_REFUSES, CAPPROBE_NOT_BOUNDING);
	/* The effective set counts, whatever the bounding set is now. */
	fixture.subject.sets.sets[SET_EFFECTIVE] |= BIT;
	check(layer_capability, &fixture, LAYER_PASSES, 0);
}

static void another_user_namespace_has_nothing_over_the_host(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	fixture.subject.namespaces[NAMESPACE_USER] = 4026532000;
	check(layer_capability, &fixture, LAYER_REFUSES, CAPPROBE_USERNS);
	fixture.subject.namespaces[NAMESPACE_USER] = 0;
	check(layer_capability, &fixture, LAYER_UNKNOWN, 0);
}

static void the_kernel_s_answer_wins(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	fixture.question.obstacle = NULL;
	fixture.question.check = CAPPROBE_NOT_BOUNDING;
	check(layer_capability, &fixture, LAYER_REFUSES, CAPPROBE_NOT_BOUNDING);
	check(layer_lsm, &fixture, LAYER_UNKNOWN, 0);
	fixture.question.check = CAPPROBE_LSM;
	check(layer_capability, &fixture, LAYER_PASSES, 0);
	check(layer_lsm, &fixture, LAYER_REFUSES, CAPPROBE_LSM);
	fixture.question.check = CAPPROBE_EFFECTIVE;
	check(layer_capability, &fixture, LAYER_PASSES, 0);
	check(layer_lsm, &fixture, LAYER_PASSES, 0);
}

static void a_confined_process_is_the_kernel_s_to_judge(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	check(layer_lsm, &fixture, LAYER_PASSES, 0);
	strcpy(fixture.subject.label, "docker-default (enforce)");
	check(layer_lsm, &fixture, LAYER_UNKNOWN, 0);
	fixture.host.lsm_refusing[0] = '\0';
	check(layer_lsm, &fixture, LAYER_PASSES, 0);
	fixture.host.lsm[0] = '\0';
	check(layer_lsm, &fixture, LAYER_UNKNOWN, 0);
}

static void without_a_filter_seccomp_passes(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	check(layer_seccomp, &fixture, LAYER_PASSES, 0);
	fixture.subject.seccomp = SECCOMP_MODE_STRICT;
	check(layer_seccomp, &fixture, LAYER_REFUSES, CAPPROBE_SECCOMP);
	fixture.subject.seccomp = SECCOMP_MODE_FILTER;
	fixture.question.cap = CAP_NET_ADMIN;
	check(layer_seccomp, &fixture, LAYER_UNKNOWN, 0);
}

static void a_filter_that_cannot_be_read_is_unknown(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	/* This process itself, which it cannot trace. */
	fixture.subject.seccomp = SECCOMP_MODE_FILTER;
	check(layer_seccomp, &fixture, LAYER_UNKNOWN, 0);
	fixture.identity.contained = true;
	fixture.identity.container.runtime = RUNTIME_DOCKER;
	check(layer_seccomp, &fixture, LAYER_UNKNOWN, 0);
	fixture.subject.sets.sets[SET_BOUNDING] &= ~BIT;
	check(layer_seccomp, &fixture, LAYER_UNKNOWN, 0);
}

static void modules_disabled(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	check(layer_modules_disabled, &fixture, LAYER_PASSES, 0);
	fixture.host.modules_disabled = true;
	check(layer_modules_disabled, &fixture, LAYER_REFUSES, CAPPROBE_MODULES_DISABLED);
}

static void signatures(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	strcpy(fixture.host.lockdown, "none");
	check(layer_lockdown, &fixture, LAYER_PASSES, 0);
	strcpy(fixture.host.lockdown, "integrity");
	check(layer_lockdown, &fixture, LAYER_UNKNOWN, 0);
	fixture.question.file = &fixture.file;
	check(layer_lockdown, &fixture, LAYER_UNKNOWN, 0);
	fixture.file.readable = true;
	check(layer_lockdown, &fixture, LAYER_REFUSES, CAPPROBE_LOCKDOWN);
	fixture.host.signatures = true;
	check(layer_lockdown, &fixture, LAYER_REFUSES, CAPPROBE_SIGNATURE);
	fixture.file.info.is_signed = true;
	check(layer_lockdown, &fixture, LAYER_UNKNOWN, 0);
}

static void blacklist(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	check(layer_blacklist, &fixture, LAYER_PASSES, 0);
	strcpy(fixture.host.blacklist, "dum,dummy2,loop");
	check(layer_blacklist, &fixture, LAYER_UNKNOWN, 0);
	fixture.question.file = &fixture.file;
	check(layer_blacklist, &fixture, LAYER_PASSES, 0);
	strcpy(fixture.host.blacklist, "loop,dummy");
	check(layer_blacklist, &fixture, LAYER_REFUSES, CAPPROBE_BLACKLISTED);
	fixture.host.blacklist_known = false;
	check(layer_blacklist, &fixture, LAYER_REFUSES, CAPPROBE_BLACKLISTED);
	strcpy(fixture.host.blacklist, "loop");
	check(layer_blacklist, &fixture, LAYER_UNKNOWN, 0);
	fixture.host.blacklist[0] = '\0';
	check(layer_blacklist, &fixture, LAYER_UNKNOWN, 0);
}

static void files(void **state)
{
	struct fixture fixture = fresh();

	(void)state;
	check(layer_files, &fixture, LAYER_UNKNOWN, 0);
	fixture.question.file = &fixture.file;
	check(layer_files, &fixture, LAYER_PASSES, 0);
	fixture.file.found = MODULE_BUILT_IN;
	check(layer_files, &fixture, LAYER_PASSES, 0);
	fixture.file.found = MODULE_MISSING;
	check(layer_files, &fixture, LAYER_REFUSES, CAPPROBE_MISSING_FILE);
}

static void the_first_that_refuses_is_the_answer(void **state)
{
	struct layer layers[] = {
		{ .passes = LAYER_UNKNOWN }, { .passes = LAYER_PASSES },
		{ .passes = LAYER_REFUSES, .reason = CAPPROBE_LSM },
		{ .passes = LAYER_REFUSES, .reason = CAPPROBE_LOCKDOWN },
	};

	(void)state;
	assert_ptr_equal(layers_refusal(layers, 4), &layers[2]);
	assert_null(layers_refusal(layers, 2));
}

static void other_capabilities_have_fewer_layers(void **state)
{
	struct fixture fixture = fresh();
	struct layer layers[LAYERS_MAX];
	size_t count;

	(void)state;
	fixture.question.subject = &fixture.subject;
	fixture.question.identity = &fixture.identity;
	fixture.question.host = &fixture.host;
	assert_int_equal(layers_walk(&fixture.question, layers, &count), STATUS_OK);
	assert_int_equal(count, 8);
	assert_string_equal(layers[0].name, "files");
	layers_free(layers, count);
	fixture.question.cap = CAP_NET_ADMIN;
	assert_int_equal(layers_walk(&fixture.question, layers, &count), STATUS_OK);
	assert_int_equal(count, 3);
	assert_string_equal(layers[0].name, "seccomp");
	assert_string_equal(layers[1].name, "capability");
	assert_string_equal(layers[2].name, "lsm");
	layers_free(layers, count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sets_decide),
		cmocka_unit_test(another_user_namespace_has_nothing_over_the_host),
		cmocka_unit_test(the_kernel_s_answer_wins),
		cmocka_unit_test(a_confined_process_is_the_kernel_s_to_judge),
		cmocka_unit_test(without_a_filter_seccomp_passes),
		cmocka_unit_test(a_filter_that_cannot_be_read_is_unknown),
		cmocka_unit_test(modules_disabled),
		cmocka_unit_test(signatures),
		cmocka_unit_test(blacklist),
		cmocka_unit_test(files),
		cmocka_unit_test(the_first_that_refuses_is_the_answer),
		cmocka_unit_test(other_capabilities_have_fewer_layers),
	};

	return cmocka_run_group_tests_name("layer", tests, NULL, NULL);
}
