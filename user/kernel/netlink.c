// SPDX-License-Identifier: GPL-2.0
/*
 * netlink.c - asking the module, over its generic netlink family
 */
#include <errno.h>
#include <limits.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/array.h"
#include "base/memory.h"
#include "kernel/netlink.h"
#include "kernel/unreachable.h"

/* More than any message of the module: that of CAPPROBE_CMD_READ is largest. */
#define BUFFER_BYTES	(CAPPROBE_READ_SLOTS * sizeof(struct capprobe_record) + 4096)

/* How often a dump is asked for until nothing was folded in the midst of it. */
#define DUMPS_MAX	100

/* For each message of an answer: more than a machine that is busy beyond measure takes. */
#define ANSWER_SECONDS	30

struct netlink {
	struct nl_sock	*socket;
	int		family;
	bool		ready;	/* CAPPROBE_CMD_READY came */
};

/* A request under way. */
struct request {
	struct netlink	*netlink;
	netlink_parse	parse;
	void		*context;
	uint32_t	sequence;	/* of its messages */
	int		error;	/* errno that the kernel answered, or 0 */
	bool		interrupted;	/* the parts of a dump do not fit together */
	bool		pending;
};

/* Not only the kernel can send to this socket: so can who has CAP_NET_ADMIN on the network. */
static int on_arrival(struct nl_msg *message, void *context)
{
	(void)context;
	return nlmsg_get_src(message)->nl_pid ? NL_SKIP : NL_OK;
}

static int on_message(struct nl_msg *message, void *context)
{
	const struct genlmsghdr *generic = nlmsg_data(nlmsg_hdr(message));
	struct request *request = context;

	if (!genlmsg_valid_hdr(nlmsg_hdr(message), 0))
		request->error = EBADMSG;
	else if (generic->cmd == CAPPROBE_CMD_READY)
		request->netlink->ready = true;
	else if (request->parse(nlmsg_hdr(message), request->context))
		request->error = EBADMSG;
	return NL_OK;
}

/* What comes unasked has no request's number; what comes too late has another's. */
static int on_sequence(struct nl_msg *message, void *context)
{
	uint32_t sequence = nlmsg_hdr(message)->nlmsg_seq;
	const struct request *request = context;

	return !sequence || sequence == request->sequence ? NL_OK : NL_SKIP;
}

static int on_interrupted(struct nl_msg *message, void *context)
{
	struct request *request = context;

	(void)message;
	request->interrupted = true;
	return NL_OK;
}

/* Of the least number there is no opposite. */
static int errno_of(int result)
{
	return result == INT_MIN ? EBADMSG : -result;
}

/* What ends a dump says whether it is whole. */
static int on_finish(struct nl_msg *message, void *context)
{
	const struct nlmsghdr *header = nlmsg_hdr(message);
	struct request *request = context;
	int result = 0;

	if (nlmsg_datalen(header) >= (int)sizeof(result))
		memcpy(&result, nlmsg_data(header), sizeof(result));
	if (result < 0)
		request->error = errno_of(result);
	request->pending = false;
	return NL_STOP;
}

static int on_ack(struct nl_msg *message, void *context)
{
	struct request *request = context;

	(void)message;
	request->pending = false;
	return NL_STOP;
}

static int on_error(struct sockaddr_nl *address, struct nlmsgerr *error, void *context)
{
	struct request *request = context;

	(void)address;
	request->error = errno_of(error->error);
	request->pending = false;
	return NL_STOP;
}

static enum status no_answer(void)
{
	return fail(STATUS_FAILED,
		    "the kernel module did not answer within %d seconds: try again, and see 'dmesg' if it never does",
		    ANSWER_SECONDS);
}

static enum status receive(struct netlink *netlink, struct request *request)
{
	struct nl_cb *callbacks = nl_cb_alloc(NL_CB_DEFAULT);
	int error = 0;

