// SPDX-License-Identifier: GPL-2.0
/*
 * storage_list.c - names from the lists of containers-storage
 *
 * containers.json, and in newer versions volatile-containers.json for --rm: an
 * array of objects with the keys "id" and "names".
 */
#include <stdlib.h>
#include <string.h>

#include "container/container.h"
#include "runtime/json_pick.h"
#include "runtime/runtime_cache.h"
#include "runtime/runtime_files.h"
#include "runtime/storage_list.h"

/* Roughly what jansson needs for a key and a string, in addition to their bytes. */
#define OVERHEAD	160

/**
 * struct list - a list
 * @stamp: its stamp when it was read
 * @names: names by id
 * @bytes: approximate size of @names
 */
struct list {
	struct runtime_stamp	stamp;
	json_t			*names;
	size_t			bytes;
};

static void drop(void *made)
{
	struct list *list = made;

	json_decref(list->names);
	*list = (struct list){ 0 };
}

static void put_container(void *context, const char *text, size_t length)
{
	static const char *const keys[] = { "id", "names", NULL };
	struct list *list = context;
	json_t *container, *name;
	const char *id;

	if (length > RUNTIME_FILE_MAX)
		return;
	container = json_pick(text, length, keys);
	id = json_string_at(container, "id");
	name = json_array_get(json_object_get(container, "names"), 0);
	if (id && json_is_string(name) && json_string_length(name) < CONTAINER_NAME_MAX &&
	    !json_object_set(list->names, id, name))
		list->bytes += strlen(id) + json_string_length(name) + OVERHEAD;
	json_decref(container);
	runtime_goes_on();
}

/* A list that could not be read has no names, and is read again for the next question. */
static void read_list(struct list *list, uid_t uid, const char *path)
{
	size_t length;
	char *text = runtime_text(uid, path, RUNTIME_LIST_MAX, &length);

	if (!text)
		return;
	list->names = json_object();
	if (!json_each(text, length, put_container, list))
		json_object_clear(list->names);
	free(text);
	runtime_cache_charge(list->bytes);
}

static const char *name_in(uid_t uid, char *path, const char *id)
{
	struct runtime_stamp stamp;
	struct list *list;
	bool fresh;

	list = runtime_cache(uid, path, sizeof(*list), drop, &fresh);
	if (list && !fresh) {
		if (!runtime_stamp(uid, path, &stamp)) {
			drop(list);
		} else if (!list->names || !runtime_stamp_same(&list->stamp, &stamp)) {
			drop(list);
			list->stamp = stamp;
			read_list(list, uid, path);
		}
	}
	free(path);
	return list ? json_string_at(list->names, id) : NULL;
}

const char *storage_list_name(uid_t uid, const char *directory, const char *id)
{
	const char *name = name_in(uid, runtime_path("%s/containers.json", directory), id);

	return name ? name :
	       name_in(uid, runtime_path("%s/volatile-containers.json", directory), id);
}
