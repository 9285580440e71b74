/* SPDX-License-Identifier: GPL-2.0 */
/*
 * table.h - tables, as text or CSV
 */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>

#include "base/status.h"
#include "render/output.h"

/**
 * struct column - a column of a table
 * @name: its header
 * @width: width in cells in a table that is printed row by row; 0 for the last
 *	column, which takes what it needs
 * @right: align to the right
 * @wrap: break cells at newlines
 * @cut: truncate cells if the table is too wide
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
 * table_new() - allocate an empty table
 * @output: table or CSV, header and colours
 * @columns: its columns; not copied
 * @count: number of columns
 *
 * Return: the table; NULL if out of memory, which table_print() reports.
 */
struct table *table_new(const struct output *output, const struct column *columns, size_t count);

/**
 * table_row() - add a row
 * @table: the table, or NULL
 * @cells: one text per column, NULL for an empty cell; the caller has cleaned
 *	control characters
 * @color: an escape sequence or colour name for the row, or NULL
 */
void table_row(struct table *table, const char *const *cells, const char *color);

/**
 * table_print() - print the rows added since the last print, with columns as
 *	wide as they need to be
 * @table: the table, or NULL if there was no memory for it
 *
 * Return: STATUS_OK. If there was no memory for the table or a row, reports that,
 * prints nothing and returns STATUS_FAILED.
 */
enum status table_print(struct table *table);

/**
 * table_stream() - the same with columns of the given width, so that later rows
 *	line up
 * @table: the table, or NULL
 *
 * On a terminal, columns are fitted to its current width.
 *
 * Return: as table_print().
 */
enum status table_stream(struct table *table);

/**
 * table_fit() - fit columns to a line
 * @columns: the columns
 * @count: number of columns
 * @room: width of the line in cells
 * @widths: result; the last column gets the rest. The sum exceeds @room if even
 *	the minimum widths do not fit
 */
void table_fit(const struct column *columns, size_t count, size_t room, size_t *widths);

/**
 * table_free() - free a table
 * @table: the table, or NULL
 */
void table_free(struct table *table);

#endif /* TABLE_H */