	if (!callbacks)
		return out_of_memory("a request to the kernel module");
	nl_cb_set(callbacks, NL_CB_MSG_IN, NL_CB_CUSTOM, on_arrival, NULL);
	nl_cb_set(callbacks, NL_CB_VALID, NL_CB_CUSTOM, on_message, request);
	nl_cb_set(callbacks, NL_CB_SEQ_CHECK, NL_CB_CUSTOM, on_sequence, request);
	nl_cb_set(callbacks, NL_CB_DUMP_INTR, NL_CB_CUSTOM, on_interrupted, request);
	nl_cb_set(callbacks, NL_CB_FINISH, NL_CB_CUSTOM, on_finish, request);
	nl_cb_set(callbacks, NL_CB_ACK, NL_CB_CUSTOM, on_ack, request);
	nl_cb_err(callbacks, NL_CB_CUSTOM, on_error, request);
	while (request->pending && error >= 0)
		error = nl_recvmsgs(netlink->socket, callbacks);
	nl_cb_put(callbacks);
	if (error == -NLE_AGAIN)
		return no_answer();
	if (error < 0 && !request->error)
		return fail(STATUS_FAILED, "cannot read the kernel module's answer: %s",
			    nl_geterror(error));
	return STATUS_OK;
}

struct nl_msg *netlink_message(struct netlink *netlink, enum capprobe_cmd command, int flags)
{
	struct nl_msg *message = nlmsg_alloc();

	if (message && genlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, netlink->family, 0, flags,
				   command, CAPPROBE_ABI))
		return message;
	nlmsg_free(message);
	out_of_memory("a request to the kernel module");
	return NULL;
}

enum status netlink_ask(struct netlink *netlink, struct nl_msg *message, netlink_parse parse,
			void *context, int *error)
{
	struct request request = {
		.netlink = netlink,
		.parse = parse,
		.context = context,
		.pending = true,
	};
	enum status status;
	int sent;

	*error = 0;
	if (!message)
		return STATUS_FAILED;
	sent = nl_send_auto(netlink->socket, message);
	request.sequence = nlmsg_hdr(message)->nlmsg_seq;
	nlmsg_free(message);
	if (sent < 0)
		return fail(STATUS_FAILED, "cannot ask the kernel module: %s", nl_geterror(sent));

	status = receive(netlink, &request);
	*error = request.error;
	if (!*error && request.interrupted)
		*error = EAGAIN;
	if (status == STATUS_OK && request.error == EPERM)
		return unreachable_permission();
	return status;
}

int netlink_fd(const struct netlink *netlink)
{
	return nl_socket_get_fd(netlink->socket);
}

bool netlink_ready(struct netlink *netlink)
{
	bool ready = netlink->ready;

	netlink->ready = false;
	return ready;
}

static enum status answered(int error, const char *what)
{
	switch (error) {
	case 0:
		return STATUS_OK;
	case EAGAIN:
		return fail(STATUS_FAILED,
			    "the kernel module did not tell %s: cgroups come and go too fast; try again",
			    what);
	default:
		return fail(STATUS_FAILED, "the kernel module did not tell %s: %s", what,
			    strerror(error));
	}
}

/* Asks for a dump until it is whole. What is told in vain is given to @again. */
static enum status ask_for_all(struct netlink *netlink, enum capprobe_cmd command,
			       netlink_parse parse, void (*again)(void *context), void *context,
			       const char *what)
{
	enum status status;
	int tries, error;

	for (tries = 0; tries < DUMPS_MAX; tries++) {
		status = netlink_ask(netlink, netlink_message(netlink, command, NLM_F_DUMP), parse,
				     context, &error);
		if (status != STATUS_OK || error != EAGAIN)
			break;
		if (again)
			again(context);
	}
	return status == STATUS_OK ? answered(error, what) : status;
}

static struct nla_policy status_policy[CAPPROBE_STATUS_COUNT] = {
	[CAPPROBE_STATUS_VERSION] = { .type = NLA_STRING },
	[CAPPROBE_STATUS_ABI] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_HOOK] = { .type = NLA_STRING },
	[CAPPROBE_STATUS_LSM] = { .type = NLA_FLAG },
	[CAPPROBE_STATUS_STARTED] = { .type = NLA_U64 },
	[CAPPROBE_STATUS_SESSIONS] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_SERIES] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_SERIES_MAX] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_CGROUPS] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_CGROUPS_MAX] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_MEMORY] = { .type = NLA_U64 },
	[CAPPROBE_STATUS_LOSS] = { .type = NLA_NESTED },
	[CAPPROBE_STATUS_CHECKS] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_PROBES] = { .type = NLA_U32 },
	[CAPPROBE_STATUS_HOLDER] = { .type = NLA_NESTED },
	[CAPPROBE_STATUS_FLOODER] = { .type = NLA_NESTED },
};

