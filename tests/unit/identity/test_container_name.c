// SPDX-License-Identifier: GPL-2.0
/*
 * Names of containers from the files of runtimes: as written by the runtimes, and by an attacker.
 */
#include "fixture.h"

#include <pwd.h>

#include "identity/container_name.h"
#include "identity/identity.h"

#define DOCKER_FILE	"/var/lib/docker/containers/" H "/config.v2.json"
#define PODMAN_LIST	"/var/lib/containers/storage/overlay-containers/containers.json"

static char *name_of(enum runtime runtime, const char *id, uid_t uid)
{
	struct container container = { .runtime = runtime, .uid = uid };

	snprintf(container.id, sizeof(container.id), "%s", id);
	return container_name_read(&container);
}

static void check_name(enum runtime runtime, uid_t uid, const char *wanted)
{
	char *name = name_of(runtime, H, uid);

	if (wanted) {
		assert_non_null(name);
		assert_string_equal(name, wanted);
	} else {
		assert_null(name);
	}
	free(name);
}

static void docker_tells_a_name(void **state)
{
	(void)state;
	check_name(RUNTIME_DOCKER, 0, NULL);
	fixture_put(DOCKER_FILE, "{\"ID\":\"" H "\",\"Name\":\"/web\"}");
	check_name(RUNTIME_DOCKER, 0, "web");
	assert_null(name_of(RUNTIME_DOCKER, I, 0));
}

static void docker_has_another_data_root(void **state)
{
	(void)state;
	fixture_put("/etc/docker/daemon.json", "{\"data-root\":\"/srv/docker\"}");
	fixture_put("/srv/docker/containers/" H "/config.v2.json", "{\"Name\":\"/moved\"}");
	check_name(RUNTIME_DOCKER, 0, "moved");
}

/* As with --data-root on dockerd's command line: a bind mount tells where it is. */
static void docker_has_a_data_root_that_no_file_tells(void **state)
{
	(void)state;
	fixture_put("/mnt/data/containers/" H "/config.v2.json", "{\"Name\":\"/flagged\"}");
	fixture_put(TASKS "/moby/" H "/config.json",
		    "{\"mounts\":[{\"destination\":\"/proc\",\"source\":\"proc\"},"
		    "{\"destination\":\"/etc/hostname\",\"source\":\"/mnt/data/containers/" H "/hostname\"}]}");
	check_name(RUNTIME_DOCKER, 0, "flagged");
}

static void docker_runs_for_kubernetes(void **state)
{
	(void)state;
	fixture_put(DOCKER_FILE,
		    "{\"Name\":\"/k8s_app_pod_ns_uid_0\",\"Config\":{\"Labels\":{"
		    "\"io.kubernetes.container.name\":\"app\",\"io.kubernetes.pod.name\":\"pod\","
		    "\"io.kubernetes.pod.namespace\":\"ns\"}}}");
	check_name(RUNTIME_DOCKER, 0, "ns/pod/app");
}

static void podman_tells_a_name(void **state)
{
	(void)state;
	fixture_put(PODMAN_LIST, "[{\"id\":\"" I "\",\"names\":[\"other\"]},"
				 "{\"id\":\"" H "\",\"names\":[\"shop\",\"alias\"]}]");
	check_name(RUNTIME_PODMAN, 0, "shop");
}

