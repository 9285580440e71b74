// SPDX-License-Identifier: GPL-2.0
/*
 * Lookup by what was typed, among containers whose names were chosen to be mistaken for
 * something else.
 */
#include "unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "cmd/lookup.h"

#define REST	"23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define ID	"01" REST

static struct running container(enum runtime runtime, uid_t uid, const char *id, const char *name)
{
	struct running running = { .pid = 1 };

	running.identity.contained = true;
	running.identity.container.runtime = runtime;
	running.identity.container.uid = uid;
	running.identity.container.id_is_name = strlen(id) != 64;
	strcpy(running.identity.container.id, id);
	running.identity.path = strdup("/");
	running.identity.name = name ? strdup(name) : NULL;
	return running;
}

/* A list of @count containers, as running_find() would have made it. */
static struct running_list list_of(const struct running *running, size_t count)
{
	struct running_list list = { .count = count, .room = count };

	list.running = malloc(count * sizeof(*running));
	memcpy(list.running, running, count * sizeof(*running));
	return list;
}

/* Captures standard error. */
static enum status look_up(struct running_list *list, const char *text,
			   const struct running **running, char said[4096])
{
	int saved = dup(STDERR_FILENO), fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
	enum status status;
	ssize_t length;

	*running = NULL;
	dup2(fd, STDERR_FILENO);
	status = lookup_target(list, text, running);
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	length = pread(fd, said, 4095, 0);
	said[length < 0 ? 0 : length] = '\0';
	close(saved);
	close(fd);
	return status;
}

static void expect(struct running_list *list, const char *text, size_t which)
{
	const struct running *running;
	char said[4096];

	if (look_up(list, text, &running, said) != STATUS_OK)
		fail_msg("'%s': %s", text, said);
	assert_ptr_equal(running, &list->running[which]);
}

static void refuse(struct running_list *list, const char *text, const char *wanted)
{
	const struct running *running;
	char said[4096];

	if (look_up(list, text, &running, said) != STATUS_FAILED || !strstr(said, wanted))
		fail_msg("'%s': %s", text, said);
}

static void a_number_is_a_process(void **state)
{
	const struct running *running;
	char pid[16], said[4096];
	struct running_list list;

	(void)state;
	snprintf(pid, sizeof(pid), "%d", getpid());
	list = list_of((struct running[]){
		container(RUNTIME_DOCKER, 0, ID, pid),
		container(RUNTIME_LXC, 0, "4194304", NULL),
		container(RUNTIME_DOCKER, 0, "4711471147114711471147114711471147114711471147114711471147114711",
			  NULL),
	}, 3);
	assert_int_equal(look_up(&list, pid, &running, said), STATUS_OK);
	assert_int_equal(running->pid, getpid());
	/* Even if there is no such process. */
	refuse(&list, "4194304", "there is no process 4194304; the container of that name is 0:lxc:4194304");
	refuse(&list, "4194303", "there is no process 4194303: it may have ended");
	expect(&list, "lxc:4194304", 1);
	/* More digits than a pid can have. */
	expect(&list, "47114711", 2);
	running_free(&list);
}

static void who_owns_it_tells_namesakes_apart(void **state)
{
	struct running_list list = list_of((struct running[]){
		container(RUNTIME_DOCKER, 0, ID, "web"),
		container(RUNTIME_PODMAN, 1000, "ff" REST, "web"),
		container(RUNTIME_PODMAN, 1001, "fe" REST, "web"),
		container(RUNTIME_LXC, 0, "shop", NULL),
	}, 4);

	(void)state;
	refuse(&list, "web", "'web' matches 3 containers: use one of 0:docker:web, "
	       "1000:podman:web, 1001:podman:web\n");
	refuse(&list, "podman:web", "2 containers");
	expect(&list, "0:web", 0);
	expect(&list, "docker:web", 0);
	expect(&list, "1000:web", 1);
	expect(&list, "1001:podman:web", 2);
	expect(&list, "shop", 3);
	expect(&list, "0:lxc:shop", 3);
	refuse(&list, "1000:shop", "no container '1000:shop' is running");
	refuse(&list, "docker:shop", "no container 'docker:shop' is running");
	running_free(&list);
}

static void where_names_do_not_tell_ids_do(void **state)
{
	struct running_list list = list_of((struct running[]){
		container(RUNTIME_CONTAINERD, 0, ID, "app"),
		container(RUNTIME_CONTAINERD, 0, "ff" REST, "app"),
	}, 2);

	(void)state;
	refuse(&list, "app", "0:containerd:0123456789ab, 0:containerd:ff23456789ab\n");
	expect(&list, "0:containerd:ff23456789ab", 1);
	expect(&list, "f", 1);
	running_free(&list);
}

static void a_name_cannot_take_the_place_of_an_id(void **state)
{
	struct running_list list = list_of((struct running[]){
		container(RUNTIME_DOCKER, 0, ID, "db"),
		container(RUNTIME_PODMAN, 1000, "ff" REST, "0123456789ab"),
		container(RUNTIME_CRUN, 1000, "0:docker:db", NULL),
	}, 3);

	(void)state;
	refuse(&list, "0123456789ab", "2 containers");
	expect(&list, "0:0123456789ab", 0);
	expect(&list, "1000:podman:0123456789ab", 1);
	/* A name that looks like another user's container is listed, too. */
	refuse(&list, "0:docker:db", "2 containers");
	expect(&list, "0:db", 0);
	expect(&list, "1000:crun:0:docker:db", 2);
	running_free(&list);
}

static void a_name_comes_before_the_start_of_an_id(void **state)
{
	struct running_list list = list_of((struct running[]){
		container(RUNTIME_DOCKER, 0, "db" REST, "one"),
		container(RUNTIME_DOCKER, 0, ID, "db"),
		container(RUNTIME_SYSTEMD, 0, "ssh.service", "ssh.service"),
	}, 3);

	(void)state;
	expect(&list, "db", 1);
	expect(&list, "db2", 0);
	expect(&list, "ssh", 2);
	running_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_a_process),
		cmocka_unit_test(who_owns_it_tells_namesakes_apart),
		cmocka_unit_test(where_names_do_not_tell_ids_do),
		cmocka_unit_test(a_name_cannot_take_the_place_of_an_id),
		cmocka_unit_test(a_name_comes_before_the_start_of_an_id),
	};

	return cmocka_run_group_tests_name("lookup", tests, NULL, NULL);
}