static struct nla_policy holder_policy[CAPPROBE_HOLDER_COUNT] = {
	[CAPPROBE_HOLDER_PID] = { .type = NLA_U32 },
	[CAPPROBE_HOLDER_COMM] = { .minlen = CAPPROBE_COMM_LEN },
	[CAPPROBE_HOLDER_ARCH] = { .type = NLA_U32 },
	[CAPPROBE_HOLDER_SYSCALL] = { .type = NLA_S32 },
};

static struct nla_policy loss_policy[CAPPROBE_LOSS_ATTR_COUNT] = {
	[CAPPROBE_LOSS_ATTR_CAUSE] = { .type = NLA_U32 },
	[CAPPROBE_LOSS_ATTR_LOST] = { .type = NLA_U64 },
	[CAPPROBE_LOSS_ATTR_TYPE] = { .type = NLA_U32 },
};

static struct nla_policy flooder_policy[CAPPROBE_FLOODER_ATTR_COUNT] = {
	[CAPPROBE_FLOODER_ATTR_CGROUP] = { .type = NLA_U64 },
	[CAPPROBE_FLOODER_ATTR_LOST] = { .type = NLA_U64 },
};

static struct nla_policy series_policy[CAPPROBE_SERIES_COUNT] = {
	[CAPPROBE_SERIES_KEY] = { .minlen = sizeof(struct capprobe_series_key) },
	[CAPPROBE_SERIES_TOTAL] = { .type = NLA_U64 },
	[CAPPROBE_SERIES_LAST_TIME] = { .type = NLA_U64 },
	[CAPPROBE_SERIES_LAST_PID] = { .type = NLA_U32 },
	[CAPPROBE_SERIES_LAST_COMM] = { .minlen = CAPPROBE_COMM_LEN },
};

static struct nla_policy cgroup_policy[CAPPROBE_CGROUP_COUNT] = {
	[CAPPROBE_CGROUP_ID] = { .type = NLA_U64 },
	[CAPPROBE_CGROUP_GONE] = { .type = NLA_FLAG },
};

static struct nla_policy check_policy[CAPPROBE_CHECK_COUNT] = {
	[CAPPROBE_CHECK_HOST] = { .type = NLA_U32 },
	[CAPPROBE_CHECK_OWN] = { .type = NLA_U32 },
};

/* The value of an attribute, 0 where the module did not send it. */
static uint32_t get_u32(struct nlattr *attribute)
{
	return attribute ? nla_get_u32(attribute) : 0;
}

static uint64_t get_u64(struct nlattr *attribute)
{
	return attribute ? nla_get_u64(attribute) : 0;
}

int netlink_parse_loss(struct nlattr *nest, struct losses *losses)
{
	struct nlattr *attributes[CAPPROBE_LOSS_ATTR_COUNT];
	uint32_t cause, type = CAPPROBE_TYPE_COUNT;
	uint64_t lost;

	if (nla_parse_nested(attributes, CAPPROBE_LOSS_ATTR_COUNT - 1, nest, loss_policy) < 0)
		return -1;
	cause = get_u32(attributes[CAPPROBE_LOSS_ATTR_CAUSE]);
	lost = get_u64(attributes[CAPPROBE_LOSS_ATTR_LOST]);
	if (attributes[CAPPROBE_LOSS_ATTR_TYPE])
		type = nla_get_u32(attributes[CAPPROBE_LOSS_ATTR_TYPE]);
	if (cause >= CAPPROBE_LOSS_COUNT || type > CAPPROBE_TYPE_COUNT)
		return -1;
	if (type == CAPPROBE_TYPE_COUNT)
		losses->elsewhere[cause] = lost;
	else
		losses->lost[type][cause] = lost;
	return 0;
}

