// SPDX-License-Identifier: GPL-2.0
/*
 * host.c - host-wide restrictions, independent of capabilities
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "kernel/host.h"

#define SETTING_MAX	4096	/* bytes of a file of /proc or /sys */

static char *read_setting(const char *path)
{
	size_t length;

	return file_read_path(path, SETTING_MAX, &length);
}

/* Whether a setting starts with one of the characters in @yes. */
static bool is_set(const char *path, const char *yes)
{
	char *text = read_setting(path);
	bool set = text && *text && strchr(yes, *text);

	free(text);
	return set;
}

void host_parse_lockdown(const char *text, char level[HOST_TEXT_MAX])
{
	const char *open = strchr(text, '['), *close = open ? strchr(open, ']') : NULL;

	if (close)
		snprintf(level, HOST_TEXT_MAX, "%.*s", (int)(close - open - 1), open + 1);
	else
		*level = '\0';
}

/* The modules that implement the capable hook, by the label of the process. */
static bool refuses_capabilities(const char *name, size_t length)
{
	static const char *const refusing[] = { "apparmor", "selinux" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(refusing); i++) {
		if (strlen(refusing[i]) == length && !memcmp(refusing[i], name, length))
			return true;
	}
	return false;
}

void host_parse_lsm(const char *list, char name[HOST_TEXT_MAX])
{
	*name = '\0';
	while (*list) {
		size_t length = strcspn(list, ",\n");

		if (refuses_capabilities(list, length))
			snprintf(name, HOST_TEXT_MAX, "%.*s", (int)length, list);
		list += length + !!list[length];
	}
}

void host_parse_blacklist(const char *text, struct host *host)
{
	static const char not_given[] = "(null)\n";
	const char *end = text ? strchr(text, '\n') : NULL;

	*host->blacklist = '\0';
	host->blacklist_known = end;
	if (!text || !strcmp(text, not_given))
		return;
	if (!end)
		end = strrchr(text, ',');
	if (end)
		snprintf(host->blacklist, sizeof(host->blacklist), "%.*s", (int)(end - text), text);
}

static void read_blacklist(struct host *host)
{
	char *text = read_setting("/sys/module/kernel/parameters/module_blacklist");

	host_parse_blacklist(text, host);
	free(text);
}

static void read_line(const char *path, char line[HOST_LIST_MAX])
{
	char *text = read_setting(path);

	if (text)
		snprintf(line, HOST_LIST_MAX, "%.*s", (int)strcspn(text, "\n"), text);
	else
		*line = '\0';
	free(text);
}

void host_read(struct host *host)
{
	char lockdown[HOST_LIST_MAX];

	host->modules_disabled = is_set("/proc/sys/kernel/modules_disabled", "1");
	host->signatures = is_set("/sys/module/module/parameters/sig_enforce", "Y1");
	read_line("/sys/kernel/security/lockdown", lockdown);
	host_parse_lockdown(lockdown, host->lockdown);
	read_blacklist(host);
	read_line("/sys/kernel/security/lsm", host->lsm);
	host_parse_lsm(host->lsm, host->lsm_refusing);
}

/* From level "integrity" on, kernel/module/signing.c requires signatures. */
bool host_wants_signatures(const struct host *host)
{
	return host->signatures || (*host->lockdown && strcmp(host->lockdown, "none"));
}
