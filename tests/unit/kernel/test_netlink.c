// SPDX-License-Identifier: GPL-2.0
/*
 * Asking the module. The tests play the kernel's part: what the program sends
 * on a netlink socket comes to sendmsg() here, what it receives is made by
 * recvmsg(); also that of a kernel that went mad.
 */
#include "unit.h"

#include <errno.h>
#include <inttypes.h>
#include <linux/genetlink.h>
#include <netlink/genl/genl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "capprobe.h"
#include "identity/identity.h"
#include "kernel/names.h"
#include "kernel/netlink.h"
#include "kernel/unique.h"

/* The allocator's own, where the sanitizer's is linked. */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

#define FAMILY	29

/* Whether the kernel does not even answer which families there are. */
static bool deaf;

/* Called for each command to the module: puts the answer. */
static void (*answer)(const struct nlmsghdr *request);

/* What is answered and was not yet received. */
static struct nl_msg *answers[1024];
static size_t put, got;

/* Flags of the series beside NLM_F_MULTI. */
static int series_flags;

/* Who sends the answers that are put; 0 for the kernel. */
static uint32_t senders[1024], sender;

static struct nl_msg *put_message(const struct nlmsghdr *request, int type, int flags)
{
	struct nl_msg *message = nlmsg_alloc();

	assert_non_null(message);
	assert_true(put < sizeof(answers) / sizeof(*answers));
	assert_non_null(nlmsg_put(message, request->nlmsg_pid, request->nlmsg_seq, type, 0, flags));
	senders[put] = sender;
	answers[put++] = message;
	return message;
}

static struct nl_msg *put_command(const struct nlmsghdr *request, int type, int flags)
{
	const struct genlmsghdr *asked = nlmsg_data(request);
	struct genlmsghdr header = { .cmd = asked->cmd, .version = asked->version };
	struct nl_msg *message = put_message(request, type, flags);

	if (type == GENL_ID_CTRL)
		header.cmd = CTRL_CMD_NEWFAMILY;
	assert_int_equal(nlmsg_append(message, &header, sizeof(header), NLMSG_ALIGNTO), 0);
	return message;
}

static void put_error(const struct nlmsghdr *request, int error)
{
	struct nlmsgerr body = { .error = error, .msg = *request };

	nlmsg_append(put_message(request, NLMSG_ERROR, 0), &body, sizeof(body), NLMSG_ALIGNTO);
}

static void put_done(const struct nlmsghdr *request, int result)
{
	nlmsg_append(put_message(request, NLMSG_DONE, NLM_F_MULTI), &result, sizeof(result),
		     NLMSG_ALIGNTO);
}

static void answer_family(const struct nlmsghdr *request)
{
	struct nl_msg *message;

	if (deaf)
		return;
	message = put_command(request, GENL_ID_CTRL, 0);
	nla_put_u16(message, CTRL_ATTR_FAMILY_ID, FAMILY);
	nla_put_string(message, CTRL_ATTR_FAMILY_NAME, CAPPROBE_NAME);
	put_error(request, 0);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
	const struct nlmsghdr *request = message->msg_iov[0].iov_base;

	(void)fd;
	(void)flags;
	if (request->nlmsg_type == GENL_ID_CTRL)
		answer_family(request);
	else
		answer(request);
	return request->nlmsg_len;
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
	struct sockaddr_nl from = { .nl_family = AF_NETLINK };
	struct timeval limit = { 0 };
	const struct nlmsghdr *header;
	size_t length;

	if (got == put) {
		socklen_t size = sizeof(limit);

		getsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, &size);
		if (!limit.tv_sec)
			fail_msg("it would wait for ever");
		errno = EAGAIN;
		return -1;
	}
	header = nlmsg_hdr(answers[got]);
	length = header->nlmsg_len;
	if (length > message->msg_iov[0].iov_len)
		length = message->msg_iov[0].iov_len;
	memcpy(message->msg_iov[0].iov_base, header, length);
	from.nl_pid = senders[got];
	memcpy(message->msg_name, &from, sizeof(from));
	message->msg_namelen = sizeof(from);
	message->msg_controllen = 0;
	message->msg_flags = 0;
	if (!(flags & MSG_PEEK))
		nlmsg_free(answers[got++]);
	return flags & MSG_TRUNC ? (ssize_t)header->nlmsg_len : (ssize_t)length;
}

static void answer_status_of(const struct nlmsghdr *request, uint32_t abi)
{
	struct nl_msg *message = put_command(request, FAMILY, 0);

	nla_put_string(message, CAPPROBE_STATUS_VERSION, "0.0");
	nla_put_u32(message, CAPPROBE_STATUS_ABI, abi);
	put_error(request, 0);
}

