// SPDX-License-Identifier: GPL-2.0
/*
 * cmd_watch.c - show checks and module calls as they happen
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/capability.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/answer.h"
#include "base/array.h"
#include "base/capability.h"
#include "base/memory.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/lookup.h"
#include "identity/identity.h"
#include "identity/record_json.h"
#include "kernel/names.h"
#include "kernel/netlink.h"
#include "kernel/session.h"
#include "kernel/unique.h"
#include "kernel/when.h"
#include "render/json.h"
#include "render/table.h"

enum {
	KEY_CAP = 0x100,
	KEY_CONTAINER,
	KEY_PID,
	KEY_UID,
	KEY_DENIED,
	KEY_GRANTED,
	KEY_ALL,
	KEY_UNIQUE,
};

static const struct option_spec options[] = {
	{ KEY_CAP, "cap", "CAP[,CAP]", "only checks for these capabilities" },
	{ KEY_CONTAINER, "container", "NAME", "only this container, by name or start of its id" },
	{ KEY_PID, "pid", "PID", "only this process; up to 16 times" },
	{ KEY_UID, "uid", "USER", "only this user; up to 16 times" },
	{ KEY_DENIED, "denied", NULL, "only what was denied" },
	{ KEY_GRANTED, "granted", NULL, "only what was granted" },
	{ KEY_ALL, "all", NULL, "also checks that are not audited" },
	{ KEY_UNIQUE, "unique", NULL, "each combination only once" },
	{}
};

static const struct column columns[] = {
	{ "TIME", 12 },
	{ "CONTAINER", 16, .cut = true },
	{ "PID", 7, .right = true },
	{ "COMMAND", 15, .cut = true },
	{ "CAPABILITY", 22, .cut = true },
	{ "VERDICT", 7 },
	{ "REASON", 16, .cut = true },
	{ "CALL" },
};

struct watch {
	struct output		output;
	struct capprobe_filter	filter;
	uint64_t		caps;
	bool			denied;
	bool			granted;
	const char		*container;	/* a selector, or NULL */
	enum selector_match	match;		/* required quality of the match */
	struct unique		*unique;	/* or NULL */
	struct identities	*identities;
	struct table		*table;
	struct json_stream	stream;
	uint64_t		shown;
	struct losses		losses;
	int			signals;	/* signalfd for SIGINT and SIGTERM */
};

static enum status parse_number(const char *text, const char *what, uint32_t *number)
{
	unsigned long value;
	char *end;

	errno = 0;
	value = strtoul(text, &end, 10);
	if (errno || end == text || *end || *text == '-' || value > UINT32_MAX)
		return fail(STATUS_USAGE, "'%s' is not a %s", text, what);
	*number = value;
	return STATUS_OK;
}

static enum status add_pid(struct watch *watch, const char *text)
{
	if (watch->filter.pid_count == CAPPROBE_FILTER_IDS)
		return fail(STATUS_USAGE, "--pid can be given at most %d times", CAPPROBE_FILTER_IDS);
	return parse_number(text, "process number",
			    &watch->filter.pids[watch->filter.pid_count++]);
}

static enum status add_uid(struct watch *watch, const char *text)
{
	const struct passwd *user = getpwnam(text);

	if (watch->filter.uid_count == CAPPROBE_FILTER_IDS)
		return fail(STATUS_USAGE, "--uid can be given at most %d times", CAPPROBE_FILTER_IDS);
	if (user) {
		watch->filter.uids[watch->filter.uid_count++] = user->pw_uid;
		return STATUS_OK;
	}
	return parse_number(text, "user or user id",
			    &watch->filter.uids[watch->filter.uid_count++]);
}

static enum status take(void *context, int key, const char *argument)
{
	struct watch *watch = context;

	switch (key) {
	case KEY_CAP:
		return lookup_capabilities(argument, &watch->caps);
	case KEY_CONTAINER:
		if (selector_is_empty(argument))
			return fail(STATUS_USAGE, "--container needs a name or the start of an id");
		watch->container = argument;
		break;
	case KEY_PID:
		return add_pid(watch, argument);
	case KEY_UID:
		return add_uid(watch, argument);
	case KEY_DENIED:
		watch->denied = true;
		break;
	case KEY_GRANTED:
		watch->granted = true;
		break;
	case KEY_ALL:
		watch->filter.flags |= CAPPROBE_FILTER_NOAUDIT;
		break;
	case KEY_UNIQUE:
		if (!watch->unique)
			watch->unique = unique_new();
		if (!watch->unique)
			return out_of_memory("--unique");
		break;
	}
	return STATUS_OK;
}

