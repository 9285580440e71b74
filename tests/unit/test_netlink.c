// SPDX-License-Identifier: GPL-2.0
/*
 * Asking the module. The tests play the kernel's part: what the program sends
 * on a netlink socket comes to sendmsg() here, what it receives is made by
 * recvmsg(); also that of a kernel that went mad.
 */
#include "unit.h"

#include <errno.h>
#include <linux/genetlink.h>
#include <netlink/genl/genl.h>
#include <sys/socket.h>

#include "capprobe.h"
#include "netlink.h"

#define FAMILY	29

/* Called for each command to the module: puts the answer. */
static void (*answer)(const struct nlmsghdr *request);

/* What is answered and was not yet received. */
static struct nl_msg *answers[16];
static size_t put, got;

static struct nl_msg *put_message(const struct nlmsghdr *request, int type, int flags)
{
	struct nl_msg *message = nlmsg_alloc();

	assert_non_null(message);
	assert_true(put < sizeof(answers) / sizeof(*answers));
	assert_non_null(nlmsg_put(message, request->nlmsg_pid, request->nlmsg_seq, type, 0, flags));
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
	struct nl_msg *message = put_command(request, GENL_ID_CTRL, 0);

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
	const struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
	const struct nlmsghdr *header;
	size_t length;

	(void)fd;
	if (got == put) {
		errno = EAGAIN;
		return -1;
	}
	header = nlmsg_hdr(answers[got]);
	length = header->nlmsg_len;
	if (length > message->msg_iov[0].iov_len)
		length = message->msg_iov[0].iov_len;
	memcpy(message->msg_iov[0].iov_base, header, length);
	memcpy(message->msg_name, &kernel, sizeof(kernel));
	message->msg_namelen = sizeof(kernel);
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

static int set_up(void **state)
{
	put = got = 0;
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
	struct nl_msg *message = put_command(request, FAMILY, NLM_F_MULTI);

	nla_put(message, CAPPROBE_SERIES_KEY, size, key);
	nla_put_u64(message, CAPPROBE_SERIES_TOTAL, 5);
}

/* What was taken. */
struct taken {
	size_t		count;
	struct series	last;
};

static void take_series(void *context, const struct series *series)
{
	struct taken *taken = context;

	taken->count++;
	taken->last = *series;
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

static void take_path(void *context, const struct cgroup *cgroup)
{
	snprintf(context, 16, "%s", cgroup->path);
}

static void path_needs_no_terminator(void **state)
{
	char path[16] = "";

	answer = answer_cgroup;
	assert_int_equal(netlink_cgroups(*state, take_path, path), STATUS_OK);
	assert_string_equal(path, "/abc");
}

static void other_abi_is_unavailable(void **state)
{
	struct netlink *other;

	(void)state;
	answer = answer_other_abi;
	assert_int_equal(netlink_open(&other), STATUS_UNAVAILABLE);
	assert_null(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole_dump_is_taken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dump_that_breaks_off_is_no_answer, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(refusal_is_said, set_up, tear_down),
		cmocka_unit_test_setup_teardown(key_out_of_range_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(path_needs_no_terminator, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_abi_is_unavailable, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("netlink", tests, NULL, NULL);
}
