// SPDX-License-Identifier: GPL-2.0
/*
 * cmd_status.c - show the state of the module
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cmd/command.h"
#include "identity/identity.h"
#include "kernel/host.h"
#include "kernel/names.h"
#include "kernel/netlink.h"
#include "kernel/session.h"
#include "kernel/when.h"
#include "render/json.h"
#include "render/table.h"

static const struct option_spec options[] = {
	{}
};

static json_t *host_json(const struct host *host)
{
	json_t *object = json_object();

	json_set(&object, "modules_disabled", json_boolean(host->modules_disabled));
	json_set(&object, "signatures_required", json_boolean(host->signatures));
	json_set(&object, "lockdown", *host->lockdown ? json_string(host->lockdown) : json_null());
	return object;
}

static json_t *holders_json(const struct module_status *module)
{
	json_t *array = json_array();
	char name[SYSCALL_NAME_MAX];
	size_t i;

	for (i = 0; i < module->holder_count; i++) {
		const struct holder *holder = &module->holders[i];
		const char *call = syscall_name(holder->arch, holder->syscall, name);
		json_t *object = json_object();

		json_set(&object, "pid", json_integer(holder->pid));
		json_set(&object, "comm", json_text(holder->comm, strlen(holder->comm)));
		json_set(&object, "syscall", json_text_or_null(call));
		json_append(&array, object);
	}
	return array;
}

static json_t *lost_json_by_cause(const struct losses *losses)
{
	json_t *object = json_object();
	int cause;

	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
		json_set(&object, loss_name(cause), json_integer(losses_by(losses, cause)));
	return object;
}

static json_t *lost_json_by_record(const struct losses *losses)
{
	json_t *object = json_object(), *causes;
	int type, cause;

	for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
		causes = json_object();
		for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
			if (losses->lost[type][cause])
				json_set(&causes, loss_name(cause),
					 json_integer(losses->lost[type][cause]));
		}
		json_set(&object, type_name(type), causes);
	}
	return object;
}

static json_t *flooder_json(const struct capprobe_flooder *flooder, const struct identity *identity)
{
	json_t *object;

	if (!identity)
		return json_null();
	object = json_object();
	json_set(&object, "container", identity_json(identity));
	json_set(&object, "cgroup", json_text(identity->path, strlen(identity->path)));
	json_set(&object, "count", json_integer(flooder->lost));
	return object;
}

static enum status print_json(enum output_format format, const struct module_status *module,
			      const struct capprobe_flooder *flooder,
			      const struct identity *identity, const struct host *host)
{
	json_t *object = json_object();
	char time[WHEN_MAX];

	json_set(&object, "version", json_string(CAPPROBE_VERSION));
	json_set(&object, "module_version", json_string(module->version));
	json_set(&object, "abi", json_integer(module->abi));
	json_set(&object, "hook", json_string(module->hook));
	json_set(&object, "checks", json_string(sight_name(module->checks)));
	json_set(&object, "probes", json_string(sight_name(module->probes)));
	json_set(&object, "lsm", json_boolean(module->lsm));
	json_set(&object, "rings", json_string(session_obstacle() ? "netlink" : "mapped"));
	json_set(&object, "loaded", json_string(when_rfc3339(module->started, time)));
	json_set(&object, "readers", json_integer(module->sessions));
	json_set(&object, "series", json_integer(module->series));
	json_set(&object, "series_max", json_integer(module->series_max));
	json_set(&object, "cgroups", json_integer(module->cgroups));
	json_set(&object, "cgroups_max", json_integer(module->cgroups_max));
	json_set(&object, "memory_bytes", json_integer(module->memory));
	json_set(&object, "lost", lost_json_by_cause(&module->losses));
	json_set(&object, "lost_records", lost_json_by_record(&module->losses));
	json_set(&object, "lost_most", flooder_json(flooder, identity));
	json_set(&object, "holders", holders_json(module));
	json_set(&object, "host", host_json(host));
	return json_print(format, object);
}

/* What is seen; if it is not, why and what to do. */
static const char *const checks_texts[] = {
	[CAPPROBE_SIGHT_SEEN] = "seen",
	[CAPPROBE_SIGHT_BREAKPOINT] = "mostly lost, by breakpoints: is debug.kprobes-optimization 1?",
	[CAPPROBE_SIGHT_UNSEEN] = "not seen: are kernel.ftrace_enabled and "
				  "/sys/kernel/debug/kprobes/enabled 1?",
};

static const char *const probes_texts[] = {
	[CAPPROBE_SIGHT_SEEN] = "working",
	[CAPPROBE_SIGHT_BREAKPOINT] = "breakpoints, which see little: is "
				      "debug.kprobes-optimization 1?",
	[CAPPROBE_SIGHT_UNSEEN] = "off, and calls look as if a filter had refused them: is "
				  "/sys/kernel/debug/kprobes/enabled 1?",
};

