/* SPDX-License-Identifier: GPL-2.0 */
/*
 * proc_status.h - the capability sets in /proc/PID/status
 */
#ifndef PROC_STATUS_H
#define PROC_STATUS_H

#include <stddef.h>
#include <stdint.h>

/* X(symbol, name, field), in the order of the file: proc(5). */
#define CAPABILITY_SETS(X)			\
	X(INHERITABLE, "inheritable", "CapInh")	\
	X(PERMITTED, "permitted", "CapPrm")	\
	X(EFFECTIVE, "effective", "CapEff")	\
	X(BOUNDING, "bounding", "CapBnd")	\
	X(AMBIENT, "ambient", "CapAmb")

enum capability_set {
#define SET_ENUM(symbol, name, field) SET_##symbol,
	CAPABILITY_SETS(SET_ENUM)
#undef SET_ENUM
	SET_COUNT
};

extern const char *const capability_set_names[SET_COUNT];

/**
 * struct proc_status - the capability sets
 * @present: a mask of 1 << enum capability_set
 * @sets: the masks
 */
struct proc_status {
	unsigned int	present;
	uint64_t	sets[SET_COUNT];
};

/**
 * proc_status_parse() - find the capability sets
 * @text: the file
 * @length: its size in bytes
 * @status: result
 *
 * Return: NULL; or what is wrong, if a set is not a mask or there is none at all.
 */
const char *proc_status_parse(const char *text, size_t length, struct proc_status *status);

/**
 * proc_status_numbers() - the numbers in a line of the file
 * @text: the file, NUL-terminated
 * @field: the name of the line, as in "Uid"
 * @numbers: result
 * @count: size of @numbers; may be less than the line has
 *
 * Return: how many numbers the line has; 0 if there is no such line.
 */
size_t proc_status_numbers(const char *text, const char *field, unsigned long *numbers,
			   size_t count);

#endif /* PROC_STATUS_H */
