// SPDX-License-Identifier: GPL-2.0
/*
 * container.c - derive the container from a cgroup path
 */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/array.h"
#include "container/container.h"

#define HEX_ID_LENGTH	64

const char *const runtime_names[RUNTIME_COUNT] = {
#define RUNTIME_NAME(symbol, name) [RUNTIME_##symbol] = name,
	RUNTIMES(RUNTIME_NAME)
#undef RUNTIME_NAME
};

enum id_form {
	ID_HEX,		/* 64 hexadecimal digits */
	ID_NAME,	/* a name, verbatim */
	ID_UNIT,	/* a name, escaped as in systemd.unit(5) */
};

/*
 * A path component that denotes a container: the text around the id and, if that
 * is ambiguous, the parent component or a prefix of it. A component with a suffix
 * is a unit, which systemd creates below slices only. @in_service: also matches
 * below a service.
 */
struct rule {
	enum runtime	runtime;
	const char	*prefix;
	const char	*suffix;
	enum id_form	form;
	const char	*above;
	const char	*above_prefix;
	bool		in_service;
};

static const struct rule rules[] = {
	{ RUNTIME_DOCKER, "docker-", ".scope", ID_HEX },
	{ RUNTIME_DOCKER, "", "", ID_HEX, "docker" },
	{ RUNTIME_PODMAN, "libpod-", ".scope", ID_HEX },
	{ RUNTIME_PODMAN, "libpod-payload-", "", ID_HEX, .in_service = true },
	{ RUNTIME_PODMAN, "libpod-", "", ID_HEX, "libpod_parent" },
	{ RUNTIME_CONTAINERD, "cri-containerd-", ".scope", ID_HEX },
	{ RUNTIME_CONTAINERD, "", "", ID_HEX, NULL, "pod" },
	{ RUNTIME_CRIO, "crio-", ".scope", ID_HEX },
	{ RUNTIME_CRIO, "crio-", "", ID_HEX },
	{ RUNTIME_NERDCTL, "nerdctl-", ".scope", ID_HEX },
	{ RUNTIME_RUNC, "runc-", ".scope", ID_NAME },
	{ RUNTIME_CRUN, "crun-", ".scope", ID_NAME },
	{ RUNTIME_LXC, "lxc.payload.", "", ID_NAME, .in_service = true },
	{ RUNTIME_NSPAWN, "machine-", ".scope", ID_UNIT },
	{ RUNTIME_NSPAWN, "systemd-nspawn@", ".service", ID_UNIT },
	{ RUNTIME_FLATPAK, "app-flatpak-", ".scope", ID_NAME },
	{ RUNTIME_SNAP, "snap.", ".scope", ID_NAME },
	{ RUNTIME_SNAP, "snap.", ".service", ID_NAME },
};

/* A path component. */
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

/* Copies an id and decodes \xNN. */
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

/*
 * struct place - position of a walk down a path
 * @above: the parent component
 * @slices: only slices, or a user's service manager, are above: what is here was
 *	created by systemd
 * @service: below a service
 */
struct place {
	struct part	above;
	bool		slices;
	bool		service;
};

static bool match(const struct rule *rule, const struct place *place, struct part part,
		  struct container *container)
{
	struct part id = part;

	if (*rule->suffix ? !place->slices : place->service && !rule->in_service)
		return false;
	if (!starts_with(part, rule->prefix) || !ends_with(part, rule->suffix) ||
	    part.length <= strlen(rule->prefix) + strlen(rule->suffix))
		return false;
	if (rule->above && !equals(place->above, rule->above))
		return false;
	if (rule->above_prefix && !starts_with(place->above, rule->above_prefix))
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

static bool match_any(const struct place *place, struct part part, struct container *container)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		if (match(&rules[i], place, part, container))
			return true;
	}
	return false;
}

/* systemd-machined also registers libvirt's virtual machines as qemu-NUMBER-NAME. */
static bool is_virtual_machine(struct part part)
{
	static const char prefix[] = "machine-qemu\\x2d";

	return starts_with(part, prefix) && part.length >= sizeof(prefix) &&
	       isdigit((unsigned char)part.text[sizeof(prefix) - 1]);
}

/*
 * Parses the user of "user-1000.slice". Everything below belongs to that user.
 * Accepts what logind writes, but not root.
 */
static bool parse_user(struct part part, uid_t *uid)
{
	static const char prefix[] = "user-", suffix[] = ".slice";
	uint64_t number = 0;
	size_t i;

	if (!starts_with(part, prefix) || !ends_with(part, suffix))
		return false;
	for (i = strlen(prefix); i < part.length - strlen(suffix); i++) {
		if (!isdigit((unsigned char)part.text[i]))
			return false;
		number = 10 * number + part.text[i] - '0';
		if (!number || number > UINT32_MAX)
			return false;
	}
	*uid = number;
	return number;
}

/* A user's service manager, with the user's units below it. */
static bool is_user_manager(const struct place *place, struct part part)
{
	return starts_with(place->above, "user-") && starts_with(part, "user@");
}

static bool is_service(const struct place *place, struct part part)
{
	return place->slices && ends_with(part, ".service") && !is_user_manager(place, part) &&
	       part.length < CONTAINER_ID_MAX;
}

static void descend(struct place *place, struct part part)
{
	place->service |= is_service(place, part);
	place->slices &= ends_with(part, ".slice") || is_user_manager(place, part);
	place->above = part;
}

bool container_walk(const char *path, size_t length,
		    bool (*known)(void *context, const char *path, size_t length,
				  struct container *container),
		    void *context, struct container *container)
{
	const char *start = path, *end = path + length;
	struct place place = { .above = { "", 0 }, .slices = true };
	struct part service = { 0 };

	memset(container, 0, sizeof(*container));
	while (path < end) {
		const char *slash = memchr(path, '/', end - path);
		struct part part = { path, (slash ? slash : end) - path };
		uid_t uid;

		path = slash ? slash + 1 : end;
		if (!part.length)
			continue;
		if (place.slices && !container->uid && parse_user(part, &uid))
			container->uid = uid;
		if (!is_virtual_machine(part) && match_any(&place, part, container))
			return true;
		if (known && known(context, start, part.text + part.length - start, container))
			return true;
		if (is_service(&place, part))
			service = part;
		descend(&place, part);
	}
	if (!service.length)
		return false;
	container->runtime = RUNTIME_SYSTEMD;
	container->id_is_name = true;
	memcpy(container->id, service.text, service.length);
	container->id[service.length] = '\0';
	return true;
}

bool container_parse(const char *path, size_t length, struct container *container)
{
	return container_walk(path, length, NULL, NULL, container);
}

bool container_id_is_hex(const char *id)
{
	return is_hex_id((struct part){ id, strlen(id) });
}

bool container_set(struct container *container, enum runtime runtime, const char *id)
{
	size_t length = strlen(id);

	if (!length || length >= sizeof(container->id))
		return false;
	container->runtime = runtime;
	container->id_is_name = !container_id_is_hex(id);
	memcpy(container->id, id, length + 1);
	return true;
}

int container_compare(const struct container *a, const struct container *b)
{
	if (a->runtime != b->runtime)
		return a->runtime < b->runtime ? -1 : 1;
	if (a->uid != b->uid)
		return a->uid < b->uid ? -1 : 1;
	return strcmp(a->id, b->id);
}
