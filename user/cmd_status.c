// SPDX-License-Identifier: GPL-2.0
/*
 * cmd_status.c - how the module is
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "host.h"
#include "json.h"
#include "names.h"
#include "netlink.h"
#include "session.h"
#include "table.h"
#include "when.h"

static const struct option_spec options[] = {
	{}
};

static enum status take(void *context, int key, const char *argument)
{
	(void)context;
	(void)key;
	(void)argument;
	return STATUS_OK;
}

static json_t *host_json(const struct host *host)
{
	json_t *object = json_object();

	json_set(object, "modules_disabled", json_boolean(host->modules_disabled));
	json_set(object, "signatures_required", json_boolean(host->signatures));
	json_set(object, "lockdown", *host->lockdown ? json_string(host->lockdown) : json_null());
	return object;
}

static void print_json(enum output_format format, const struct module_status *module,
		       const struct host *host)
{
	json_t *object = json_object(), *lost = json_object();
	char time[WHEN_MAX];
	int cause;

	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++)
		json_set(lost, loss_name(cause), json_integer(module->lost[cause]));
	json_set(object, "version", json_string(CAPPROBE_VERSION));
	json_set(object, "module_version", json_string(module->version));
	json_set(object, "abi", json_integer(module->abi));
	json_set(object, "hook", json_string(module->hook));
	json_set(object, "lsm", json_boolean(module->lsm));
	json_set(object, "rings", json_string(session_obstacle() ? "netlink" : "mapped"));
	json_set(object, "loaded", json_string(when_rfc3339(module->started, time)));
	json_set(object, "readers", json_integer(module->sessions));
	json_set(object, "series", json_integer(module->series));
	json_set(object, "series_max", json_integer(module->series_max));
	json_set(object, "cgroups", json_integer(module->cgroups));
	json_set(object, "cgroups_max", json_integer(module->cgroups_max));
	json_set(object, "memory_bytes", json_integer(module->memory));
	json_set(object, "lost", lost);
	json_set(object, "host", host_json(host));
	json_print(format, object);
}

static void add_row(struct table *table, const char *what, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add_row(struct table *table, const char *what, const char *format, ...)
{
	va_list arguments;
	char value[128];

	va_start(arguments, format);
	vsnprintf(value, sizeof(value), format, arguments);
	va_end(arguments);
	table_row(table, (const char *[]){ what, value }, NULL);
}

static void print_table(const struct output *output, const struct module_status *module,
			const struct host *host)
{
	static const struct column columns[] = { { "WHAT" }, { "VALUE" } };
	struct table *table = table_new(output, columns, 2);
	const char *obstacle = session_obstacle();
	char ago[WHEN_MAX], time[WHEN_MAX], what[32];
	int cause;

	add_row(table, "program", "%s", CAPPROBE_VERSION);
	add_row(table, "module", "%s (ABI %" PRIu32 ")", module->version, module->abi);
	add_row(table, "loaded", "%s, %s ago", when_rfc3339(module->started, time),
		when_ago(module->started, ago));
	add_row(table, "hook", "%s", module->hook);
	add_row(table, "security modules", "%s", module->lsm ? "seen" : "not seen");
	if (obstacle)
		add_row(table, "rings", "over netlink: %s", obstacle);
	else
		add_row(table, "rings", "mapped");
	add_row(table, "readers", "%" PRIu32, module->sessions);
	add_row(table, "series", "%" PRIu32 " of %" PRIu32, module->series, module->series_max);
	add_row(table, "cgroups", "%" PRIu32 " of %" PRIu32, module->cgroups, module->cgroups_max);
	add_row(table, "memory", "%" PRIu64 " KiB", module->memory / 1024);
	for (cause = 0; cause < CAPPROBE_LOSS_COUNT; cause++) {
		snprintf(what, sizeof(what), "lost: %s", loss_name(cause));
		add_row(table, what, "%" PRIu64, module->lost[cause]);
	}
	add_row(table, "host: modules", "%s",
		host->modules_disabled ? "none can be loaded until the next reboot" : "allowed");
	add_row(table, "host: signatures", "%s", host->signatures ? "required" : "not required");
	add_row(table, "host: lockdown", "%s",
		*host->lockdown ? host->lockdown : "not in this kernel");
	table_print(table);
	table_free(table);
}

static enum status run(int argc, char **argv)
{
	struct module_status module;
	struct netlink *netlink;
	struct output output;
	struct host host;
	enum status status;

	switch (options_parse(&command_status, argc, argv, &output, take, NULL)) {
	case OPTIONS_DONE:
		return STATUS_OK;
	case OPTIONS_WRONG:
		return STATUS_USAGE;
	case OPTIONS_RUN:
		break;
	}
	if (optind < argc)
		return fail(STATUS_USAGE, "status takes no '%s': see 'capprobe status --help'",
			    argv[optind]);
	status = netlink_open(&netlink);
	if (status != STATUS_OK)
		return status;
	status = netlink_status(netlink, &module);
	netlink_close(netlink);
	if (status != STATUS_OK)
		return status;
	host_read(&host);
	if (output.format == OUTPUT_JSON || output.format == OUTPUT_JSONL)
		print_json(output.format, &module, &host);
	else
		print_table(&output, &module, &host);
	return STATUS_OK;
}

const struct command command_status = {
	.name = "status",
	.operands = "",
	.summary = "How the kernel module is: version, hook, readers, memory, losses; what the "
		   "host forbids.",
	.options = options,
	.run = run,
};