static void add_row(struct table *table, const char *what, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add_row(struct table *table, const char *what, const char *format, ...)
{
	va_list arguments;
	char value[IDENTITY_LABEL_MAX + 32];

	va_start(arguments, format);
	vsnprintf(value, sizeof(value), format, arguments);
	va_end(arguments);
	table_row(table, (const char *[]){ what, value }, NULL);
}

/* The calls behind "rmmod: ERROR: Module capprobe is in use". */
static void add_holders(struct table *table, const struct module_status *module)
{
	char name[SYSCALL_NAME_MAX], comm[TEXT_CLEAN_MAX(CAPPROBE_COMM_LEN)];
	size_t i;

	for (i = 0; i < module->holder_count; i++) {
		const struct holder *holder = &module->holders[i];
		const char *call = syscall_name(holder->arch, holder->syscall, name);

		text_clean(comm, sizeof(comm), holder->comm, strlen(holder->comm));
		add_row(table, "in use by", "%s[%" PRIu32 "] in %s", comm, holder->pid,
			call ? call : "-");
	}
}

static void add_losses(struct table *table, const struct losses *losses)
{
	char what[64];
	int type, cause;

	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
		snprintf(what, sizeof(what), "lost: %s", loss_name(cause));
		add_row(table, what, "%" PRIu64, losses_by(losses, cause));
		for (type = 0; type < CAPPROBE_TYPE_COUNT; type++) {
			if (!losses->lost[type][cause])
				continue;
			snprintf(what, sizeof(what), "lost: %s: %s", loss_name(cause),
				 type_name(type));
			add_row(table, what, "%" PRIu64, losses->lost[type][cause]);
		}
	}
}

static enum status print_table(const struct output *output, const struct module_status *module,
			       const struct capprobe_flooder *flooder,
			       const struct identity *identity, const struct host *host)
{
	static const struct column columns[] = { { "WHAT" }, { "VALUE" } };
	struct table *table = table_new(output, columns, 2);
	const char *obstacle = session_obstacle();
	char ago[WHEN_MAX], time[WHEN_MAX], label[IDENTITY_LABEL_MAX];
	enum status status;

	add_row(table, "program", "%s", CAPPROBE_VERSION);
	add_row(table, "module", "%s (ABI %" PRIu32 ")", module->version, module->abi);
	add_row(table, "loaded", "%s, %s ago", when_rfc3339(module->started, time),
		when_ago(module->started, ago));
	add_row(table, "hook", "%s", module->hook);
	add_row(table, "checks", "%s", checks_texts[module->checks]);
	add_row(table, "probes", "%s", probes_texts[module->probes]);
	add_row(table, "security modules", "%s", module->lsm ? "seen" : "not seen");
	if (obstacle)
		add_row(table, "rings", "over netlink: %s", obstacle);
	else
		add_row(table, "rings", "mapped");
	add_row(table, "readers", "%" PRIu32, module->sessions);
	add_row(table, "series", "%" PRIu32 " of %" PRIu32, module->series, module->series_max);
	add_row(table, "cgroups", "%" PRIu32 " of %" PRIu32, module->cgroups, module->cgroups_max);
	add_row(table, "memory", "%" PRIu64 " KiB", module->memory / 1024);
	add_losses(table, &module->losses);
	if (identity)
		add_row(table, "lost most", "%" PRIu64 " of %s", (uint64_t)flooder->lost,
			identity_place(identity, label));
	add_holders(table, module);
	add_row(table, "host: modules", "%s",
		host->modules_disabled ? "none can be loaded until the next reboot" : "allowed");
	add_row(table, "host: signatures", "%s", host->signatures ? "required" : "not required");
	add_row(table, "host: lockdown", "%s",
		*host->lockdown ? host->lockdown : "not in this kernel");
	status = table_print(table);
	table_free(table);
	return status;
}

static enum status print(const struct output *output, const struct module_status *module,
			 const struct capprobe_flooder *flooder, const struct identity *identity)
{
	struct host host;

	host_read(&host);
	if (output->format == OUTPUT_JSON || output->format == OUTPUT_JSONL)
		return print_json(output->format, module, flooder, identity, &host);
	return print_table(output, module, flooder, identity, &host);
}

static enum status tell(const struct output *output, struct netlink *netlink)
{
	const struct identity *identity = NULL;
	struct identities *identities = NULL;
	struct capprobe_flooder flooder;
	struct module_status module;
	enum status status;

	status = netlink_status(netlink, &module);
	if (status == STATUS_OK && losses_flooder(&module.losses, NULL, &flooder)) {
		status = identities_new(netlink, &identities);
		if (status == STATUS_OK)
			status = identities_find(identities, flooder.cgroup, &identity);
	}
	if (status == STATUS_OK)
		status = print(output, &module, &flooder, identity);
	identities_free(identities);
	return status;
}

static enum status run(int argc, char **argv)
{
	struct netlink *netlink;
	struct output output;
	enum status status;

	if (!options_parse(&command_status, argc, argv, &output, NULL, NULL, &status))
		return status;
	status = netlink_open(&netlink);
	if (status != STATUS_OK)
		return status;
	status = tell(&output, netlink);
	netlink_close(netlink);
	return status;
}

const struct command command_status = {
	.name = "status",
	.operands = "",
	.summary = "State of the kernel module: version, hook, readers, memory, losses; what the "
		   "host forbids.",
	.options = options,
	.run = run,
};