static void answer_status(const struct nlmsghdr *request)
{
	answer_status_of(request, CAPPROBE_ABI);
}

static void answer_other_abi(const struct nlmsghdr *request)
{
	answer_status_of(request, CAPPROBE_ABI + 1);
}

static void answer_blind(const struct nlmsghdr *request)
{
	struct nl_msg *message = put_command(request, FAMILY, 0);

	nla_put_u32(message, CAPPROBE_STATUS_CHECKS, CAPPROBE_SIGHT_BREAKPOINT);
	nla_put_u32(message, CAPPROBE_STATUS_PROBES, CAPPROBE_SIGHT_COUNT);
	put_error(request, 0);
}

static int set_up(void **state)
{
	put = got = 0;
	series_flags = 0;
	answer = answer_status;
	return netlink_open((struct netlink **)state) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
	netlink_close(*state);
	while (got < put)
		nlmsg_free(answers[got++]);
	return 0;
}

static const struct capprobe_series_key a_key = {
	.cgroup = 77,
	.type = CAPPROBE_TYPE_CHECK,
	.cap = 16,
	.reason = CAPPROBE_NOT_EFFECTIVE,
};

static void put_series(const struct nlmsghdr *request, const void *key, size_t size)
{
	struct nl_msg *message = put_command(request, FAMILY, NLM_F_MULTI | series_flags);

	nla_put(message, CAPPROBE_SERIES_KEY, size, key);
	nla_put_u64(message, CAPPROBE_SERIES_TOTAL, 5);
}

/* What was taken. */
struct taken {
	size_t		count;
	struct series	last;
};

static enum status take_series(void *context, const struct series *series)
{
	struct taken *taken = context;

	taken->count++;
	taken->last = *series;
	return STATUS_OK;
}

static void assert_nothing_taken(struct netlink *netlink, enum status expected)
{
	struct taken taken = { 0 };

	assert_int_equal(netlink_series(netlink, take_series, &taken), expected);
	assert_int_equal(taken.count, 0);
}

static void answer_two_series(const struct nlmsghdr *request)
{
	put_series(request, &a_key, sizeof(a_key));
	put_series(request, &a_key, sizeof(a_key));
	put_done(request, 0);
}

static void whole_dump_is_taken(void **state)
{
	struct taken taken = { 0 };

	answer = answer_two_series;
	assert_int_equal(netlink_series(*state, take_series, &taken), STATUS_OK);
	assert_int_equal(taken.count, 2);
	assert_memory_equal(&taken.last.key, &a_key, sizeof(a_key));
	assert_int_equal(taken.last.total, 5);
}

static void answer_broken_off(const struct nlmsghdr *request)
{
	put_series(request, &a_key, sizeof(a_key));
	put_done(request, -EMSGSIZE);
}

static void dump_that_breaks_off_is_no_answer(void **state)
{
	answer = answer_broken_off;
	assert_nothing_taken(*state, STATUS_FAILED);
}

/* How many dumps are interrupted, or more. */
static int interruptions;

/* The last of two series says that the first was folded meanwhile. */
static void answer_interrupted(const struct nlmsghdr *request)
{
	put_series(request, &a_key, sizeof(a_key));
	series_flags = interruptions-- > 0 ? NLM_F_DUMP_INTR : 0;
	put_series(request, &a_key, sizeof(a_key));
	series_flags = 0;
	put_done(request, 0);
}

static void interrupted_dump_is_asked_for_again(void **state)
{
	struct taken taken = { 0 };

	interruptions = 5;
	answer = answer_interrupted;
	assert_int_equal(netlink_series(*state, take_series, &taken), STATUS_OK);
	assert_int_equal(interruptions, -1);
	assert_int_equal(taken.count, 2);
}

static void but_not_for_ever(void **state)
{
	interruptions = 1000000;
	answer = answer_interrupted;
	assert_nothing_taken(*state, STATUS_FAILED);
}

/* As who has CAP_NET_ADMIN on the host's network can. */
static void answer_after_another(const struct nlmsghdr *request)
{
	sender = 4711;
	put_series(request, &a_key, sizeof(a_key));
	put_error(request, -EPERM);
	put_done(request, 0);
	sender = 0;
	answer_two_series(request);
}

static void what_another_sends_is_no_answer(void **state)
{
	struct taken taken = { 0 };

	answer = answer_after_another;
	assert_int_equal(netlink_series(*state, take_series, &taken), STATUS_OK);
	assert_int_equal(taken.count, 2);
}

static void answer_refusal(const struct nlmsghdr *request)
{
	put_error(request, -EPERM);
}