/* podman's format. The list of 10,000 containers has more than 5 MB: looking up every name must not read it 10,000 times. */
static void podman_has_thousands(void **state)
{
	char *list = malloc(10000 * 600), *to = list, id[65], wanted[32];
	int i;

	(void)state;
	assert_non_null(list);
	for (i = 0; i < 10000; i++)
		to += sprintf(to, "%c{\"id\":\"%064x\",\"names\":[\"shop%d\"],\"image\":\"%064x\",\"layer\":\"%064x\",\"metadata\":"
			      "\"{\\\"image-name\\\":\\\"localhost/bb:latest\\\",\\\"image-id\\\":\\\"%064x\\\",\\\"name\\\":\\\"shop%d\\\","
			      "\\\"created-at\\\":1795770334}\",\"created\":\"2026-11-27T09:05:34.581206446Z\",\"flags\":{\"MountLabel\":\"\","
			      "\"ProcessLabel\":\"\"}}", i ? ',' : '[', i, i, i, i, i, i);
	strcpy(to, "]");
	assert_true(strlen(list) > RUNTIME_FILE_MAX);
	fixture_put(PODMAN_LIST, list);
	free(list);
	for (i = 0; i < 10000; i++) {
		char *name;

		sprintf(id, "%064x", i);
		sprintf(wanted, "shop%d", i);
		name = name_of(RUNTIME_PODMAN, id, 0);
		assert_non_null(name);
		assert_string_equal(name, wanted);
		free(name);
	}
}

/* containers-storage replaces the file. */
static void podman_writes_its_list_anew(void **state)
{
	char *path;
	int i;

	(void)state;
	fixture_put(PODMAN_LIST, "[{\"id\":\"" I "\",\"names\":[\"other\"]}]");
	path = strdup(fixture_path(PODMAN_LIST));
	assert_non_null(path);
	for (i = 0; i < 100; i++) {
		char text[256], wanted[16];

		check_name(RUNTIME_PODMAN, 0, NULL);
		sprintf(wanted, "shop%02d", i);
		snprintf(text, sizeof(text), "[{\"id\":\"" H "\",\"names\":[\"%s\"]}]", wanted);
		fixture_put(PODMAN_LIST ".new", text);
		assert_int_equal(rename(fixture_path(PODMAN_LIST ".new"), path), 0);
		check_name(RUNTIME_PODMAN, 0, wanted);
		assert_int_equal(remove(path), 0);
	}
	free(path);
}

static void podman_keeps_some_in_another_list(void **state)
{
	(void)state;
	fixture_put(PODMAN_LIST, "[{\"id\":\"" I "\",\"names\":[\"other\"]}]");
	fixture_put("/var/lib/containers/storage/overlay-containers/volatile-containers.json",
		    "[{\"id\":\"" H "\",\"names\":[\"fleeting\"]}]");
	check_name(RUNTIME_PODMAN, 0, "fleeting");
}

static void podman_has_a_transient_store(void **state)
{
	(void)state;
	fixture_put("/run/containers/storage/overlay-containers/volatile-containers.json",
		    "[{\"id\":\"" H "\",\"names\":[\"transient\"]}]");
	check_name(RUNTIME_PODMAN, 0, "transient");
}

static void podman_has_another_storage_under_crun(void **state)
{
	(void)state;
	fixture_put("/run/crun/" H "/status",
		    "{\"bundle\":\"/srv/pods/vfs-containers/" H "/userdata\",\"cgroup-path\":\"/x\"}");
	fixture_put("/srv/pods/vfs-containers/" H "/userdata/config.json", "{}");
	fixture_put("/srv/pods/vfs-containers/containers.json",
		    "[{\"id\":\"" H "\",\"names\":[\"elsewhere\"]}]");
	check_name(RUNTIME_PODMAN, 0, "elsewhere");
}

static void podman_has_another_storage_under_runc(void **state)
{
	(void)state;
	fixture_put("/run/runc/" H "/state.json",
		    "{\"config\":{\"labels\":[\"a=b\",\"bundle=/srv/pods/vfs-containers/" H "/userdata\"]}}");
	fixture_put("/srv/pods/vfs-containers/" H "/userdata/config.json", "{}");
	fixture_put("/srv/pods/vfs-containers/containers.json",
		    "[{\"id\":\"" H "\",\"names\":[\"elsewhere\"]}]");
	check_name(RUNTIME_PODMAN, 0, "elsewhere");
}

/* The home directory of a user of this machine, below the fixture. */
static uid_t user_file(const char *path, const char *text)
{
	const struct passwd *user = getpwnam("nobody");
	char full[1024];

	assert_non_null(user);
	snprintf(full, sizeof(full), "%s/%s", user->pw_dir, path);
	fixture_put(full, text);
	return user->pw_uid;
}

