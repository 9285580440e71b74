/* SPDX-License-Identifier: GPL-2.0 */
/*
 * record.h - filling in a record
 */
#ifndef CAPPROBE_RECORD_H
#define CAPPROBE_RECORD_H

#include "check.h"

/**
 * capprobe_record_task() - fill in a record but for what its type adds
 * @record: where to; every byte of it is written
 * @type: enum capprobe_type
 * @check: the verdict, the credentials and the flags
 *
 * Context: any; @check's pointers are held by the caller.
 */
void capprobe_record_task(struct capprobe_record *record, enum capprobe_type type,
			  const struct capprobe_check *check);

#endif /* CAPPROBE_RECORD_H */