/* Without --denied and --granted, show both. */
static void complete_filter(struct watch *watch)
{
	struct capprobe_filter *filter = &watch->filter;
	bool both = watch->denied == watch->granted;
	int reason;

	if (both || watch->denied)
		filter->denied = watch->caps;
	if (both || watch->granted)
		filter->granted = watch->caps;
	for (reason = 0; reason < CAPPROBE_REASON_COUNT; reason++) {
		bool denies = reason_layer(reason) != CAPPROBE_LAYER_NONE;

		if (both || denies == watch->denied)
			filter->reasons |= 1u << reason;
	}
	filter->flags |= CAPPROBE_FILTER_CGROUP;
	if (watch->caps & BIT(CAP_SYS_MODULE))
		filter->flags |= CAPPROBE_FILTER_MODULE;
}

static bool is_wanted_container(const struct watch *watch, const struct identity *identity)
{
	return !watch->container || selector_match(watch->container, identity) >= watch->match;
}

/* Warn about a name that does not match, as it may be mistyped. */
static void say_who_is_watched(struct watch *watch)
{
	char clean[256], matches[LOOKUP_TEXT_MAX];
	struct running_list list;
	struct lookup lookup;

	watch->match = SELECTOR_STARTS;
	running_find(&list);
	lookup_containers(&list, watch->container, &lookup);
	watch->match = lookup.match;
	text_clean(clean, sizeof(clean), watch->container, strlen(watch->container));
	if (!lookup.count)
		note("no container '%s' is running yet: waiting for it", clean);
	else if (lookup.count > 1)
		note("'%s' matches %zu containers, showing all of them: %s", clean,
		     lookup.count, lookup_text(&lookup, matches));
	running_free(&list);
}

/* The result of a call. */
static const char *describe_end(const struct capprobe_record *record, char error[ERROR_NAME_MAX])
{
	const char *name = error_name(record, error);

	if (name)
		return name;
	if (record->reason == CAPPROBE_UNFOLLOWED)
		return "?";
	return reason_layer(record->reason) == CAPPROBE_LAYER_NONE ? "done" : "0";
}

/* The last column: the system call, the module or file, and the result. */
static const char *describe_call(const struct capprobe_record *record, const char *text,
				 size_t length, char *to, size_t size)
{
	char name[SYSCALL_NAME_MAX], error[ERROR_NAME_MAX], clean[1024];
	const char *call = syscall_name(record->arch, record->syscall, name);
	bool unknown = record->flags & CAPPROBE_TEXT_UNKNOWN;

	if (record->type == CAPPROBE_TYPE_CHECK)
		return call ? strcpy(to, call) : "-";
	text_clean(clean, sizeof(clean), text, length);
	snprintf(to, size, "%s%s%s: %s", call ? call : "-", length || unknown ? " " : "",
		 unknown ? "?" : clean, describe_end(record, error));
	return to;
}

static const char *describe_verdict(enum capprobe_reason reason)
{
	if (reason == CAPPROBE_INTERRUPTED || reason == CAPPROBE_UNFOLLOWED)
		return "-";
	return reason_layer(reason) == CAPPROBE_LAYER_NONE ? "granted" : "denied";
}

static enum status print_row(struct watch *watch, const struct capprobe_record *record,
			     const char *text, size_t length, const struct identity *identity)
{
	bool denied = reason_layer(record->reason) != CAPPROBE_LAYER_NONE;
	char label[IDENTITY_LABEL_MAX], cap[CAPABILITY_NAME_MAX], call[1200];
	char comm[TEXT_CLEAN_MAX(CAPPROBE_COMM_LEN)], pid[16], time[WHEN_MAX];

	snprintf(pid, sizeof(pid), "%" PRIu32, record->pid);
	table_row(watch->table,
		  (const char *[ARRAY_SIZE(columns)]){
			  when_clock(record->time, time),
			  identity_label(identity, label),
			  pid,
			  text_clean(comm, sizeof(comm), record->comm, strlen(record->comm)),
			  capability_title(record->cap, cap),
			  describe_verdict(record->reason),
			  reason_name(record->reason),
			  describe_call(record, text, length, call, sizeof(call)),
		  },
		  denied ? "red" : NULL);
	return table_stream(watch->table);
}

static enum status show(struct watch *watch, const struct capprobe_record *record,
			const char *text, size_t length, const struct identity *identity)
{
	bool repeat = false;

	if (watch->unique && !unique_put(watch->unique, record, &repeat))
		return out_of_memory("--unique");
	if (repeat)
		return STATUS_OK;
	watch->shown++;
	if (watch->table)
		return print_row(watch, record, text, length, identity);
	return json_stream_put(&watch->stream, record_json(record, text, length, identity));
}