static void refusal_is_said(void **state)
{
	answer = answer_refusal;
	assert_nothing_taken(*state, STATUS_UNAVAILABLE);
}

/* The key that answer_mad_key() sends, and how much of it. */
static struct capprobe_series_key mad_key;
static size_t mad_size;

static void answer_mad_key(const struct nlmsghdr *request)
{
	put_series(request, &mad_key, mad_size);
	put_done(request, 0);
}

static void assert_key_refused(struct netlink *netlink)
{
	answer = answer_mad_key;
	assert_nothing_taken(netlink, STATUS_FAILED);
	mad_key = a_key;
	mad_size = sizeof(mad_key);
}

static void key_out_of_range_is_refused(void **state)
{
	mad_key = a_key;
	mad_size = sizeof(mad_key) - 1;
	assert_key_refused(*state);
	mad_key.cap = 64;
	assert_key_refused(*state);
	mad_key.type = CAPPROBE_TYPE_COUNT;
	assert_key_refused(*state);
	mad_key.reason = CAPPROBE_REASON_COUNT;
	assert_key_refused(*state);
	mad_key.cap_reason = CAPPROBE_REASON_COUNT;
	assert_key_refused(*state);
}

static void answer_cgroup(const struct nlmsghdr *request)
{
	struct nl_msg *message = put_command(request, FAMILY, NLM_F_MULTI);

	nla_put_u64(message, CAPPROBE_CGROUP_ID, 77);
	nla_put(message, CAPPROBE_CGROUP_PATH, 4, "/abc");
	put_done(request, 0);
}

static enum status take_path(void *context, const struct cgroup *cgroup)
{
	snprintf(context, 16, "%s", cgroup->path);
	return STATUS_OK;
}

static void path_needs_no_terminator(void **state)
{
	char path[16] = "";

	answer = answer_cgroup;
	assert_int_equal(netlink_cgroups(*state, take_path, path), STATUS_OK);
	assert_string_equal(path, "/abc");
}

static void put_loss(struct nl_msg *message, uint32_t type, uint32_t cause, uint64_t lost)
{
	struct nlattr *nest = nla_nest_start(message, CAPPROBE_STATUS_LOSS);

	nla_put_u32(message, CAPPROBE_LOSS_ATTR_CAUSE, cause);
	nla_put_u64(message, CAPPROBE_LOSS_ATTR_LOST, lost);
	if (type != CAPPROBE_TYPE_COUNT)
		nla_put_u32(message, CAPPROBE_LOSS_ATTR_TYPE, type);
	nla_nest_end(message, nest);
}

static void answer_losses(const struct nlmsghdr *request)
{
	struct nl_msg *message = put_command(request, FAMILY, 0);
	struct nlattr *nest;

	put_loss(message, CAPPROBE_TYPE_MODULE, CAPPROBE_LOST_RING_SHARE, 3);
	put_loss(message, CAPPROBE_TYPE_COUNT, CAPPROBE_LOST_MISSED, 4);
	nest = nla_nest_start(message, CAPPROBE_STATUS_FLOODER);
	nla_put_u64(message, CAPPROBE_FLOODER_ATTR_CGROUP, 77);
	nla_put_u64(message, CAPPROBE_FLOODER_ATTR_LOST, 3);
	nla_nest_end(message, nest);
	put_error(request, 0);
}

static void losses_come_by_record_and_cause(void **state)
{
	struct capprobe_flooder flooder;
	struct module_status status;

	answer = answer_losses;
	assert_int_equal(netlink_status(*state, &status), STATUS_OK);
	assert_int_equal(status.losses.lost[CAPPROBE_TYPE_MODULE][CAPPROBE_LOST_RING_SHARE], 3);
	assert_int_equal(status.losses.elsewhere[CAPPROBE_LOST_MISSED], 4);
	assert_int_equal(losses_total(&status.losses), 7);
	assert_true(losses_flooder(&status.losses, NULL, &flooder));
	assert_int_equal(flooder.cgroup, 77);
}

static void answer_mad_loss(const struct nlmsghdr *request)
{
	put_loss(put_command(request, FAMILY, 0), CAPPROBE_TYPE_COUNT + 1,
		 CAPPROBE_LOST_RING_FULL, 3);
	put_error(request, 0);
}

static void loss_out_of_range_is_refused(void **state)
{
	struct module_status status;

	answer = answer_mad_loss;
	assert_int_equal(netlink_status(*state, &status), STATUS_FAILED);
}

