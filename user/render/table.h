/* SPDX-License-Identifier: GPL-2.0 */
/*
 * table.h - tables for people, and the same as CSV
 */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>

#include "render/output.h"

/**
 * struct column - a column of a table
 * @name: its header
 * @width: cells that it takes in a table that is printed row by row; 0 for the
 *	last one, which takes what it needs
 * @right: whether it is aligned to the right
 * @wrap: whether a long cell takes several lines, one for each of its own
 * @cut: whether a cell may be cut where the table is too wide
 */
struct column {
	const char	*name;
	int		width;
	bool		right;
	bool		wrap;
	bool		cut;
};

struct table;

/**
 * table_new() - an empty table
 * @output: table or CSV, header or not, colours or not
 * @columns: its columns, kept as they are
 * @count: how many
 *
 * Return: the table; the program ends where there is no memory.
 */
struct table *table_new(const struct output *output, const struct column *columns, size_t count);

/**
 * table_row() - add a row
 * @table: the table
 * @cells: a text for each column, or NULL for none; control characters are
 *	the caller's to clean
 * @color: an escape sequence or the name of a colour for the row, or NULL
 */
void table_row(struct table *table, const char *const *cells, const char *color);

/**
 * table_print() - print the rows since the last print, in columns as wide as
 *	they need
 * @table: the table
 */
void table_print(struct table *table);

/**
 * table_stream() - the same, in columns of the width that was given, so that
 *	rows that come later line up
 * @table: the table
 *
 * On a terminal they are fitted to its width, as it is now.
 */
void table_stream(struct table *table);

/**
 * table_fit() - the widths of columns on a line of limited length
 * @columns: the columns
 * @count: how many
 * @room: cells of the line
 * @widths: where to; the last column takes what is left. Where even the least
 *	does not fit they are wider than the line
 */
void table_fit(const struct column *columns, size_t count, size_t room, size_t *widths);

/**
 * table_free() - free a table
 * @table: the table, or NULL
 */
void table_free(struct table *table);

#endif /* TABLE_H */
