/* SPDX-License-Identifier: GPL-2.0 */
/*
 * output.h - how a command shows its answer
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>

/* What -o takes. X(symbol, name) */
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
 * struct output - how a command shows its answer
 * @format: as asked for by -o
 * @header: whether a table has a header
 * @color: whether a table has colours
 */
struct output {
	enum output_format	format;
	bool			header;
	bool			color;
};

#endif /* OUTPUT_H */