static void a_users_own_runtimes_tell(void **state)
{
	uid_t uid;

	(void)state;
	fixture_put(PODMAN_LIST, "[{\"id\":\"" H "\",\"names\":[\"of-root\"]}]");
	fixture_put(DOCKER_FILE, "{\"Name\":\"/of-root\"}");
	uid = user_file(".local/share/containers/storage/vfs-containers/containers.json",
			"[{\"id\":\"" H "\",\"names\":[\"own\"]}]");
	check_name(RUNTIME_PODMAN, uid, "own");
	user_file(".local/share/docker/containers/" H "/config.v2.json", "{\"Name\":\"/own\"}");
	check_name(RUNTIME_DOCKER, uid, "own");
}

/* A symlink in a user's home to a file that only root can read. */
static void a_user_cannot_have_read_what_the_user_cannot_read(void **state)
{
	char *secret;
	uid_t uid;

	(void)state;
	if (geteuid())
		skip();
	fixture_put("/root/secret", "[{\"id\":\"" H "\",\"names\":[\"secret\"]}]");
	secret = strdup(fixture_path("/root/secret"));
	assert_non_null(secret);
	chmod(secret, 0600);
	uid = user_file(".local/share/containers/storage/vfs-containers/other", "");
	assert_int_equal(symlink(secret, fixture_path("/nonexistent/.local/share/containers/storage/"
						      "vfs-containers/containers.json")), 0);
	check_name(RUNTIME_PODMAN, uid, NULL);
	chmod(secret, 0644);
	check_name(RUNTIME_PODMAN, uid, "secret");
	free(secret);
}

static void containerd_tells_a_pods_container(void **state)
{
	(void)state;
	fixture_put(TASKS "/k8s.io/" H "/config.json",
		    "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"app\","
		    "\"io.kubernetes.cri.sandbox-name\":\"web-0\",\"io.kubernetes.cri.sandbox-namespace\":\"prod\"}}");
	check_name(RUNTIME_CONTAINERD, 0, "prod/web-0/app");
	fixture_put(TASKS "/k8s.io/" H "/config.json",
		    "{\"annotations\":{\"io.kubernetes.cri.container-type\":\"sandbox\","
		    "\"io.kubernetes.cri.sandbox-name\":\"web-0\",\"io.kubernetes.cri.sandbox-namespace\":\"prod\"}}");
	check_name(RUNTIME_CONTAINERD, 0, "prod/web-0");
}

static void k3s_has_its_own_containerd(void **state)
{
	(void)state;
	fixture_put("/run/k3s/containerd/io.containerd.runtime.v2.task/k8s.io/" H "/config.json",
		    "{\"annotations\":{\"io.kubernetes.cri.container-name\":\"app\","
		    "\"io.kubernetes.cri.sandbox-name\":\"web-0\",\"io.kubernetes.cri.sandbox-namespace\":\"prod\"}}");
	check_name(RUNTIME_CONTAINERD, 0, "prod/web-0/app");
}

static void nerdctl_tells_a_name(void **state)
{
	(void)state;
	fixture_put(TASKS "/default/" H "/config.json",
		    "{\"annotations\":{\"nerdctl/name\":\"nginx-1a2b3\",\"nerdctl/namespace\":\"default\"}}");
	check_name(RUNTIME_NERDCTL, 0, "nginx-1a2b3");
}

static void crio_tells_a_pods_container(void **state)
{
	static const char bundle[] =
		"/run/containers/storage/overlay-containers/" H "/userdata/config.json";

	(void)state;
	fixture_put(bundle, "{\"annotations\":{\"io.kubernetes.container.name\":\"app\","
			    "\"io.kubernetes.pod.name\":\"web-0\",\"io.kubernetes.pod.namespace\":\"prod\"}}");
	check_name(RUNTIME_CRIO, 0, "prod/web-0/app");
	fixture_put(bundle, "{\"annotations\":{\"io.kubernetes.container.name\":\"POD\","
			    "\"io.kubernetes.pod.name\":\"web-0\",\"io.kubernetes.pod.namespace\":\"prod\"}}");
	check_name(RUNTIME_CRIO, 0, "prod/web-0");
}

