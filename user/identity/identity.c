// SPDX-License-Identifier: GPL-2.0
/*
 * identity.c - map a record to its cgroup, container and name
 */
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "identity/container_find.h"
#include "identity/container_name.h"
#include "identity/identity.h"
#include "identity/kept_names.h"
#include "kernel/names.h"
#include "render/json.h"

/*
 * runc and crun write their state only after the container's first checks. So repeat
 * the lookup on later records for a cgroup that systemd did not create, and for a
 * container without a name.
 */
#define LOOKS_MAX	500
#define LOOK_INTERVAL	10	/* milliseconds */

struct identities {
	struct netlink		*netlink;
	void			*tree;	/* of struct identity, by cgroup: tsearch(3) */
	TAILQ_HEAD(turns, identity) turns;
	size_t			count;
	struct kept_names	*names;
	bool			keep;
};

static int compare(const void *a, const void *b)
{
	const struct identity *one = a, *other = b;

	return (one->cgroup > other->cgroup) - (one->cgroup < other->cgroup);
}

static struct identity *find(const struct identities *identities, uint64_t cgroup)
{
	const struct identity key = { .cgroup = cgroup };
	struct identity **node = tfind(&key, &identities->tree, compare);

	return node ? *node : NULL;
}

static void free_identity(void *node)
{
	struct identity *identity = node;

	free(identity->path);
	free(identity->name);
	free(identity);
}

static void forget_oldest(struct identities *identities)
{
	struct identity *identity = TAILQ_FIRST(&identities->turns);

	TAILQ_REMOVE(&identities->turns, identity, turn);
	identities->count--;
	tdelete(identity, &identities->tree, compare);
	free_identity(identity);
}

/* Returns NULL if out of memory. */
static struct identity *insert(struct identities *identities, uint64_t cgroup)
{
	struct identity *identity = calloc(1, sizeof(*identity));

	if (!identity)
		return NULL;
	identity->cgroup = cgroup;
	if (!tsearch(identity, &identities->tree, compare)) {
		free(identity);
		return NULL;
	}
	while (identities->keep && identities->count >= IDENTITIES_MAX)
		forget_oldest(identities);
	TAILQ_INSERT_TAIL(&identities->turns, identity, turn);
	identities->count++;
	return identity;
}

static enum status look_up_name(struct identities *identities, struct identity *identity)
{
	const struct container *container = &identity->container;
	const char *kept;

	if (!identity->contained || identity->name)
		return STATUS_OK;
	identity->name = container_name(container);
	if (identity->name) {
		if (!identities->keep || (identity->evident && container->id_is_name))
			return STATUS_OK;
		return kept_names_put(identities->names,
				      identity->evident ? 0 : identity->cgroup, container,
				      identity->name);
	}
	kept = kept_names_find(identities->names, container);
	if (!kept)
		return STATUS_OK;
	identity->name = strdup(kept);
	return identity->name ? STATUS_OK : out_of_memory("the containers");
}

static bool is_container(const struct identity *identity)
{
	return identity->contained && identity->container.runtime != RUNTIME_SYSTEMD;
}

static void look_up_container(struct identities *identities, struct identity *identity)
{
	const char *path = identity->path;
	struct container container;

	container_parse(path, strlen(path), &container);
	identity->contained = container_find(path, strlen(path), &identity->container);
	if (!is_container(identity))
		identity->contained |= kept_names_container(identities->names, identity->cgroup,
							    &identity->container);
	identity->evident = !memcmp(&container, &identity->container, sizeof(container));
}

static enum status look_up(struct identities *identities, struct identity *identity)
{
	enum status status;

	if (!is_container(identity)) {
		look_up_container(identities, identity);
		if (is_container(identity)) {
			free(identity->name);
			identity->name = NULL;
		}
	}
	status = look_up_name(identities, identity);
	identity->looks++;
	identity->looked = milliseconds();
	return status;
}

static bool is_unit(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot && (!strcmp(dot, ".slice") || !strcmp(dot, ".service") ||
		       !strcmp(dot, ".scope"));
}

/* Whether the container or its name may have become known meanwhile. */
static bool is_worth_another_look(const struct identity *identity)
{
	bool is_open = is_container(identity) ? !identity->name :
		       *identity->path && !is_unit(identity->path);

	return is_open && identity->looks < LOOKS_MAX &&
	       milliseconds() >= identity->looked + LOOK_INTERVAL;
}

