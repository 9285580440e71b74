// SPDX-License-Identifier: GPL-2.0
/*
 * host.c - what the host forbids to everybody, whatever the capabilities
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "host.h"

#define SETTING_MAX	256	/* bytes of a file of /proc or /sys */

static char *read_setting(const char *path)
{
	size_t length;

	return file_read_path(path, SETTING_MAX, &length);
}

/* Whether a setting starts with one of @yes. */
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

void host_read(struct host *host)
{
	char *lockdown = read_setting("/sys/kernel/security/lockdown");

	host->modules_disabled = is_set("/proc/sys/kernel/modules_disabled", "1");
	host->signatures = is_set("/sys/module/module/parameters/sig_enforce", "Y1");
	host_parse_lockdown(lockdown ? lockdown : "", host->lockdown);
	free(lockdown);
}
