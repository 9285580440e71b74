// SPDX-License-Identifier: GPL-2.0
/*
 * identity.c - whose a record is: its cgroup, container and the name of that
 */
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "container_name.h"
#include "identity.h"
#include "json.h"
#include "text.h"

/* As the runtimes shorten an id. */
#define SHORT_ID	12

struct identities {
	struct netlink	*netlink;
	void		*tree;	/* of struct identity, by cgroup: tsearch(3) */
};

static int compare(const void *a, const void *b)
{
	const struct identity *one = a, *other = b;

	return (one->cgroup > other->cgroup) - (one->cgroup < other->cgroup);
}

static void out_of_memory(void)
{
	exit(fail(STATUS_FAILED, "out of memory for the containers"));
}

static struct identity *find(const struct identities *identities, uint64_t cgroup)
{
	const struct identity key = { .cgroup = cgroup };
	struct identity **node = tfind(&key, &identities->tree, compare);

	return node ? *node : NULL;
}

static struct identity *insert(struct identities *identities, uint64_t cgroup)
{
	struct identity *identity = calloc(1, sizeof(*identity));

	if (!identity)
		out_of_memory();
	identity->cgroup = cgroup;
	if (!tsearch(identity, &identities->tree, compare))
		out_of_memory();
	return identity;
}

static void look_up_name(struct identity *identity)
{
	if (identity->contained && !identity->name)
		identity->name = container_name(&identity->container);
}

void identities_learn(struct identities *identities, uint64_t cgroup, const char *path,
		      size_t length)
{
	struct identity *identity = find(identities, cgroup);

	if (!identity)
		identity = insert(identities, cgroup);
	if (!identity->path || !*identity->path) {
		free(identity->path);
		identity->path = strndup(path, length);
		if (!identity->path)
			out_of_memory();
		identity->contained = container_parse(path, length, &identity->container);
	}
	look_up_name(identity);
}

static void learn(void *context, const struct cgroup *cgroup)
{
	identities_learn(context, cgroup->id, cgroup->path, strlen(cgroup->path));
}

enum status identities_new(struct netlink *netlink, struct identities **identities)
{
	enum status status;

	*identities = calloc(1, sizeof(**identities));
	if (!*identities)
		out_of_memory();
	(*identities)->netlink = netlink;
	status = netlink_cgroups(netlink, learn, *identities);
	if (status != STATUS_OK) {
		identities_free(*identities);
		*identities = NULL;
	}
	return status;
}

static void free_identity(void *node)
{
	struct identity *identity = node;

	free(identity->path);
	free(identity->name);
	free(identity);
}

void identities_free(struct identities *identities)
{
	if (!identities)
		return;
	tdestroy(identities->tree, free_identity);
	free(identities);
}

const struct identity *identities_find(struct identities *identities, uint64_t cgroup)
{
	struct identity *identity = find(identities, cgroup);

	if (identity)
		return identity;
	/* One that the module cannot tell is not asked for again; 0 is no cgroup. */
	if (cgroup)
		netlink_cgroup(identities->netlink, cgroup, learn, identities);
	identity = find(identities, cgroup);
	if (!identity) {
		identities_learn(identities, cgroup, "", 0);
		identity = find(identities, cgroup);
	}
	return identity;
}

json_t *identity_json(const struct identity *identity)
{
	const struct container *container = &identity->container;
	json_t *object;

	if (!identity->contained)
		return json_null();
	object = json_object();
	json_set(object, "runtime", json_string(runtime_names[container->runtime]));
	json_set(object, "id", json_text(container->id, strlen(container->id)));
	json_set(object, "name",
		 identity->name ? json_text(identity->name, strlen(identity->name)) : json_null());
	return object;
}

const char *identity_label(const struct identity *identity, char label[IDENTITY_LABEL_MAX])
{
	const struct container *container = &identity->container;

	if (!identity->contained)
		return strcpy(label, "host");
	if (identity->name)
		return text_clean(label, IDENTITY_LABEL_MAX, identity->name,
				  strlen(identity->name));
	return text_clean(label, IDENTITY_LABEL_MAX, container->id,
			  strnlen(container->id, SHORT_ID));
}

bool identity_same(const struct identity *a, const struct identity *b)
{
	if (!a->contained || !b->contained)
		return a->cgroup == b->cgroup;
	return a->container.runtime == b->container.runtime &&
	       a->container.uid == b->container.uid &&
	       !strcmp(a->container.id, b->container.id);
}
