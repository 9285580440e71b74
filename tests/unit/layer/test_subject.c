// SPDX-License-Identifier: GPL-2.0
/*
 * The process that a question is about, as libcap and prctl(2) know it, and what
 * the capability walk answers for it: capabilities(7), user_namespaces(7).
 */
#include "unit.h"

#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "layer/subject.h"

#define BIT_OF(cap)	(UINT64_C(1) << (cap))

/* A child that does @prepare and waits; -1 where that cannot be done here. */
static pid_t start(bool (*prepare)(void))
{
	int ready[2];
	char done = 0;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		done = !prepare || prepare();
		if (write(ready[1], &done, 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(ready[0], &done, 1), 1);
	close(ready[0]);
	close(ready[1]);
	if (done)
		return pid;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return -1;
}

static void end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void sets_are_libcaps(void **state)
{
	static const struct {
		enum capability_set	set;
		cap_flag_t		flag;
	} sets[] = {
		{ SET_EFFECTIVE, CAP_EFFECTIVE },
		{ SET_PERMITTED, CAP_PERMITTED },
		{ SET_INHERITABLE, CAP_INHERITABLE },
	};
	cap_t caps = cap_get_proc();
	struct subject subject;
	cap_flag_value_t value;
	size_t i;
	int cap;

	(void)state;
	assert_true(subject_read(getpid(), &subject));
	for (cap = 0; cap <= CAP_LAST_CAP; cap++) {
		for (i = 0; i < 3; i++) {
			if (cap_get_flag(caps, cap, sets[i].flag, &value))
				continue;
			assert_int_equal(subject.sets.sets[sets[i].set] >> cap & 1, value);
		}
		if (cap_get_bound(cap) >= 0)
			assert_int_equal(subject.sets.sets[SET_BOUNDING] >> cap & 1,
					 cap_get_bound(cap));
	}
	assert_int_equal(subject.euid, geteuid());
	assert_int_equal(subject.pid, getpid());
	subject_release(&subject);
	assert_int_equal(subject.process, -1);
	cap_free(caps);
}

static bool restrict_it(void)
{
	return !prctl(PR_SET_NAME, "a\x1b\nb") && !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static void what_restricts_it_is_read(void **state)
{
	pid_t pid = start(restrict_it), plain = start(NULL);
	struct subject subject;

	(void)state;
	assert_true(subject_read(pid, &subject));
	assert_true(subject.no_new_privs);
	assert_false(subject.traced);
	assert_string_equal(subject.comm, "a\\x1b");
	subject_release(&subject);
	assert_true(subject_read(plain, &subject));
	assert_false(subject.traced);
	assert_int_equal(subject.no_new_privs, prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
	assert_int_equal(subject.seccomp, prctl(PR_GET_SECCOMP, 0, 0, 0, 0));
	subject_release(&subject);
	if (!ptrace(PTRACE_SEIZE, plain, NULL, NULL)) {
		assert_true(subject_read(plain, &subject));
		assert_true(subject.traced);
		subject_release(&subject);
	}
	end(pid);
	end(plain);
}

static void none_is_none(void **state)
{
	pid_t pid = start(NULL);
	struct subject subject;

	(void)state;
	end(pid);
	assert_false(subject_read(pid, &subject));
	assert_int_equal(subject.process, -1);
	assert_false(subject_read(4194304, &subject));
}

static void namespaces_are_those_of_proc(void **state)
{
	struct subject subject;
	struct stat its;
	char path[64];
	int i;

	(void)state;
	assert_true(subject_read(getpid(), &subject));
	for (i = 0; i < NAMESPACE_COUNT; i++) {
		snprintf(path, sizeof(path), "/proc/self/ns/%s", namespace_names[i]);
		assert_int_equal(stat(path, &its), 0);
		assert_int_equal(subject.namespaces[i], its.st_ino);
	}
	subject_release(&subject);
}

static enum capprobe_reason reason_with(uint64_t effective, uint64_t permitted, uint64_t bounding)
{
	struct subject subject = { .process = -1 };
	uint32_t target = 0;
	enum capprobe_reason reason;

	subject.namespaces[NAMESPACE_USER] = NAMESPACE_INITIAL_USER;
	subject.sets.sets[SET_EFFECTIVE] = effective;
	subject.sets.sets[SET_PERMITTED] = permitted;
	subject.sets.sets[SET_BOUNDING] = bounding;
	reason = subject_reason(&subject, CAP_SYS_MODULE, &target);
	assert_int_equal(target, NAMESPACE_INITIAL_USER);
	return reason;
}

/* The most that is missing is what is told. */
static void reason_is_the_set_that_lacks_it(void **state)
{
	const uint64_t it = BIT_OF(CAP_SYS_MODULE), others = ~it;

	(void)state;
	assert_int_equal(reason_with(it, it, it), CAPPROBE_EFFECTIVE);
	assert_int_equal(reason_with(others, it, it), CAPPROBE_NOT_EFFECTIVE);
	assert_int_equal(reason_with(others, others, it), CAPPROBE_NOT_PERMITTED);
	assert_int_equal(reason_with(others, others, others), CAPPROBE_NOT_BOUNDING);
	/* A bounding set that was made smaller later takes nothing away. */
	assert_int_equal(reason_with(it, it, others), CAPPROBE_EFFECTIVE);
}

static void what_cannot_be_read_is_not_guessed(void **state)
{
	struct subject subject = { .process = -1 };
	uint32_t target;

	(void)state;
	assert_int_equal(subject_reason(&subject, CAP_SYS_MODULE, &target), CAPPROBE_OTHER);
}

static bool in_user_namespace(void)
{
	return !unshare(CLONE_NEWUSER | CLONE_NEWUTS);
}

/* Where it has everything: but CAP_SYS_MODULE is asked about on the host. */
static void full_set_elsewhere_does_not_count_on_the_host(void **state)
{
	pid_t pid = start(in_user_namespace);
	struct subject subject;
	uint32_t target;

	(void)state;
	if (pid < 0)
		skip();
	assert_true(subject_read(pid, &subject));
	assert_true(subject.sets.sets[SET_EFFECTIVE] & BIT_OF(CAP_SYS_MODULE));
	assert_int_equal(subject_reason(&subject, CAP_SYS_MODULE, &target), CAPPROBE_USERNS);
	assert_int_equal(target, NAMESPACE_INITIAL_USER);
	/* Its network is its parent's namespace's; what is its own is asked about there. */
	assert_int_equal(subject_reason(&subject, CAP_NET_ADMIN, &target), CAPPROBE_USERNS);
	assert_int_not_equal(target, subject.namespaces[NAMESPACE_USER]);
	assert_int_equal(subject_reason(&subject, CAP_CHOWN, &target), CAPPROBE_EFFECTIVE);
	assert_int_equal(target, subject.namespaces[NAMESPACE_USER]);
	subject_release(&subject);
	end(pid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_are_libcaps),
		cmocka_unit_test(what_restricts_it_is_read),
		cmocka_unit_test(none_is_none),
		cmocka_unit_test(namespaces_are_those_of_proc),
		cmocka_unit_test(reason_is_the_set_that_lacks_it),
		cmocka_unit_test(what_cannot_be_read_is_not_guessed),
		cmocka_unit_test(full_set_elsewhere_does_not_count_on_the_host),
	};

	return cmocka_run_group_tests_name("subject", tests, NULL, NULL);
}
