// SPDX-License-Identifier: GPL-2.0
/*
 * record_json.c - records as JSON
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/capability.h"
#include "base/symbolic.h"
#include "identity/record_json.h"
#include "kernel/names.h"
#include "kernel/when.h"
#include "render/json.h"

const char *error_name(const struct capprobe_record *record, char name[ERROR_NAME_MAX])
{
	const char *known;

	if (!record->error)
		return NULL;
	if (record->error > 0) {
		known = signal_name(record->error);
		if (known)
			return known;
		snprintf(name, ERROR_NAME_MAX, "signal_%d", record->error);
		return name;
	}
	/* Kernel-internal errors like ERESTARTSYS have no name; a supervisor can return anything. */
	known = record->error > INT32_MIN ? errno_name(-record->error) : NULL;
	if (known)
		return known;
	snprintf(name, ERROR_NAME_MAX, "errno_%" PRId64, -(int64_t)record->error);
	return name;
}

static void set_syscall(json_t **object, const struct capprobe_record *record)
{
	char name[SYSCALL_NAME_MAX];

	json_set(object, "syscall",
		 json_text_or_null(syscall_name(record->arch, record->syscall, name)));
	json_set(object, "arch", json_text_or_null(arch_name(record->arch, record->syscall)));
}

static void set_check(json_t **object, const struct capprobe_record *record)
{
	char name[CAPABILITY_NAME_MAX];
	bool denied = reason_layer(record->reason) != CAPPROBE_LAYER_NONE;

	json_set(object, "cap", json_string(capability_name(record->cap, name)));
	json_set(object, "cap_nr", json_integer(record->cap));
	json_set(object, "verdict", json_string(denied ? "denied" : "granted"));
	json_set(object, "reason", json_string(reason_name(record->reason)));
	set_syscall(object, record);
	json_set(object, "audit", json_boolean(!(record->flags & CAPPROBE_NOAUDIT)));
	json_set(object, "insetid", json_boolean(record->flags & CAPPROBE_INSETID));
	json_set(object, "overridden_creds", json_boolean(record->flags & CAPPROBE_OVERRIDDEN));
	json_set(object, "interrupt", json_boolean(record->flags & CAPPROBE_INTERRUPT));
}

static void set_outcome(json_t **object, const struct capprobe_record *record)
{
	enum capprobe_layer layer = reason_layer(record->reason);
	char error[ERROR_NAME_MAX];

	json_set(object, "error", json_text_or_null(error_name(record, error)));
	json_set(object, "blocked_by",
		 json_text_or_null(layer == CAPPROBE_LAYER_NONE ? NULL : layer_name(layer)));
	json_set(object, "reason", json_string(reason_name(record->reason)));
	json_set(object, "capability_reason", json_string(reason_name(record->cap_reason)));
}

static void set_module(json_t **object, const struct capprobe_record *record, const char *text,
		       size_t length)
{
	set_syscall(object, record);
	json_set(object, "module", length ? json_text(text, length) : json_null());
	json_set(object, "module_unknown", json_boolean(record->flags & CAPPROBE_TEXT_UNKNOWN));
	set_outcome(object, record);
}

static void set_call(json_t **object, const struct capprobe_record *record)
{
	char name[CAPABILITY_NAME_MAX];

	set_syscall(object, record);
	json_set(object, "cap", json_string(capability_name(record->cap, name)));
	json_set(object, "cap_nr", json_integer(record->cap));
	set_outcome(object, record);
}

static void set_credentials(json_t **object, const struct capprobe_record *record)
{
	json_set(object, "userns", json_integer(record->userns));
	json_set(object, "target_userns", json_integer(record->target_userns));
	json_set(object, "effective", json_mask(record->effective));
	json_set(object, "permitted", json_mask(record->permitted));
	json_set(object, "inheritable", json_mask(record->inheritable));
	json_set(object, "bounding", json_mask(record->bounding));
	json_set(object, "ambient", json_mask(record->ambient));
}

static void set_origin(json_t **object, const struct identity *identity)
{
	const char *path = identity ? identity->path : "";

	json_set(object, "container", identity ? identity_json(identity) : json_null());
	json_set(object, "cgroup", *path ? json_text(path, strlen(path)) : json_null());
}

json_t *record_json(const struct capprobe_record *record, const char *text, size_t length,
		    const struct identity *identity)
{
	json_t *object = json_object();
	char time[WHEN_MAX];

	json_set(&object, "type", json_string(type_name(record->type)));
	json_set(&object, "time", json_string(when_rfc3339(record->time, time)));
	json_set(&object, "pid", json_integer(record->pid));
	json_set(&object, "tid", json_integer(record->tid));
	json_set(&object, "uid", json_integer(record->uid));
	json_set(&object, "gid", json_integer(record->gid));
	json_set(&object, "comm", json_text(record->comm, strlen(record->comm)));
	set_origin(&object, identity);
	switch (record->type) {
	case CAPPROBE_TYPE_CHECK:
		set_check(&object, record);
		break;
	case CAPPROBE_TYPE_MODULE:
		set_module(&object, record, text, length);
		break;
	case CAPPROBE_TYPE_CALL:
		set_call(&object, record);
		break;
	}
	set_credentials(&object, record);
	return object;
}

json_t *lost_json(enum capprobe_type type, enum capprobe_loss cause, uint64_t count,
		  const struct identity *identity)
{
	json_t *object = json_object();
	struct timespec now;
	char time[WHEN_MAX];

	clock_gettime(CLOCK_BOOTTIME, &now);
	json_set(&object, "type", json_string("lost"));
	json_set(&object, "time",
		 json_string(when_rfc3339(now.tv_sec * UINT64_C(1000000000) + now.tv_nsec, time)));
	json_set(&object, "count", json_integer(count));
	json_set(&object, "cause", json_string(loss_name(cause)));
	json_set(&object, "record", json_string(type_name(type)));
	set_origin(&object, identity);
	return object;
}
