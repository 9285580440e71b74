/* SPDX-License-Identifier: GPL-2.0 */
/*
 * output.h - output options
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>

/* Arguments of -o. X(symbol, name) */
#define OUTPUT_FORMATS(X)	\
	X(TABLE, "table")	\
	X(JSON, "json")		\
	X(JSONL, "jsonl")	\
	X(CSV, "csv")

enum output_format {
#define FORMAT_ENUM(symbol, name) OUTPUT_##symbol,
	OUTPUT_FORMATS(FORMAT_ENUM)
#undef FORMAT_ENUM
};

/**
 * struct output - output options
 * @format: from -o
 * @header: print a table header
 * @color: use colours in tables
 */
struct output {
	enum output_format	format;
	bool			header;
	bool			color;
};

#endif /* OUTPUT_H */
