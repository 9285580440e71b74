/* SPDX-License-Identifier: GPL-2.0 */
/*
 * record_json.h - records as JSON
 */
#ifndef RECORD_JSON_H
#define RECORD_JSON_H

#include <jansson.h>

#include "capprobe.h"
#include "identity/identity.h"

/**
 * record_json() - convert a check or call
 * @record: the record
 * @text: its text
 * @length: length of @text in bytes
 * @identity: its owner
 */
json_t *record_json(const struct capprobe_record *record, const char *text, size_t length,
		    const struct identity *identity);

/**
 * lost_json() - convert a loss
 * @type: type of the records lost
 * @cause: the cause
 * @count: number of records
 * @identity: who lost most; NULL if unknown
 */
json_t *lost_json(enum capprobe_type type, enum capprobe_loss cause, uint64_t count,
		  const struct identity *identity);

#define ERROR_NAME_MAX	24	/* bytes, including the NUL */

/**
 * error_name() - name the error of a call
 * @record: the record of a call
 * @name: buffer
 *
 * Return: a name as in "EPERM", or "SIGSYS" if a signal ended the call; NULL for
 * success.
 */
const char *error_name(const struct capprobe_record *record, char name[ERROR_NAME_MAX]);

#endif /* RECORD_JSON_H */