enum status identities_learn(struct identities *identities, uint64_t cgroup, const char *path,
			     size_t length)
{
	struct identity *identity = find(identities, cgroup);
	char *copy;

	if (identity && *identity->path)
		return STATUS_OK;
	copy = strndup(path, length);
	if (copy && !identity)
		identity = insert(identities, cgroup);
	if (!copy || !identity) {
		free(copy);
		return out_of_memory("the containers");
	}
	free(identity->path);
	identity->path = copy;
	return look_up(identities, identity);
}

static enum status learn(void *context, const struct cgroup *cgroup)
{
	return identities_learn(context, cgroup->id, cgroup->path, strlen(cgroup->path));
}

enum status identities_new(struct netlink *netlink, struct identities **identities)
{
	struct identities *made = calloc(1, sizeof(*made));
	enum status status = STATUS_FAILED;

	*identities = NULL;
	if (!made)
		return out_of_memory("the containers");
	TAILQ_INIT(&made->turns);
	made->netlink = netlink;
	made->names = kept_names_open(KEPT_NAMES_DIRECTORY);
	if (made->names)
		status = netlink_cgroups(netlink, learn, made);
	if (status == STATUS_OK)
		*identities = made;
	else
		identities_free(made);
	return status;
}

void identities_keep(struct identities *identities)
{
	identities->keep = true;
}

void identities_free(struct identities *identities)
{
	if (!identities)
		return;
	tdestroy(identities->tree, free_identity);
	kept_names_close(identities->names);
	free(identities);
}

/* If the module does not know it, remember that and do not ask again. */
static enum status ask_module(struct identities *identities, uint64_t cgroup)
{
	if (!sum_name(cgroup))
		netlink_cgroup(identities->netlink, cgroup, learn, identities);
	return find(identities, cgroup) ? STATUS_OK : identities_learn(identities, cgroup, "", 0);
}

enum status identities_find(struct identities *identities, uint64_t cgroup,
			    const struct identity **found)
{
	struct identity *identity = find(identities, cgroup);
	enum status status = STATUS_OK;

	if (!identity)
		status = ask_module(identities, cgroup);
	else if (is_worth_another_look(identity))
		status = look_up(identities, identity);
	if (status != STATUS_OK)
		return status;
	identity = find(identities, cgroup);
	TAILQ_REMOVE(&identities->turns, identity, turn);
	TAILQ_INSERT_TAIL(&identities->turns, identity, turn);
	*found = identity;
	return STATUS_OK;
}

json_t *identity_json(const struct identity *identity)
{
	const struct container *container = &identity->container;
	json_t *object;

	if (!identity->contained)
		return json_null();
	object = json_object();
	json_set(&object, "runtime", json_string(runtime_names[container->runtime]));
	json_set(&object, "id", json_text(container->id, strlen(container->id)));
	json_set(&object, "name",
		 identity->name ? json_text(identity->name, strlen(identity->name)) : json_null());
	json_set(&object, "uid", json_integer(container->uid));
	return object;
}

const char *identity_label(const struct identity *identity, char label[IDENTITY_LABEL_MAX])
{
	const struct container *container = &identity->container;
	const char *name = identity->name ? identity->name : container->id;
	size_t length = identity->name ? strlen(name) : strnlen(name, IDENTITY_SHORT_ID);
	int used = 0;

	if (!identity->contained)
		return strcpy(label, "host");
	/* In front, so that it survives if a table truncates the label. */
	if (container->uid)
		used = sprintf(label, "%u:", container->uid);
	text_clean(label + used, IDENTITY_LABEL_MAX - used, name, length);
	return label;
}

const char *identity_place(const struct identity *identity, char label[IDENTITY_LABEL_MAX])
{
	if (identity->contained || !*identity->path)
		return identity_label(identity, label);
	return text_clean(label, IDENTITY_LABEL_MAX, identity->path, strlen(identity->path));
}

int identity_compare(const struct identity *a, const struct identity *b)
{
	if (a->contained && b->contained)
		return container_compare(&a->container, &b->container);
	if (a->contained != b->contained)
		return a->contained - b->contained;
	return (a->cgroup > b->cgroup) - (a->cgroup < b->cgroup);
}