int netlink_parse_flooder(struct nlattr *nest, struct losses *losses)
{
	struct nlattr *attributes[CAPPROBE_FLOODER_ATTR_COUNT];

	if (nla_parse_nested(attributes, CAPPROBE_FLOODER_ATTR_COUNT - 1, nest,
			     flooder_policy) < 0)
		return -1;
	losses_blame(losses, get_u64(attributes[CAPPROBE_FLOODER_ATTR_CGROUP]),
		     get_u64(attributes[CAPPROBE_FLOODER_ATTR_LOST]));
	return 0;
}

static enum capprobe_sight get_sight(struct nlattr *attribute)
{
	uint32_t sight = get_u32(attribute);

	return sight < CAPPROBE_SIGHT_COUNT ? sight : CAPPROBE_SIGHT_UNSEEN;
}

static int parse_holder(struct nlattr *nest, struct module_status *status)
{
	struct nlattr *attributes[CAPPROBE_HOLDER_COUNT], *comm;
	struct holder *holder;

	if (status->holder_count == NETLINK_HOLDERS_MAX)
		return 0;
	if (nla_parse_nested(attributes, CAPPROBE_HOLDER_COUNT - 1, nest, holder_policy) < 0)
		return -1;
	holder = &status->holders[status->holder_count++];
	holder->pid = get_u32(attributes[CAPPROBE_HOLDER_PID]);
	holder->arch = get_u32(attributes[CAPPROBE_HOLDER_ARCH]);
	holder->syscall = attributes[CAPPROBE_HOLDER_SYSCALL] ?
			  nla_get_s32(attributes[CAPPROBE_HOLDER_SYSCALL]) : -1;
	comm = attributes[CAPPROBE_HOLDER_COMM];
	if (comm)
		snprintf(holder->comm, sizeof(holder->comm), "%.*s", CAPPROBE_COMM_LEN - 1,
			 (const char *)nla_data(comm));
	return 0;
}

static int parse_status(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_STATUS_COUNT], *attribute;
	struct module_status *status = context;
	int left;

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_STATUS_COUNT - 1, status_policy) < 0)
		return -1;
	if (attributes[CAPPROBE_STATUS_VERSION])
		nla_strlcpy(status->version, attributes[CAPPROBE_STATUS_VERSION],
			    sizeof(status->version));
	if (attributes[CAPPROBE_STATUS_HOOK])
		nla_strlcpy(status->hook, attributes[CAPPROBE_STATUS_HOOK], sizeof(status->hook));
	status->lsm = !!attributes[CAPPROBE_STATUS_LSM];
	status->abi = get_u32(attributes[CAPPROBE_STATUS_ABI]);
	status->started = get_u64(attributes[CAPPROBE_STATUS_STARTED]);
	status->sessions = get_u32(attributes[CAPPROBE_STATUS_SESSIONS]);
	status->series = get_u32(attributes[CAPPROBE_STATUS_SERIES]);
	status->series_max = get_u32(attributes[CAPPROBE_STATUS_SERIES_MAX]);
	status->cgroups = get_u32(attributes[CAPPROBE_STATUS_CGROUPS]);
	status->cgroups_max = get_u32(attributes[CAPPROBE_STATUS_CGROUPS_MAX]);
	status->memory = get_u64(attributes[CAPPROBE_STATUS_MEMORY]);
	status->checks = get_sight(attributes[CAPPROBE_STATUS_CHECKS]);
	status->probes = get_sight(attributes[CAPPROBE_STATUS_PROBES]);
	nlmsg_for_each_attr(attribute, header, GENL_HDRLEN, left) {
		if (nla_type(attribute) == CAPPROBE_STATUS_LOSS &&
		    netlink_parse_loss(attribute, &status->losses))
			return -1;
		if (nla_type(attribute) == CAPPROBE_STATUS_FLOODER &&
		    netlink_parse_flooder(attribute, &status->losses))
			return -1;
		if (nla_type(attribute) == CAPPROBE_STATUS_HOLDER &&
		    parse_holder(attribute, status))
			return -1;
	}
	return 0;
}

/*
 * All series: whoever they are given to may ask something else of the module,
 * which must not be in the midst of telling.
 */
struct all_series {
	struct series	*series;
	size_t		count;
	size_t		room;
	bool		no_memory;
};

