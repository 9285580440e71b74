// SPDX-License-Identifier: GPL-2.0
/*
 * machine_state.c - machines registered with systemd-machined
 *
 * /run/systemd/machines/NAME:	lines of VARIABLE=VALUE, the value in double
 *		quotes if necessary; SCOPE is the unit. unit:UNIT is a symlink to
 *		it, which systemd 262 no longer creates.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "runtime/machine_state.h"
#include "runtime/runtime_files.h"

#define DIRECTORY	"/run/systemd/machines/"
#define UNIT_VARIABLE	"SCOPE="

static bool line_gives(const char *written, const char *value)
{
	bool quoted = *written == '"';

	for (written += quoted; *value; written++, value++) {
		if (quoted && *written == '\\')
			written++;
		if (*written != *value)
			return false;
	}
	return *written == (quoted ? '"' : '\n');
}

static bool is_in_unit(const char *path, const char *unit)
{
	size_t length;
	char *text = file_read_path(path, RUNTIME_FILE_MAX, &length);
	const char *line;
	bool found = false;

	for (line = text; line && !found; line = strchr(line, '\n')) {
		line += *line == '\n';
		found = !strncmp(line, UNIT_VARIABLE, strlen(UNIT_VARIABLE)) &&
			line_gives(line + strlen(UNIT_VARIABLE), unit);
	}
	free(text);
	return found;
}

bool machine_state_find(const char *unit, char *name)
{
	bool found = false;
	glob_t files;
	size_t i;

	runtime_glob(0, runtime_path(DIRECTORY "*"), &files);
	for (i = 0; i < files.gl_pathc && i < RUNTIME_FILES_MAX && !found; i++) {
		const char *machine = strrchr(files.gl_pathv[i], '/') + 1;

		if (strchr(machine, ':') || strlen(machine) >= CONTAINER_ID_MAX)
			continue;
		found = is_in_unit(files.gl_pathv[i], unit);
		if (found)
			strcpy(name, machine);
	}
	globfree(&files);
	return found;
}
