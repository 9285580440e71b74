// SPDX-License-Identifier: GPL-2.0
/*
 * Who gets how many of the slots for tracked calls. The part of the module runs here as one CPU, whose current task and credentials the
 * tests set.
 */
#include "unit.h"

#include <linux/compiler.h>
#include <linux/types.h>

typedef uint8_t u8;
typedef int16_t s16;
typedef uint32_t u32;
typedef int32_t s32;
typedef uint64_t u64;

typedef struct { int value; } atomic_t;

#define atomic_read(atomic)		((atomic)->value)
#define atomic_inc(atomic)		((atomic)->value++)
#define atomic_dec(atomic)		((atomic)->value--)
#define atomic_inc_return(atomic)	(++(atomic)->value)
#define smp_load_acquire(pointer)	(*(pointer))
#define smp_store_release(pointer, new)	(*(pointer) = (new))

#define cmpxchg(pointer, old, new) ({ \
	__typeof__(*(pointer)) was = *(pointer); \
	if (was == (old)) \
		*(pointer) = (new); \
	was; \
})

struct work_struct {
	void (*func)(struct work_struct *work);
};

#define HZ				250
#define DECLARE_DELAYED_WORK(name, func) \
	struct work_struct name = { func }
#define schedule_delayed_work(work, delay)	((void)(work), (void)(delay))
#define cancel_delayed_work_sync(work)		((void)(work))

#define MODULE_NAME_LEN	56

struct file;
struct inode;

static void fput(struct file *file)
{
	(void)file;
}

struct task_struct {
	u32	tgid;
	char	comm[16];
};

struct user_namespace {
	int			level;
	struct user_namespace	*parent;
	u32			owner;
	struct {
		u32 inum;
	} ns;
};

struct cred {
	u32			uid;
	struct user_namespace	*user_ns;
};

static struct user_namespace init_user_ns;
static struct cred cred = { .user_ns = &init_user_ns };
static struct task_struct tasks[1024], *current = tasks;
static u64 current_cgroup;
static bool is_capable;

#define current_cred()			(&cred)
#define __kuid_val(uid)			(uid)
#define ktime_get_mono_fast_ns()	0
#define syscall_get_arch(task)		((void)(task), 0)

/* In place of headers of the module that need more of the kernel's. */
#define CAPPROBE_CGROUP_H
#define CAPPROBE_SYSCALL_TABLE_H
#define CAPPROBE_USER_RETURN_H
#define CAPPROBE_VERDICT_H

#define capprobe_current_cgroup()	current_cgroup
#define compat_cgroup_id(id)		(id)
#define capprobe_verdict(cred, ns, cap)	((void)(cred), (void)(ns), (void)(cap), is_capable)
#define capprobe_granted(granted)	(granted)

struct capprobe_call {
	bool	is_module_call;
	u8	cap;
};

#define capprobe_is_module_call(call)	((call)->is_module_call)

struct capprobe_user_return {
	void	(*func)(struct capprobe_user_return *user_return);
	bool	spare;
	bool	pins;
};

static bool out_of_memory;

static int capprobe_user_return_prepare(struct capprobe_user_return *user_return)
{
	user_return->spare |= !out_of_memory;
	return user_return->spare ? 0 : -1;
}

static void capprobe_user_return_drop(struct capprobe_user_return *user_return)
{
	user_return->spare = false;
}

#pragma GCC diagnostic ignored "-Wunused-parameter"
#include "../../../kmod/syscall_slots.c"

static const struct capprobe_call module_call = { .is_module_call = true };
static const struct capprobe_call other_call;

static int set_up(void **state)
{
	(void)state;
	memset(owners, 0, sizeof(owners));
	memset(slots, 0, sizeof(slots));
	claimed.value = 0;
	out_of_memory = false;
	is_capable = false;
	current = tasks;
	cred = (struct cred){ .uid = 1000, .user_ns = &init_user_ns };
	current_cgroup = 1;
	return capprobe_slots_init(NULL);
}

/* As it is in the module: what arms a slot uses up its spare. */
static struct capprobe_tracked *claim(const struct capprobe_call *call)
{
	struct capprobe_tracked *tracked;

	current++;
	tracked = capprobe_slot_claim(call);
	if (tracked)
		tracked->end.spare = false;
	return tracked;
}

static int claim_all(const struct capprobe_call *call)
{
	int count = 0;

	while (count < CAPPROBE_TRACKED_MAX && claim(call))
		count++;
	return count;
}