static enum status on_record(void *context, const struct capprobe_record *record,
			     const char *text, size_t length)
{
	const struct identity *identity;
	struct watch *watch = context;
	enum status status;

	if (record->type == CAPPROBE_TYPE_CGROUP)
		return identities_learn(watch->identities, record->cgroup, text, length);
	status = identities_find(watch->identities, record->cgroup, &identity);
	if (status != STATUS_OK || !is_wanted_container(watch, identity))
		return status;
	return show(watch, record, text, length, identity);
}

static enum status report_loss(struct watch *watch, enum capprobe_type type,
			       enum capprobe_loss cause, uint64_t count,
			       const struct identity *identity)
{
	char label[IDENTITY_LABEL_MAX];

	if (!watch->table)
		return json_stream_put(&watch->stream, lost_json(type, cause, count, identity));
	if (identity)
		note("%" PRIu64 " %s records lost: %s; %s lost most", count,
		     type_name(type), loss_name(cause), identity_place(identity, label));
	else
		note("%" PRIu64 " %s records lost: %s", count, type_name(type), loss_name(cause));
	return STATUS_OK;
}

/* Reports losses since the last call. */
static enum status report_losses(struct watch *watch, struct session *session)
{
	const struct identity *identity = NULL;
	struct capprobe_flooder flooder;
	enum status status = STATUS_OK;
	struct losses losses;
	int type, cause;

	session_lost(session, &losses);
	if (losses_flooder(&losses, &watch->losses, &flooder))
		status = identities_find(watch->identities, flooder.cgroup, &identity);
	for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
			uint64_t more = losses.lost[type][cause] - watch->losses.lost[type][cause];

			if (more && status == STATUS_OK)
				status = report_loss(watch, type, cause, more, identity);
		}
	}
	watch->losses = losses;
	return status;
}

static void say_summary(const struct watch *watch)
{
	note("%" PRIu64 " records shown, %" PRIu64 " lost", watch->shown,
	     losses_total(&watch->losses));
}

static bool interrupted(const struct watch *watch)
{
	struct signalfd_siginfo signal;

	return read(watch->signals, &signal, sizeof(signal)) == sizeof(signal);
}

static enum status follow(struct watch *watch, struct session *session)
{
	enum status status, lost;
	bool last, more;

	/* Read before the first poll(): a session does not wake a reader before that. */
	do {
		/* Show what came before the signal. */
		last = interrupted(watch);
		status = session_read(session, on_record, watch, &more);
		lost = report_losses(watch, session);
		if (status == STATUS_OK)
			status = lost;
		if (!answer_flush() || status != STATUS_OK)
			return status;
	} while (!last && answer_wait(session_fd(session), watch->signals, more ? 0 : -1));
	return STATUS_OK;
}

static enum status watch_with(struct watch *watch, struct netlink *netlink)
{
	struct session *session;
	enum status status;

	status = session_open(&session, &watch->filter);
	if (status != STATUS_OK)
		return status;
	/* After session_open(), so that no new cgroup falls between the two. */
	status = identities_new(netlink, &watch->identities);
	if (status == STATUS_OK) {
		identities_keep(watch->identities);
		status = follow(watch, session);
	}
	session_close(session);
	return status;
}

static enum status catch_signals(struct watch *watch)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	watch->signals = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
	if (watch->signals < 0)
		return fail(STATUS_FAILED, "cannot catch signals: %s", strerror(errno));
	return STATUS_OK;
}

static enum status prepare_output(struct watch *watch)
{
	enum output_format format = watch->output.format;

	watch->stream.format = format;
	if (format == OUTPUT_JSON || format == OUTPUT_JSONL)
		return STATUS_OK;
	watch->table = table_new(&watch->output, columns, ARRAY_SIZE(columns));
	return watch->table ? STATUS_OK : out_of_memory("a table");
}

static enum status watch_module(struct watch *watch)
{
	struct netlink *netlink;
	enum status status;

	status = netlink_open(&netlink);
	if (status != STATUS_OK)
		return status;
	status = prepare_output(watch);
	if (watch->container)
		say_who_is_watched(watch);

	if (status == STATUS_OK)
		status = catch_signals(watch);
	if (status == STATUS_OK)
		status = watch_with(watch, netlink);
	if (watch->identities) {
		if (!watch->table)
			json_stream_end(&watch->stream);
		say_summary(watch);
	}
	identities_free(watch->identities);
	table_free(watch->table);
	netlink_close(netlink);
	return status;
}

static enum status run(int argc, char **argv)
{
	struct watch watch = { .caps = UINT64_MAX };
	enum status status;

	if (options_parse(&command_watch, argc, argv, &watch.output, take, &watch, &status)) {
		complete_filter(&watch);
		status = watch_module(&watch);
	}
	unique_free(watch.unique);
	return status;
}

const struct command command_watch = {
	.name = "watch",
	.operands = "",
	.summary = "The live stream of capability checks and module calls, until interrupted.",
	.options = options,
	.run = run,
};
