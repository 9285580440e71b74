/* SPDX-License-Identifier: GPL-2.0 */
/*
 * record_json.h - a record in JSON, as in the contract
 */
#ifndef RECORD_JSON_H
#define RECORD_JSON_H

#include <jansson.h>

#include "capprobe.h"
#include "identity/identity.h"

/**
 * record_json() - a check or a call in JSON
 * @record: the record
 * @text: its text
 * @length: bytes of @text
 * @identity: whose it is
 */
json_t *record_json(const struct capprobe_record *record, const char *text, size_t length,
		    const struct identity *identity);

/**
 * lost_json() - a loss in JSON
 * @type: what the records would have told
 * @cause: why
 * @count: how many records
 * @identity: whose most of them were; NULL where that is not known
 */
json_t *lost_json(enum capprobe_type type, enum capprobe_loss cause, uint64_t count,
		  const struct identity *identity);

#define ERROR_NAME_MAX	24	/* bytes of a name, terminated */

/**
 * error_name() - what a call ended in
 * @record: the record of a call
 * @name: where to
 *
 * Return: @name, as in "EPERM", or "SIGSYS" where a signal ended it; NULL for
 * success.
 */
const char *error_name(const struct capprobe_record *record, char name[ERROR_NAME_MAX]);

#endif /* RECORD_JSON_H */