static void an_id_that_is_a_name_is_the_name(void **state)
{
	struct container container = { .runtime = RUNTIME_LXC, .id = "web", .id_is_name = true };
	char *name = container_name_read(&container);

	(void)state;
	assert_string_equal(name, "web");
	free(name);
}

static void rubbish_has_no_name(void **state)
{
	static const char *const rubbish[] = {
		"", "{", "[]", "null", "\"web\"", "{\"Name\":null}", "{\"Name\":1}", "{\"Name\":[\"web\"]}",
		"{\"Name\":\"\"}", "{\"Name\":\"/\"}", "{\"Name\":{}}", "{\"Name\":\"/a\\u0000b\"}",
		"{\"Name\":\"/\xff\xfe\"}", "{\"Name\":\"/\xed\xa0\x80\"}", "{\"Name\":\"/web\"} x",
		"{\"Config\":[],\"Name\":7}", "\x1f\x8b\x08",
	};
	static const char *const lists[] = {
		"{}", "[1,null,[],{}]", "[{\"id\":\"" H "\"}]", "[{\"id\":\"" H "\",\"names\":[]}]",
		"[{\"id\":\"" H "\",\"names\":\"web\"}]", "[{\"id\":\"" H "\",\"names\":[1]}]",
		"[{\"id\":1,\"names\":[\"web\"]}]", "[{\"names\":[\"web\"]}]",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rubbish) / sizeof(*rubbish); i++) {
		fixture_put(DOCKER_FILE, rubbish[i]);
		check_name(RUNTIME_DOCKER, 0, NULL);
	}
	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		fixture_put(PODMAN_LIST, lists[i]);
		check_name(RUNTIME_PODMAN, 0, NULL);
	}
	fixture_put("/etc/docker/daemon.json", "{\"data-root\":[1]}");
	check_name(RUNTIME_DOCKER, 0, NULL);
}

static char *repeat(const char *text, size_t times, const char *end)
{
	char *all = malloc(strlen(text) * times + strlen(end) + 1), *to = all;

	assert_non_null(all);
	while (times--)
		to = stpcpy(to, text);
	strcpy(to, end);
	return all;
}

static void too_much_has_no_name(void **state)
{
	char *text;

	(void)state;
	text = repeat("[", 1000000, "");
	fixture_put(DOCKER_FILE, text);
	check_name(RUNTIME_DOCKER, 0, NULL);
	free(text);

	text = repeat(" ", RUNTIME_FILE_MAX + 1, "{\"Name\":\"/web\"}");
	fixture_put(DOCKER_FILE, text);
	check_name(RUNTIME_DOCKER, 0, NULL);
	free(text);

	text = repeat("a", 600, "");
	memcpy(text, "{\"Name\":\"", 9);
	memcpy(text + 598, "\"}", 2);
	fixture_put(DOCKER_FILE, text);
	check_name(RUNTIME_DOCKER, 0, NULL);
	free(text);
}

static void what_is_no_file_has_no_name(void **state)
{
	const char *path = fixture_path(DOCKER_FILE);

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	check_name(RUNTIME_DOCKER, 0, NULL);
	remove(path);
	assert_int_equal(symlink("/dev/zero", path), 0);
	check_name(RUNTIME_DOCKER, 0, NULL);
	remove(path);
	assert_int_equal(symlink(path, path), 0);
	check_name(RUNTIME_DOCKER, 0, NULL);
	remove(path);
	assert_int_equal(mkdir(path, 0700), 0);
	check_name(RUNTIME_DOCKER, 0, NULL);
}

