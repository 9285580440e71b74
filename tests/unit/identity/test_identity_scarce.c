// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that runs out in the midst of learning whose a record is: it is said and
 * returned, nothing is leaked, and what is there afterwards is whole.
 */
#include "fixture.h"
#include "scarce.h"

#include "identity/identity.h"
#include "identity/kept_names.h"
#include "identity/running.h"

#define PATH	"/system.slice/docker-" H ".scope"

/* In the place of the module, which knows two cgroups. */
enum status __wrap_netlink_cgroups(struct netlink *netlink,
				   enum status (*take)(void *context, const struct cgroup *cgroup),
				   void *context);
enum status __wrap_netlink_cgroups(struct netlink *netlink,
				   enum status (*take)(void *context, const struct cgroup *cgroup),
				   void *context)
{
	const struct cgroup host = { .id = 1, .path = "/" }, web = { .id = 2, .path = PATH };
	enum status status = take(context, &host);

	(void)netlink;
	return status == STATUS_OK ? take(context, &web) : status;
}

enum status __wrap_netlink_cgroup(struct netlink *netlink, uint64_t id,
				  enum status (*take)(void *context, const struct cgroup *cgroup),
				  void *context);
enum status __wrap_netlink_cgroup(struct netlink *netlink, uint64_t id,
				  enum status (*take)(void *context, const struct cgroup *cgroup),
				  void *context)
{
	(void)netlink;
	(void)id;
	(void)take;
	(void)context;
	return STATUS_OK;
}

/* In the place of the runtimes, which another process asks. */
char *__wrap_container_name(const struct container *container);
char *__wrap_container_name(const struct container *container)
{
	(void)container;
	return strdup("web");
}

/* Nobody is at the other end. */
static struct netlink *const no_netlink;

static bool learn_and_find(void)
{
	struct identities *identities;
	const struct identity *found;
	bool got = identities_new(no_netlink, &identities) == STATUS_OK;

	if (!got) {
		assert_null(identities);
		return false;
	}
	got = identities_learn(identities, 3, "/user.slice", 11) == STATUS_OK;
	if (identities_find(identities, 2, &found) == STATUS_OK)
		assert_string_equal(found->path, PATH);
	else
		got = false;
	if (identities_find(identities, 4, &found) == STATUS_OK)
		assert_string_equal(found->path, "");
	else
		got = false;
	identities_free(identities);
	return got;
}

static void identities_do_without(void **state)
{
	(void)state;
	try_with_each_refused(learn_and_find);
}

static bool put(struct kept_names *names, uint64_t cgroup, const char *id, const char *name)
{
	struct container container = { .runtime = RUNTIME_DOCKER };
	const char *kept;

	strcpy(container.id, id);
	if (kept_names_put(names, cgroup, &container, name) != STATUS_OK)
		return false;
	kept = kept_names_find(names, &container);
	assert_non_null(kept);
	assert_string_equal(kept, name);
	return true;
}

static bool keep_some(void)
{
	struct kept_names *names = kept_names_open(fixture);
	bool got;

	if (!names)
		return false;
	got = put(names, 5, H, "web");
	got &= put(names, 6, H, "renamed");
	got &= put(names, 0, I, "other");
	kept_names_close(names);
	return got;
}

static void kept_names_do_without(void **state)
{
	struct container container = { .runtime = RUNTIME_DOCKER, .id = H }, of = { 0 };
	struct kept_names *names;

	(void)state;
	try_with_each_refused(keep_some);
	/* The last had all that it wanted. */
	names = kept_names_open(fixture);
	assert_non_null(names);
	assert_string_equal(kept_names_find(names, &container), "renamed");
	assert_true(kept_names_container(names, 6, &of));
	assert_string_equal(of.id, H);
	kept_names_close(names);
}

static bool add_this_process(void)
{
	struct running_list list = { 0 };
	const struct running *running = running_add_process(&list, getpid());
	bool got = running;

	if (got) {
		assert_int_equal(running->pid, getpid());
		assert_non_null(running->identity.path);
	} else {
		assert_int_equal(errno, ENOMEM);
	}
	running_free(&list);
	return got;
}

static void process_does_without(void **state)
{
	(void)state;
	try_with_each_refused(add_this_process);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identities_do_without),
		fixture_test(kept_names_do_without),
		cmocka_unit_test(process_does_without),
	};

	return cmocka_run_group_tests_name("identity_scarce", tests, NULL, NULL);
}