static void other_abi_is_unavailable(void **state)
{
	struct netlink *other;

	(void)state;
	answer = answer_other_abi;
	assert_int_equal(netlink_open(&other), STATUS_UNAVAILABLE);
	assert_null(other);
}

/* What has no name is not seen, either. */
static void status_tells_what_is_seen(void **state)
{
	struct module_status status;

	answer = answer_blind;
	assert_int_equal(netlink_status(*state, &status), STATUS_OK);
	assert_string_equal(sight_name(status.checks), "breakpoint");
	assert_string_equal(sight_name(status.probes), "unseen");
}

static void answer_nothing(const struct nlmsghdr *request)
{
	(void)request;
}

static void answer_that_never_comes_is_not_waited_for(void **state)
{
	struct netlink *other;

	answer = answer_nothing;
	assert_nothing_taken(*state, STATUS_FAILED);
	deaf = true;
	assert_int_equal(netlink_open(&other), STATUS_FAILED);
	deaf = false;
}

/* Of which one came too late. */
static void answer_two_requests(const struct nlmsghdr *request)
{
	struct nlmsghdr *earlier = malloc(request->nlmsg_len);

	assert_non_null(earlier);
	memcpy(earlier, request, request->nlmsg_len);
	earlier->nlmsg_seq--;
	put_series(earlier, &a_key, sizeof(a_key));
	put_done(earlier, 0);
	free(earlier);
	answer_two_series(request);
}

static void answer_that_comes_too_late_is_no_other(void **state)
{
	struct taken taken = { 0 };

	answer = answer_two_requests;
	assert_int_equal(netlink_series(*state, take_series, &taken), STATUS_OK);
	assert_int_equal(taken.count, 2);
	assert_int_equal(got, put);
}

static void answer_none(const struct nlmsghdr *request)
{
	put_done(request, 0);
}

/* Without the sanitizer, which keeps for a while what is freed, what is resident. */
static size_t allocated(void)
{
	size_t pages = 0;
	FILE *statm;

	if (__sanitizer_get_current_allocated_bytes)
		return __sanitizer_get_current_allocated_bytes();
	statm = fopen("/proc/self/statm", "r");
	assert_non_null(statm);
	assert_int_equal(fscanf(statm, "%*u %zu", &pages), 1);
	fclose(statm);
	return pages * getpagesize();
}

static void assert_path(struct identities *identities, uint64_t cgroup, const char *path)
{
	const struct identity *identity;

	assert_int_equal(identities_find(identities, cgroup, &identity), STATUS_OK);
	assert_string_equal(identity->path, path);
}

static void live(struct identities *identities, struct unique *unique, uint64_t first,
		 uint64_t last)
{
	struct capprobe_record record = { .type = CAPPROBE_TYPE_CHECK };
	bool repeat;
	char path[64];

	for (record.cgroup = first; record.cgroup < last; record.cgroup++) {
		snprintf(path, sizeof(path), "/web.slice/%" PRIu64 ".scope", (uint64_t)record.cgroup);
		identities_learn(identities, record.cgroup, path, strlen(path));
		assert_path(identities, record.cgroup, path);
		/* One that lives all the time is never forgotten: nothing answers for it. */
		assert_path(identities, 1, "/web.slice/1.scope");
		assert_true(unique_put(unique, &record, &repeat) && !repeat);
		assert_true(unique_put(unique, &record, &repeat) && repeat);
	}
}

static void lifetimes_do_not_add_up(void **state)
{
	struct unique *unique = unique_new();
	struct identities *identities;
	size_t before;

	answer = answer_none;
	assert_int_equal(identities_new(*state, &identities), STATUS_OK);
	identities_keep(identities);
	live(identities, unique, 1, UNIQUE_MAX + 1);
	before = allocated();
	live(identities, unique, UNIQUE_MAX + 1, UNIQUE_MAX + 100000);
	assert_true(allocated() < before + (1 << 20));
	identities_free(identities);
	unique_free(unique);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole_dump_is_taken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dump_that_breaks_off_is_no_answer, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(interrupted_dump_is_asked_for_again, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(but_not_for_ever, set_up, tear_down),
		cmocka_unit_test_setup_teardown(losses_come_by_record_and_cause, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(loss_out_of_range_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_another_sends_is_no_answer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refusal_is_said, set_up, tear_down),
		cmocka_unit_test_setup_teardown(key_out_of_range_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(path_needs_no_terminator, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_abi_is_unavailable, set_up, tear_down),
		cmocka_unit_test_setup_teardown(status_tells_what_is_seen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(answer_that_never_comes_is_not_waited_for, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(answer_that_comes_too_late_is_no_other, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(lifetimes_do_not_add_up, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("netlink", tests, NULL, NULL);
}