static void keep_series(struct all_series *all, const struct series *series)
{
	struct series *larger = array_grow(all->series, &all->room, all->count + 1,
					   sizeof(*series));

	all->no_memory |= !larger;
	if (!larger)
		return;
	larger[all->count++] = *series;
	all->series = larger;
}

static void forget_series(void *context)
{
	struct all_series *all = context;

	all->count = 0;
}

static int parse_series(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_SERIES_COUNT];
	struct series series = { 0 };

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_SERIES_COUNT - 1, series_policy) < 0 ||
	    !attributes[CAPPROBE_SERIES_KEY])
		return -1;
	memcpy(&series.key, nla_data(attributes[CAPPROBE_SERIES_KEY]), sizeof(series.key));
	if (series.key.type >= CAPPROBE_TYPE_COUNT || series.key.cap > 63 ||
	    series.key.reason >= CAPPROBE_REASON_COUNT ||
	    series.key.cap_reason >= CAPPROBE_REASON_COUNT)
		return -1;
	series.total = get_u64(attributes[CAPPROBE_SERIES_TOTAL]);
	series.last_time = get_u64(attributes[CAPPROBE_SERIES_LAST_TIME]);
	series.last_pid = get_u32(attributes[CAPPROBE_SERIES_LAST_PID]);
	if (attributes[CAPPROBE_SERIES_LAST_COMM])
		memcpy(series.last_comm, nla_data(attributes[CAPPROBE_SERIES_LAST_COMM]),
		       sizeof(series.last_comm) - 1);
	keep_series(context, &series);
	return 0;
}

/* The callback of a dump, its context, and what it returned. */
struct taker {
	enum status	(*cgroup)(void *context, const struct cgroup *cgroup);
	void		*context;
	enum status	status;
};

static int parse_cgroup(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_CGROUP_COUNT], *text;
	struct taker *taker = context;
	struct cgroup cgroup;
	char *path;

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_CGROUP_COUNT - 1, cgroup_policy) < 0)
		return -1;
	text = attributes[CAPPROBE_CGROUP_PATH];
	path = text ? strndup(nla_data(text), nla_len(text)) : NULL;
	if (!path)
		return -1;
	cgroup.id = get_u64(attributes[CAPPROBE_CGROUP_ID]);
	cgroup.path = path;
	cgroup.gone = !!attributes[CAPPROBE_CGROUP_GONE];
	if (taker->status == STATUS_OK)
		taker->status = taker->cgroup(taker->context, &cgroup);
	free(path);
	return 0;
}

enum status netlink_status(struct netlink *netlink, struct module_status *status)
{
	enum status result;
	int error;

	memset(status, 0, sizeof(*status));
	result = netlink_ask(netlink, netlink_message(netlink, CAPPROBE_CMD_STATUS, 0),
			     parse_status, status, &error);
	return result == STATUS_OK ? answered(error, "its status") : result;
}

enum status netlink_series(struct netlink *netlink,
			   enum status (*take)(void *context, const struct series *series), void *context)
{
	struct all_series all = { 0 };
	enum status status;
	size_t i;

	status = ask_for_all(netlink, CAPPROBE_CMD_SERIES, parse_series, forget_series, &all,
			     "its counts");
	if (status == STATUS_OK && all.no_memory)
		status = out_of_memory("the kernel module's counts");
	for (i = 0; status == STATUS_OK && i < all.count; i++)
		status = take(context, &all.series[i]);
	free(all.series);
	return status;
}

enum status netlink_cgroups(struct netlink *netlink,
			    enum status (*take)(void *context, const struct cgroup *cgroup), void *context)
{
	struct taker taker = { .cgroup = take, .context = context };
	enum status status;

	status = ask_for_all(netlink, CAPPROBE_CMD_CGROUPS, parse_cgroup, NULL, &taker,
			     "its cgroups");
	return status == STATUS_OK ? taker.status : status;
}

enum status netlink_cgroup(struct netlink *netlink, uint64_t id,
			   enum status (*take)(void *context, const struct cgroup *cgroup), void *context)
{
	struct nl_msg *message = netlink_message(netlink, CAPPROBE_CMD_CGROUPS, 0);
	struct taker taker = { .cgroup = take, .context = context };
	enum status status;
	int error;

