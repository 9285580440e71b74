// SPDX-License-Identifier: GPL-2.0
/*
 * container.c - the container that a cgroup belongs to, from its path
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "container.h"

#define HEX_ID_LENGTH	64

const char *const runtime_names[RUNTIME_COUNT] = {
#define RUNTIME_NAME(symbol, name) [RUNTIME_##symbol] = name,
	RUNTIMES(RUNTIME_NAME)
#undef RUNTIME_NAME
};

enum id_form {
	ID_HEX,		/* 64 hexadecimal digits */
	ID_NAME,	/* a name, as it is */
	ID_UNIT,	/* a name, escaped as in systemd.unit(5) */
};

/*
 * A component of a path that stands for a container: what is before and behind
 * the id, and, where that is needed to tell, what the component above is or
 * how it starts.
 */
struct rule {
	enum runtime	runtime;
	const char	*prefix;
	const char	*suffix;
	enum id_form	form;
	const char	*above;
	const char	*above_prefix;
};

static const struct rule rules[] = {
	{ RUNTIME_DOCKER, "docker-", ".scope", ID_HEX },
	{ RUNTIME_DOCKER, "", "", ID_HEX, "docker" },
	{ RUNTIME_PODMAN, "libpod-", ".scope", ID_HEX },
	{ RUNTIME_PODMAN, "libpod-payload-", "", ID_HEX },
	{ RUNTIME_PODMAN, "libpod-", "", ID_HEX, "libpod_parent" },
	{ RUNTIME_CONTAINERD, "cri-containerd-", ".scope", ID_HEX },
	{ RUNTIME_CONTAINERD, "", "", ID_HEX, NULL, "pod" },
	{ RUNTIME_CRIO, "crio-", ".scope", ID_HEX },
	{ RUNTIME_CRIO, "crio-", "", ID_HEX },
	{ RUNTIME_NERDCTL, "nerdctl-", ".scope", ID_HEX },
	{ RUNTIME_RUNC, "runc-", ".scope", ID_NAME },
	{ RUNTIME_CRUN, "crun-", ".scope", ID_NAME },
	{ RUNTIME_LXC, "lxc.payload.", "", ID_NAME },
	{ RUNTIME_NSPAWN, "machine-", ".scope", ID_UNIT },
	{ RUNTIME_NSPAWN, "systemd-nspawn@", ".service", ID_UNIT },
	{ RUNTIME_FLATPAK, "app-flatpak-", ".scope", ID_NAME },
	{ RUNTIME_SNAP, "snap.", ".scope", ID_NAME },
	{ RUNTIME_SNAP, "snap.", ".service", ID_NAME },
};

/* A part of a path between two slashes. */
struct part {
	const char	*text;
	size_t		length;
};

static bool starts_with(struct part part, const char *prefix)
{
	return part.length >= strlen(prefix) && !memcmp(part.text, prefix, strlen(prefix));
}

static bool ends_with(struct part part, const char *suffix)
{
	size_t length = strlen(suffix);

	return part.length >= length && !memcmp(part.text + part.length - length, suffix, length);
}

static bool equals(struct part part, const char *text)
{
	return part.length == strlen(text) && starts_with(part, text);
}

static bool is_hex_id(struct part id)
{
	size_t i;

	if (id.length != HEX_ID_LENGTH)
		return false;
	for (i = 0; i < id.length; i++) {
		if (!isdigit((unsigned char)id.text[i]) && !(id.text[i] >= 'a' && id.text[i] <= 'f'))
			return false;
	}
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Copies an id, with \xNN as the byte that it stands for. */
static void copy_unit(char *to, struct part id)
{
	size_t i;

	for (i = 0; i < id.length; i++) {
		const char *at = id.text + i;

		if (id.length - i >= 4 && at[0] == '\\' && at[1] == 'x' && hex_digit(at[2]) >= 0 &&
		    hex_digit(at[3]) >= 0 && (hex_digit(at[2]) || hex_digit(at[3]))) {
			*to++ = hex_digit(at[2]) << 4 | hex_digit(at[3]);
			i += 3;
		} else {
			*to++ = *at;
		}
	}
	*to = '\0';
}

static bool match(const struct rule *rule, struct part above, struct part part,
		  struct container *container)
{
	struct part id = part;

	if (!starts_with(part, rule->prefix) || !ends_with(part, rule->suffix) ||
	    part.length <= strlen(rule->prefix) + strlen(rule->suffix))
		return false;
	if (rule->above && !equals(above, rule->above))
		return false;
	if (rule->above_prefix && !starts_with(above, rule->above_prefix))
		return false;
	id.text += strlen(rule->prefix);
	id.length -= strlen(rule->prefix) + strlen(rule->suffix);
	if (id.length >= sizeof(container->id) || (rule->form == ID_HEX && !is_hex_id(id)))
		return false;

	container->runtime = rule->runtime;
	container->id_is_name = rule->form != ID_HEX;
	if (rule->form == ID_UNIT) {
		copy_unit(container->id, id);
	} else {
		memcpy(container->id, id.text, id.length);
		container->id[id.length] = '\0';
	}
	return true;
}

/* systemd-machined also registers virtual machines, which are no containers. */
static bool is_virtual_machine(struct part part)
{
	return starts_with(part, "machine-qemu");
}

/* The user of "user-1000.slice", where everything below is that user's. */
static bool parse_user(struct part part, uid_t *uid)
{
	static const char prefix[] = "user-";
	char *end;

	if (!starts_with(part, prefix) || !ends_with(part, ".slice"))
		return false;
	*uid = strtoul(part.text + strlen(prefix), &end, 10);
	return end > part.text + strlen(prefix) && *end == '.';
}

bool container_parse(const char *path, size_t length, struct container *container)
{
	const char *end = path + length;
	struct part above = { "", 0 };
	size_t i;

	memset(container, 0, sizeof(*container));
	while (path < end) {
		const char *slash = memchr(path, '/', end - path);
		struct part part = { path, (slash ? slash : end) - path };
		uid_t uid;

		if (!container->uid && parse_user(part, &uid))
			container->uid = uid;
		for (i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
			if (!is_virtual_machine(part) && match(&rules[i], above, part, container))
				return true;
		}
		if (part.length)
			above = part;
		path = slash ? slash + 1 : end;
	}
	return false;
}