static void a_user_gets_a_share(void **state)
{
	int count = 0;

	(void)state;
	for (current_cgroup = 1; claim(&other_call); current_cgroup++)
		count++;
	assert_int_equal(count, SHARE);
	cred.uid = 1001;
	assert_non_null(claim(&other_call));
}

static void a_cgroup_gets_a_share(void **state)
{
	(void)state;
	cred.uid = 0;
	assert_int_equal(claim_all(&other_call), SHARE);
	current_cgroup++;
	assert_non_null(claim(&other_call));
}

static void module_calls_have_slots_of_their_own(void **state)
{
	(void)state;
	for (current_cgroup = 1; current_cgroup <= 4; current_cgroup++) {
		cred.uid = current_cgroup;
		assert_int_equal(claim_all(&other_call), SHARE);
	}
	assert_null(claim(&other_call));
	assert_int_equal(claim_all(&module_call), SHARE);
}

static void who_may_load_modules_gets_all_that_are_left(void **state)
{
	(void)state;
	is_capable = true;
	assert_int_equal(claim_all(&module_call), SLOTS_OF_KIND);
	assert_int_equal(claim_all(&other_call), SHARE);
}

static void a_namespace_of_root_is_a_user(void **state)
{
	struct user_namespace container = { .level = 1, .parent = &init_user_ns, .ns.inum = 7 };
	struct user_namespace nested = { .level = 2, .parent = &container, .owner = 1001 };
	int count = 0;

	(void)state;
	cred.user_ns = &nested;
	for (current_cgroup = 1; claim(&other_call); current_cgroup++) {
		cred.uid = current_cgroup;
		count++;
	}
	assert_int_equal(count, SHARE);
}

/* A call that has ended leaves a slot that cannot be armed before there is memory. */
static void a_slot_that_cannot_be_armed_is_part_of_the_share(void **state)
{
	struct capprobe_tracked *first;

	(void)state;
	first = claim(&other_call);
	assert_int_equal(claim_all(&other_call), SHARE - 1);

	current = &tasks[1];
	assert_ptr_equal(capprobe_slot_current(), first);
	out_of_memory = true;
	capprobe_slot_prepare(first);
	capprobe_slot_free(first);
	assert_null(capprobe_slot_current());
	current = &tasks[SHARE + 1];
	assert_null(claim(&other_call));

	out_of_memory = false;
	capprobe_slot_prepare(first);
	assert_non_null(claim(&other_call));
	assert_null(claim(&other_call));
}

static void what_holds_the_module_is_listed(void **state)
{
	struct capprobe_holder holders[4];
	struct capprobe_tracked *tracked;

	(void)state;
	assert_int_equal(capprobe_slots_holders(holders, 4), 0);
	tasks[1] = (struct task_struct){ .tgid = 42, .comm = "insmod" };
	tracked = claim(&module_call);
	tracked->nr = 175;
	tracked->end.pins = true;
	assert_int_equal(capprobe_slots_holders(holders, 4), 1);
	assert_int_equal(holders[0].pid, 42);
	assert_int_equal(holders[0].syscall, 175);
	assert_string_equal(holders[0].comm, "insmod");
}

static const struct inode *const inode = (const struct inode *)&current_cgroup;

/* Of two that load the same file, one waits for the result of the other. */
static void who_waited_finds_the_loader(void **state)
{
	struct capprobe_tracked *loader, *waiting;

	(void)state;
	loader = claim(&module_call);
	loader->inode = inode;
	loader->asked = true;
	waiting = claim(&module_call);
	waiting->inode = inode;
	waiting->checked = 1;
	assert_ptr_equal(capprobe_slot_loader(waiting), loader);
	/* It ended before the other's check. */
	capprobe_slot_free(loader);
	assert_ptr_equal(capprobe_slot_loader(waiting), waiting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_user_gets_a_share, set_up),
		cmocka_unit_test_setup(a_cgroup_gets_a_share, set_up),
		cmocka_unit_test_setup(module_calls_have_slots_of_their_own, set_up),
		cmocka_unit_test_setup(who_may_load_modules_gets_all_that_are_left, set_up),
		cmocka_unit_test_setup(a_namespace_of_root_is_a_user, set_up),
		cmocka_unit_test_setup(a_slot_that_cannot_be_armed_is_part_of_the_share, set_up),
		cmocka_unit_test_setup(what_holds_the_module_is_listed, set_up),
		cmocka_unit_test_setup(who_waited_finds_the_loader, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