	if (message && nla_put_u64(message, CAPPROBE_CGROUP_ID, id)) {
		nlmsg_free(message);
		return out_of_memory("a request to the kernel module");
	}
	status = netlink_ask(netlink, message, parse_cgroup, &taker, &error);
	if (status == STATUS_OK && error && error != ENOENT)
		return fail(STATUS_FAILED, "the kernel module did not tell a cgroup: %s",
			    strerror(error));
	return status == STATUS_OK ? taker.status : status;
}

static int parse_check(struct nlmsghdr *header, void *context)
{
	struct nlattr *attributes[CAPPROBE_CHECK_COUNT];
	struct check_answer *answer = context;

	if (genlmsg_parse(header, 0, attributes, CAPPROBE_CHECK_COUNT - 1, check_policy) < 0 ||
	    !attributes[CAPPROBE_CHECK_HOST] || !attributes[CAPPROBE_CHECK_OWN])
		return -1;
	answer->host = nla_get_u32(attributes[CAPPROBE_CHECK_HOST]);
	answer->own = nla_get_u32(attributes[CAPPROBE_CHECK_OWN]);
	return answer->host < CAPPROBE_REASON_COUNT && answer->own < CAPPROBE_REASON_COUNT ? 0 : -1;
}

enum status netlink_check(struct netlink *netlink, pid_t pid, unsigned int cap,
			  struct check_answer *answer)
{
	struct nl_msg *message = netlink_message(netlink, CAPPROBE_CMD_CHECK, 0);
	enum status status;
	int error;

	if (message && (nla_put_u32(message, CAPPROBE_CHECK_PID, pid) ||
			nla_put_u32(message, CAPPROBE_CHECK_CAP, cap))) {
		nlmsg_free(message);
		return out_of_memory("a request to the kernel module");
	}
	status = netlink_ask(netlink, message, parse_check, answer, &error);
	if (status == STATUS_OK && error == ESRCH)
		return fail(STATUS_FAILED, "there is no process %d", pid);
	if (status == STATUS_OK && error)
		return fail(STATUS_FAILED,
			    "the kernel module did not tell what process %d would be answered: %s",
			    pid, strerror(error));
	return status;
}

void netlink_close(struct netlink *netlink)
{
	if (!netlink)
		return;
	nl_socket_free(netlink->socket);
	free(netlink);
}

static enum status connect_module(struct netlink *netlink)
{
	static const struct timeval limit = { .tv_sec = ANSWER_SECONDS };
	struct module_status module;
	enum status status;
	int error;

	netlink->socket = nl_socket_alloc();
	if (!netlink->socket)
		return out_of_memory("a connection to the kernel module");
	error = genl_connect(netlink->socket);
	if (error < 0)
		return fail(STATUS_UNAVAILABLE, "cannot open a generic netlink socket: %s",
			    nl_geterror(error));
	nl_socket_set_msg_buf_size(netlink->socket, BUFFER_BYTES);
	if (setsockopt(nl_socket_get_fd(netlink->socket), SOL_SOCKET, SO_RCVTIMEO, &limit,
		       sizeof(limit)))
		return fail(STATUS_FAILED, "cannot limit the time for the kernel module's answers: %s",
			    strerror(errno));
	nl_socket_modify_cb(netlink->socket, NL_CB_MSG_IN, NL_CB_CUSTOM, on_arrival, NULL);
	/* The library does not tell which error kept it from finding the family. */
	errno = 0;
	netlink->family = genl_ctrl_resolve(netlink->socket, CAPPROBE_NAME);
	if (netlink->family < 0 && errno == EAGAIN)
		return no_answer();
	if (netlink->family < 0)
		return unreachable_family();
	status = netlink_status(netlink, &module);
	if (status == STATUS_OK && module.abi != CAPPROBE_ABI)
		return unreachable_abi(module.version, module.abi);
	return status;
}

enum status netlink_open(struct netlink **netlink)
{
	enum status status;

	*netlink = calloc(1, sizeof(**netlink));
	if (!*netlink)
		return out_of_memory("a connection to the kernel module");
	status = connect_module(*netlink);
	if (status != STATUS_OK) {
		netlink_close(*netlink);
		*netlink = NULL;
	}
	return status;
}