/* Checks that a terminal can display it: UTF-8 without control characters, including C1, and without directional ones. */
static void check_harmless(const char *text)
{
	const unsigned char *at;

	for (at = (const unsigned char *)text; *at; at++) {
		assert_true(*at >= 0x20 && *at != 0x7f);
		assert_false(at[0] == 0xc2 && at[1] < 0xa0);
		assert_false(at[0] == 0xe2 && at[1] == 0x80 && at[2] >= 0xaa && at[2] <= 0xae);
	}
	json_decref(json_string(text));
}

static void check_shown(const char *in_file, const char *wanted)
{
	struct identity identity = { .contained = true, .container = { .id = H } };
	char label[IDENTITY_LABEL_MAX], file[1024], *dump;
	json_t *json;

	snprintf(file, sizeof(file), "{\"Name\":\"/%s\"}", in_file);
	fixture_put(DOCKER_FILE, file);
	identity.name = container_name_read(&identity.container);
	assert_non_null(identity.name);
	identity_label(&identity, label);
	check_harmless(label);
	assert_string_equal(label, wanted);
	json = identity_json(&identity);
	assert_string_equal(json_string_value(json_object_get(json, "name")), wanted);
	dump = json_dumps(json, 0);
	check_harmless(dump);
	free(dump);
	json_decref(json);
	free(identity.name);
}

static void names_change_nothing_on_a_terminal(void **state)
{
	struct identity identity = { .contained = true, .container = { .runtime = RUNTIME_LXC } };
	char label[IDENTITY_LABEL_MAX], *dump;
	json_t *json;

	(void)state;
	check_shown("\\u001b[31mred\\u001b[0m", "\\x1b[31mred\\x1b[0m");
	check_shown("a\\nb\\rc\\td", "a\\x0ab\\x0dc\\x09d");
	check_shown("\\u009b31m", "\\xc2\\x9b31m");
	check_shown("\\u202eabc", "\\xe2\\x80\\xaeabc");
	check_shown("a\\\\x1b", "a\\\\x1b");
	check_shown("a\\u200bb\\udb40\\udc61", "a\\xe2\\x80\\x8bb\\xf3\\xa0\\x81\\xa1");
	check_shown("caf\\u00e9 \xe2\x9c\x93", "caf\xc3\xa9 \xe2\x9c\x93");

	/* From a cgroup's name, which need not be UTF-8. */
	container_parse("/lxc.payload.\x1b]0;x\x07\xff\n", 21, &identity.container);
	identity_label(&identity, label);
	check_harmless(label);
	assert_string_equal(label, "\\x1b]0;x\\x07\\xff\\x0a");
	json = identity_json(&identity);
	dump = json_dumps(json, 0);
	check_harmless(dump);
	free(dump);
	json_decref(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		fixture_test(docker_tells_a_name),
		fixture_test(docker_has_another_data_root),
		fixture_test(docker_has_a_data_root_that_no_file_tells),
		fixture_test(docker_runs_for_kubernetes),
		fixture_test(podman_tells_a_name),
		fixture_test(podman_has_thousands),
		fixture_test(podman_writes_its_list_anew),
		fixture_test(podman_keeps_some_in_another_list),
		fixture_test(podman_has_a_transient_store),
		fixture_test(podman_has_another_storage_under_crun),
		fixture_test(podman_has_another_storage_under_runc),
		fixture_test(a_users_own_runtimes_tell),
		fixture_test(a_user_cannot_have_read_what_the_user_cannot_read),
		fixture_test(containerd_tells_a_pods_container),
		fixture_test(k3s_has_its_own_containerd),
		fixture_test(nerdctl_tells_a_name),
		fixture_test(crio_tells_a_pods_container),
		fixture_test(an_id_that_is_a_name_is_the_name),
		fixture_test(rubbish_has_no_name),
		fixture_test(too_much_has_no_name),
		fixture_test(what_is_no_file_has_no_name),
		fixture_test(names_change_nothing_on_a_terminal),
	};

	return cmocka_run_group_tests_name("container_name", tests, NULL, NULL);
}
